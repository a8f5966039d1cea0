"""Meetings, their series and documents, and the SQL that derives their search rows."""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0015_pages'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('starts_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='start known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('ends_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='end known')),
                ('date_note', models.CharField(blank=True, max_length=200, verbose_name='about the date')),
                ('kind_as_said', models.CharField(blank=True, help_text='Conference, round table, session …', max_length=80, verbose_name='what it calls itself')),
                ('description', models.TextField(blank=True, verbose_name='what it is about')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('status', models.CharField(choices=[('planned', 'Announced'), ('held', 'Held'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='status')),
                ('delivery', models.CharField(blank=True, choices=[('in_person', 'In person'), ('online', 'Online'), ('hybrid', 'Hybrid')], max_length=10, verbose_name='attendance')),
                ('place', models.CharField(blank=True, help_text='Town or venue.', max_length=200, verbose_name='place')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='core.country', verbose_name='country of the place')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='owned by')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': [models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MeetingSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, verbose_name='labels')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('code', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='code')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered for new records')),
            ],
            options={
                'verbose_name': 'series of meetings',
                'verbose_name_plural': 'series of meetings',
                'ordering': ['order', 'code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.CharField(max_length=20, unique=True, verbose_name='record in the collection')),
                ('citation', models.TextField(verbose_name='citation')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('grade', models.CharField(blank=True, choices=[('official', 'Organiser or official body'), ('mirror', 'Official document on another site'), ('other', 'Press, blog or other')], max_length=10, verbose_name='grade')),
                ('title_as_said', models.CharField(blank=True, max_length=400, verbose_name='title there')),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='document symbol')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['record'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingSourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('record', models.CharField(max_length=20, verbose_name='record in the collection')),
                ('citation', models.TextField(verbose_name='citation')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('grade', models.CharField(blank=True, choices=[('official', 'Organiser or official body'), ('mirror', 'Official document on another site'), ('other', 'Press, blog or other')], max_length=10, verbose_name='grade')),
                ('title_as_said', models.CharField(blank=True, max_length=400, verbose_name='title there')),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='document symbol')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'topic of the meeting',
                'verbose_name_plural': 'topics of the meeting',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('meeting', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='core.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingActivity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^TA-\\d{4}-\\d{4,}$', 'A reference of an activity reads like TA-2013-0042.')], verbose_name='reference of the activity')),
                ('is_same', models.BooleanField(default=False, help_text='The calendar then shows the meeting and not the activity.', verbose_name='the same event')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='core.meeting')),
            ],
            options={
                'verbose_name': 'activity of the meeting',
                'verbose_name_plural': 'activities of the meeting',
                'ordering': ['ref'],
            },
        ),
        migrations.CreateModel(
            name='MeetingActivityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('^TA-\\d{4}-\\d{4,}$', 'A reference of an activity reads like TA-2013-0042.')], verbose_name='reference of the activity')),
                ('is_same', models.BooleanField(default=False, help_text='The calendar then shows the meeting and not the activity.', verbose_name='the same event')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingactivity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='core.meeting')),
            ],
            options={
                'verbose_name': 'document or link',
                'verbose_name_plural': 'documents and links',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingDocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingdocument')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', verbose_name='language')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='language_links', to='core.meeting')),
            ],
            options={
                'verbose_name': 'working language of the meeting',
                'verbose_name_plural': 'working languages of the meeting',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='working_languages',
            field=models.ManyToManyField(blank=True, related_name='+', through='core.MeetingLanguage', to='core.language', verbose_name='working languages'),
        ),
        migrations.CreateModel(
            name='MeetingLanguageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', verbose_name='language')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetinglanguage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('beneficiary', 'Beneficiary'), ('provider', 'Provider'), ('second_provider', 'Second provider'), ('host', 'Host'), ('expert_sender', 'Sender of experts'), ('facilitator', 'Facilitator'), ('funder', 'Funder'), ('organiser', 'Organiser'), ('observer', 'Observer')], max_length=20, verbose_name='role')),
                ('as_said', models.CharField(blank=True, max_length=250, verbose_name="in the source's words")),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.countrygroup', verbose_name='group')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='core.meeting')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='core.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'party of the meeting',
                'verbose_name_plural': 'parties of the meeting',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingPartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('beneficiary', 'Beneficiary'), ('provider', 'Provider'), ('second_provider', 'Second provider'), ('host', 'Host'), ('expert_sender', 'Sender of experts'), ('facilitator', 'Facilitator'), ('funder', 'Funder'), ('organiser', 'Organiser'), ('observer', 'Observer')], max_length=20, verbose_name='role')),
                ('as_said', models.CharField(blank=True, max_length=250, verbose_name="in the source's words")),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.countrygroup', verbose_name='group')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingparty')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('starts_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='start known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('ends_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='end known')),
                ('date_note', models.CharField(blank=True, max_length=200, verbose_name='about the date')),
                ('kind_as_said', models.CharField(blank=True, help_text='Conference, round table, session …', max_length=80, verbose_name='what it calls itself')),
                ('description', models.TextField(blank=True, verbose_name='what it is about')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('status', models.CharField(choices=[('planned', 'Announced'), ('held', 'Held'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='status')),
                ('delivery', models.CharField(blank=True, choices=[('in_person', 'In person'), ('online', 'Online'), ('hybrid', 'Hybrid')], max_length=10, verbose_name='attendance')),
                ('place', models.CharField(blank=True, help_text='Town or venue.', max_length=200, verbose_name='place')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country of the place')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='owned by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meeting')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('series', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meetingseries', verbose_name='series')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='core.meetingseries', verbose_name='series'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingseries',
            trigger=pgtrigger.compiler.Trigger(name='count_reference_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_version('reference', NULL); RETURN NULL;", hash='130a38ee78a3062e54dbb3787fa65c57fe26fe22', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_reference_version_430a1', table='core_meetingseries', when='AFTER')),
        ),
        migrations.AddField(
            model_name='meetingsource',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='core.meeting'),
        ),
        migrations.AddField(
            model_name='meetingsourceevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting'),
        ),
        migrations.AddField(
            model_name='meetingsourceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='meetingsourceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingsource'),
        ),
        migrations.AddField(
            model_name='meetingtopic',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='core.meeting'),
        ),
        migrations.AddField(
            model_name='meetingtopic',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='topics',
            field=models.ManyToManyField(blank=True, through='core.MeetingTopic', to='core.topic', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='meetingtopicevent',
            name='meeting',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.meeting'),
        ),
        migrations.AddField(
            model_name='meetingtopicevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='meetingtopicevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.meetingtopic'),
        ),
        migrations.AddField(
            model_name='meetingtopicevent',
            name='topic',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='topic'),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='meetingsearch_codes'),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], name='meetingsearch_document'),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=models.Index(fields=['title_key'], name='meetingsearch_title'),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='meetingsearch_alike', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='meetingsearch_date'),
        ),
        migrations.AddIndex(
            model_name='meetingsearch',
            index=models.Index(fields=['added_at'], name='meetingsearch_added'),
        ),
        migrations.AddConstraint(
            model_name='meetingactivity',
            constraint=models.UniqueConstraint(fields=('meeting', 'ref'), name='meetingactivity_once'),
        ),
        migrations.AddConstraint(
            model_name='meetingactivity',
            constraint=models.UniqueConstraint(condition=models.Q(('is_same', True)), fields=('ref',), name='meetingactivity_one_meeting', violation_error_message='Another meeting is said to be this activity.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingactivity',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='a18ffdc1a525f42cfc6cf3944ff67a3eb17735ea', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_06edf', table='core_meetingactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingactivity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingactivityevent" ("id", "is_same", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."id", NEW."is_same", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref"); RETURN NULL;', hash='aafbbd160f2a301d30c0ef9a11626ac2aa52e3c2', operation='INSERT', pgid='pgtrigger_insert_insert_73015', table='core_meetingactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingactivity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingactivityevent" ("id", "is_same", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (NEW."id", NEW."is_same", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref"); RETURN NULL;', hash='94ae52f7ef9b10d142bba0a46dd2137a516569ba', operation='UPDATE', pgid='pgtrigger_update_update_91362', table='core_meetingactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingactivity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingactivityevent" ("id", "is_same", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref") VALUES (OLD."id", OLD."is_same", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ref"); RETURN NULL;', hash='90a3cabdc504a2ace0025cb7643e0c937bcd0fc6', operation='DELETE', pgid='pgtrigger_delete_delete_a506e', table='core_meetingactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingdocument',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='e1e42ef485011e3a0f5d9f8793266d7f2d78c0d1', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_129e4', table='core_meetingdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingdocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingdocumentevent" ("id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='5f0d4539875d78c1dc35a047f6f5a62672894cf9', operation='INSERT', pgid='pgtrigger_insert_insert_d6613', table='core_meetingdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingdocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingdocumentevent" ("id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."id", NEW."kind", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='d10f8c1c9faf0082ef12e232f35a66896cf6d22d', operation='UPDATE', pgid='pgtrigger_update_update_86dc0', table='core_meetingdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingdocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingdocumentevent" ("id", "kind", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."id", OLD."kind", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;', hash='500bf70cb302f386117d5875f8fa7c534b1fd48e', operation='DELETE', pgid='pgtrigger_delete_delete_830c1', table='core_meetingdocument', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meetinglanguage',
            constraint=models.UniqueConstraint(fields=('meeting', 'language'), name='meetinglanguage_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM new_rows)); RETURN NULL;', hash='1d9d63c468693c8a35bca4d47b724c9531d0e208', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_a234a', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM (SELECT meeting_id FROM old_rows UNION ALL SELECT meeting_id FROM new_rows) AS changed)); RETURN NULL;', hash='6034e847d4699789629a5d518b1713007d6c8f10', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_d83ce', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM old_rows)); RETURN NULL;', hash='8b32dad432092c48ba645c478790bd4df0460a00', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_45937', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='32e2bf9518f79a82244a966b6677575e9cc36e84', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_44b08', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetinglanguageevent" ("id", "language_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='ecbe8d0aa7188ed26c29ee2d998ab45b90668228', operation='INSERT', pgid='pgtrigger_insert_insert_32e14', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetinglanguageevent" ("id", "language_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='c9b81f66fc88be6a32f9125b9913e351d69e0aaf', operation='UPDATE', pgid='pgtrigger_update_update_a45ab', table='core_meetinglanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetinglanguage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetinglanguageevent" ("id", "language_id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."language_id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='713269d37d3b2b32db458b309a8f4e7c8f8b3bc1', operation='DELETE', pgid='pgtrigger_delete_delete_86e2a', table='core_meetinglanguage', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meetingparty',
            constraint=models.CheckConstraint(condition=models.Q(('group__isnull', True), models.Q(('country__isnull', True), ('organisation__isnull', True)), _connector='OR'), name='meetingparty_group_alone', violation_error_message='A group stands alone: list countries and organisations on their own lines.'),
        ),
        migrations.AddConstraint(
            model_name='meetingparty',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['beneficiary', 'provider', 'second_provider', 'host', 'expert_sender', 'facilitator', 'funder', 'organiser', 'observer'])), name='meetingparty_role_known'),
        ),
        migrations.AddConstraint(
            model_name='meetingparty',
            constraint=models.CheckConstraint(condition=models.Q(('country__isnull', False), ('group__isnull', False), ('organisation__isnull', False), _connector='OR'), name='meetingparty_names_someone', violation_error_message='Name a country, a group or an organisation.'),
        ),
        migrations.AddConstraint(
            model_name='meetingparty',
            constraint=models.UniqueConstraint(fields=('meeting', 'role', 'country', 'group', 'organisation'), name='meetingparty_once', nulls_distinct=False, violation_error_message='This participant already has that role.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM new_rows)); RETURN NULL;', hash='0230431267dd93255dd64254d8da90e06a697749', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_2200e', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM (SELECT meeting_id FROM old_rows UNION ALL SELECT meeting_id FROM new_rows) AS changed)); RETURN NULL;', hash='48d99e7e4004914e5111a523a6e86debe291dfcb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_3cab9', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM old_rows)); RETURN NULL;', hash='6bd2b6dbe7b9fe8e0d6637fecddfbf925371662d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_d67e5', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='e9c0d5bbd1c77e2c7df2835508470b1efe266cc1', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_dc597', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='a1d376aaded3bcf413fa6dbc3817f438d538d875', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_8d5a2', table='core_meetingparty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpartyevent" ("as_said", "country_id", "group_id", "id", "meeting_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."as_said", NEW."country_id", NEW."group_id", NEW."id", NEW."meeting_id", NEW."order", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;', hash='aa081d0c9b0ee3476ef1a3da7988f73877e1a76f', operation='INSERT', pgid='pgtrigger_insert_insert_2e9aa', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingpartyevent" ("as_said", "country_id", "group_id", "id", "meeting_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."as_said", NEW."country_id", NEW."group_id", NEW."id", NEW."meeting_id", NEW."order", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='89ad521d1bd8c8f9c70e09310beb0149394e44fb', operation='UPDATE', pgid='pgtrigger_update_update_b7151', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingparty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpartyevent" ("as_said", "country_id", "group_id", "id", "meeting_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."as_said", OLD."country_id", OLD."group_id", OLD."id", OLD."meeting_id", OLD."order", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='447c39aad4959d1de31d2f3c37a2df48ef570da2', operation='DELETE', pgid='pgtrigger_delete_delete_3ffc1', table='core_meetingparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM new_rows)); RETURN NULL;', hash='490c05779f00a3ea13488b3f0ec1a0ad1b852d28', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_0d900', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM (SELECT meeting_id FROM old_rows UNION ALL SELECT meeting_id FROM new_rows) AS changed)); RETURN NULL;', hash='2d570ffadab55fd156e4367823cb9c7071278378', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_308d1', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM old_rows)); RETURN NULL;', hash='58ebc16d4c6c8154fbcf504bc40b9c54ee58f879', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_7fc96', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='9a25f8a46b43651b1fdfe8df03bf0de37af8d19b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e90c2', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingsourceevent" ("citation", "grade", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."citation", NEW."grade", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='3aeb66a15271dfcf28d78c2342b1d4939d487b7d', operation='INSERT', pgid='pgtrigger_insert_insert_97da4', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingsourceevent" ("citation", "grade", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."citation", NEW."grade", NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='a529243bc02d494ff9c748a015f85927965ca000', operation='UPDATE', pgid='pgtrigger_update_update_6a932', table='core_meetingsource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingsource',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingsourceevent" ("citation", "grade", "id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (OLD."citation", OLD."grade", OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."symbol", OLD."title_as_said", OLD."url"); RETURN NULL;', hash='dc0f0221c4cf5d6ec791dd32bd4f66c165eb686a', operation='DELETE', pgid='pgtrigger_delete_delete_c17ad', table='core_meetingsource', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meetingtopic',
            constraint=models.UniqueConstraint(fields=('meeting', 'topic'), name='meetingtopic_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM new_rows)); RETURN NULL;', hash='2cd5f9d4b10305d408048a4e16dc813ef797cb6c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_cd37c', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM (SELECT meeting_id FROM old_rows UNION ALL SELECT meeting_id FROM new_rows) AS changed)); RETURN NULL;', hash='2fbee1a65af9068463f287b76815868e8f136457', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_0083e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT meeting_id) FROM old_rows)); RETURN NULL;', hash='420e5932c2c742f9d61deab4d2ffb363e78b6ff8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_d0c29', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='d11cfe3f1170f7626cec94e5561f13b9c8c63804', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_6994d', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingtopicevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='39ecf027425c5b4719f9ef86ee82a63128dfa62e', operation='INSERT', pgid='pgtrigger_insert_insert_c5573', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingtopicevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."id", NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='2d168c8d6c8c9e15fbe86c09f20eb32a49707fb2', operation='UPDATE', pgid='pgtrigger_update_update_d566b', table='core_meetingtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingtopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingtopicevent" ("id", "meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."id", OLD."meeting_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='c21ed70ea69f4d57b99de156ecf99359446d0467', operation='DELETE', pgid='pgtrigger_delete_delete_291fd', table='core_meetingtopic', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['state', 'submitted_at'], name='meeting_queue'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['verify_due_on'], name='meeting_verify_due'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='meeting_state_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='meeting_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='meeting_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='meeting_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='meeting_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='meeting_start_before_end', violation_error_message='A meeting cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='meeting_dates_plausible', violation_error_message='A date must lie between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'held', 'postponed', 'cancelled'])), name='meeting_status_known'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('delivery__in', ['', 'in_person', 'online', 'hybrid'])), name='meeting_delivery_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='88662291b8baca13e2c3b5696d99b692e66c2ec3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_04231', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='9971a75f3b5e572285f276f0c381fe46a5d61fcc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_b03f2', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_meeting_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='d7dbaeb5e787cce8667f23c19042fbab164bf9eb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_8fdbd', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('meeting'); RETURN NULL;", hash='f43e899e5095e4a6e28d42f1ad69d7b2dc6f890d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_cee18', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='6439de23017517d9820fac0a25dbb187143484b2', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_ee066', table='core_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingevent" ("country_id", "created_at", "created_by_id", "date_note", "delivery", "description", "ends_on", "ends_precision", "id", "is_sample", "kind_as_said", "language_id", "last_verified_on", "note", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "ref", "series_id", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "website") VALUES (NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."delivery", NEW."description", NEW."ends_on", NEW."ends_precision", NEW."id", NEW."is_sample", NEW."kind_as_said", NEW."language_id", NEW."last_verified_on", NEW."note", NEW."outcome", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."series_id", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."website"); RETURN NULL;', hash='00a5e629a0989eb21ddcead924e7f5ab38fe80ab', operation='INSERT', pgid='pgtrigger_insert_insert_10e33', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."delivery" IS DISTINCT FROM (NEW."delivery") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."kind_as_said" IS DISTINCT FROM (NEW."kind_as_said") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "core_meetingevent" ("country_id", "created_at", "created_by_id", "date_note", "delivery", "description", "ends_on", "ends_precision", "id", "is_sample", "kind_as_said", "language_id", "last_verified_on", "note", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "ref", "series_id", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "website") VALUES (NEW."country_id", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."delivery", NEW."description", NEW."ends_on", NEW."ends_precision", NEW."id", NEW."is_sample", NEW."kind_as_said", NEW."language_id", NEW."last_verified_on", NEW."note", NEW."outcome", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."series_id", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."website"); RETURN NULL;', hash='74797cb8f0cb8d669c3b96394de39b75cb018899', operation='UPDATE', pgid='pgtrigger_update_update_1fd8d', table='core_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingevent" ("country_id", "created_at", "created_by_id", "date_note", "delivery", "description", "ends_on", "ends_precision", "id", "is_sample", "kind_as_said", "language_id", "last_verified_on", "note", "outcome", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "published_by_id", "ref", "series_id", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "website") VALUES (OLD."country_id", OLD."created_at", OLD."created_by_id", OLD."date_note", OLD."delivery", OLD."description", OLD."ends_on", OLD."ends_precision", OLD."id", OLD."is_sample", OLD."kind_as_said", OLD."language_id", OLD."last_verified_on", OLD."note", OLD."outcome", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."series_id", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."website"); RETURN NULL;', hash='7f54370aac3abbc20b6982a103d6e1926d134989', operation='DELETE', pgid='pgtrigger_delete_delete_9ceb3', table='core_meeting', when='AFTER')),
        ),
        sql.from_file(__file__, "0016_meetings"),
    ]
