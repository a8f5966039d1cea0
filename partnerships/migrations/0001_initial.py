"""The repository of partnerships: initiatives and case studies."""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    initial = True

    dependencies = [
        ('core', '0008_partnership_vocabularies'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseStudy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('story', models.TextField(blank=True, verbose_name='story')),
                ('results', models.TextField(blank=True, verbose_name='results')),
                ('lessons', models.TextField(blank=True, verbose_name='lessons')),
                ('year', models.PositiveSmallIntegerField(blank=True, help_text='In which what is told began, or the protection was won.', null=True, verbose_name='year')),
                ('year_note', models.CharField(blank=True, max_length=200, verbose_name='about the year')),
                ('sector_as_said', models.CharField(blank=True, max_length=120, verbose_name="sector in the source's words")),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='owned by')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'case study',
                'verbose_name_plural': 'case studies',
                'ordering': [models.OrderBy(models.F('year'), descending=True, nulls_last=True), '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('south_south', 'South-South'), ('triangular', 'Triangular'), ('national', 'National'), ('north_south', 'North-South'), ('multilateral', 'Multilateral'), ('other', 'Other'), ('unclassified', 'Unclassified')], default='unclassified', editable=False, max_length=20, verbose_name='kind')),
                ('kind_grounds', models.JSONField(default=dict, editable=False, help_text='What the rule saw, from which the reason is worded.', verbose_name='why')),
                ('kind_override', models.CharField(blank=True, choices=[('south_south', 'South-South'), ('triangular', 'Triangular'), ('national', 'National'), ('north_south', 'North-South'), ('multilateral', 'Multilateral'), ('other', 'Other'), ('unclassified', 'Unclassified')], max_length=20, verbose_name='kind set by a curator')),
                ('kind_override_reason', models.TextField(blank=True, verbose_name='reason for setting the kind by hand')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount')),
                ('currency', models.CharField(blank=True, help_text='ISO 4217, for example USD.', max_length=3, verbose_name='currency')),
                ('band', models.CharField(blank=True, choices=[('under_10k', 'Under 10,000'), ('10k_50k', '10,000 to 50,000'), ('50k_250k', '50,000 to 250,000'), ('over_250k', 'Over 250,000')], max_length=12, verbose_name='band')),
                ('is_estimate', models.BooleanField(default=False, verbose_name='estimate')),
                ('in_kind', models.CharField(blank=True, help_text='What was given: rooms, experts.', max_length=300, verbose_name='in kind')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('starts_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='start known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('ends_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='end known')),
                ('date_note', models.CharField(blank=True, max_length=200, verbose_name='about the date')),
                ('challenge', models.TextField(blank=True, help_text='What was to be solved, and for whom.', verbose_name='challenge')),
                ('solution', models.TextField(blank=True, help_text='What the partners did about it.', verbose_name='solution')),
                ('exchange', models.TextField(blank=True, help_text='Who gave what to whom, how often, and by what means.', verbose_name='how the exchange worked')),
                ('results', models.TextField(blank=True, help_text='What changed; figures go into lines below.', verbose_name='results')),
                ('innovation', models.TextField(blank=True, help_text='What was new about it.', verbose_name='innovation')),
                ('sustainability', models.TextField(blank=True, help_text='What keeps it going.', verbose_name='sustainability')),
                ('replicability', models.TextField(blank=True, help_text='What others need to do the same.', verbose_name='replicability')),
                ('lessons', models.TextField(blank=True, help_text='What the partners would do again, or not.', verbose_name='lessons')),
                ('support', models.CharField(choices=[('with', 'With WIPO’s support'), ('without', 'Without WIPO’s support'), ('unknown', 'Not known')], default='unknown', max_length=10, verbose_name='WIPO’s support')),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('completed', 'Completed'), ('suspended', 'Suspended'), ('unknown', 'Not known')], default='unknown', max_length=12, verbose_name='status')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name="modality in the source's words")),
                ('instrument_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name="instrument in the source's words")),
                ('sector_as_said', models.CharField(blank=True, max_length=120, verbose_name="sector in the source's words")),
                ('partners_asked', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='partners asked to confirm')),
                ('partners_confirmed', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='partners that confirmed')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='owned by')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'initiative',
                'verbose_name_plural': 'initiatives',
                'ordering': [models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), '-pk'],
            },
        ),
        migrations.CreateModel(
            name='CaseStudyCountry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='country_links', to='partnerships.casestudy')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'country of the case study',
                'verbose_name_plural': 'countries of the case study',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='countries',
            field=models.ManyToManyField(blank=True, related_name='case_studies', through='partnerships.CaseStudyCountry', to='core.country', verbose_name='countries'),
        ),
        migrations.CreateModel(
            name='CaseStudyCountryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('country', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudycountry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudyDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='partnerships.casestudy')),
            ],
            options={
                'verbose_name': 'document or link',
                'verbose_name_plural': 'documents and links',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudyDocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudydocument')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudyFocus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='focus_links', to='partnerships.casestudy')),
                ('focus', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.focus', verbose_name='focus')),
            ],
            options={
                'verbose_name': 'focus of the case study',
                'verbose_name_plural': 'focus of the case study',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='focuses',
            field=models.ManyToManyField(blank=True, through='partnerships.CaseStudyFocus', to='core.focus', verbose_name='focus'),
        ),
        migrations.CreateModel(
            name='CaseStudyFocusEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('focus', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.focus', verbose_name='focus')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudyfocus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudySector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sector_links', to='partnerships.casestudy')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'sector of the case study',
                'verbose_name_plural': 'sectors of the case study',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='sectors',
            field=models.ManyToManyField(blank=True, through='partnerships.CaseStudySector', to='core.sector', verbose_name='sectors'),
        ),
        migrations.CreateModel(
            name='CaseStudySectorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudysector')),
                ('sector', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudySource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.CharField(max_length=20, unique=True, verbose_name='record in the collection')),
                ('citation', models.TextField(verbose_name='citation')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('grade', models.CharField(blank=True, choices=[('official', 'Organiser or official body'), ('mirror', 'Official document on another site'), ('other', 'Press, blog or other')], max_length=10, verbose_name='grade')),
                ('title_as_said', models.CharField(blank=True, max_length=400, verbose_name='title there')),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='document symbol')),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='partnerships.casestudy')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['record'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudySourceEvent',
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
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudysource')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudyTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name="in the source's words")),
                ('case_study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='partnerships.casestudy')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='IP right')),
            ],
            options={
                'verbose_name': 'IP right of the case study',
                'verbose_name_plural': 'IP rights of the case study',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='topics',
            field=models.ManyToManyField(blank=True, through='partnerships.CaseStudyTopic', to='core.topic', verbose_name='IP rights'),
        ),
        migrations.CreateModel(
            name='CaseStudyTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name="in the source's words")),
                ('case_study', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.casestudy')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudytopic')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='IP right')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('initiative', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='partnerships.initiative')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('story', models.TextField(blank=True, verbose_name='story')),
                ('results', models.TextField(blank=True, verbose_name='results')),
                ('lessons', models.TextField(blank=True, verbose_name='lessons')),
                ('year', models.PositiveSmallIntegerField(blank=True, help_text='In which what is told began, or the protection was won.', null=True, verbose_name='year')),
                ('year_note', models.CharField(blank=True, max_length=200, verbose_name='about the year')),
                ('sector_as_said', models.CharField(blank=True, max_length=120, verbose_name="sector in the source's words")),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='owned by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.casestudy')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('initiative', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative', verbose_name='told of the initiative')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='casestudy',
            name='initiative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='case_studies', to='partnerships.initiative', verbose_name='told of the initiative'),
        ),
        migrations.CreateModel(
            name='InitiativeDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='partnerships.initiative')),
            ],
            options={
                'verbose_name': 'document or link',
                'verbose_name_plural': 'documents and links',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeDocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('programme', 'Programme'), ('report', 'Report'), ('material', 'Material'), ('page', 'Web page')], default='page', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativedocument')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('south_south', 'South-South'), ('triangular', 'Triangular'), ('national', 'National'), ('north_south', 'North-South'), ('multilateral', 'Multilateral'), ('other', 'Other'), ('unclassified', 'Unclassified')], default='unclassified', editable=False, max_length=20, verbose_name='kind')),
                ('kind_grounds', models.JSONField(default=dict, editable=False, help_text='What the rule saw, from which the reason is worded.', verbose_name='why')),
                ('kind_override', models.CharField(blank=True, choices=[('south_south', 'South-South'), ('triangular', 'Triangular'), ('national', 'National'), ('north_south', 'North-South'), ('multilateral', 'Multilateral'), ('other', 'Other'), ('unclassified', 'Unclassified')], max_length=20, verbose_name='kind set by a curator')),
                ('kind_override_reason', models.TextField(blank=True, verbose_name='reason for setting the kind by hand')),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('summary', models.CharField(blank=True, max_length=500, verbose_name='summary')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('published', 'Published'), ('rejected', 'Rejected'), ('archived', 'Archived')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('submitted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='submitted')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('source', models.TextField(blank=True, verbose_name='source')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('note', models.TextField(blank=True, help_text='Shown to everyone: what is inferred, where sources differ.', verbose_name='note on the record')),
                ('last_verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('verify_due_on', models.DateField(blank=True, null=True, verbose_name='to be verified by')),
                ('is_sample', models.BooleanField(default=False, help_text='Invented, for trying the portal out.', verbose_name='sample')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount')),
                ('currency', models.CharField(blank=True, help_text='ISO 4217, for example USD.', max_length=3, verbose_name='currency')),
                ('band', models.CharField(blank=True, choices=[('under_10k', 'Under 10,000'), ('10k_50k', '10,000 to 50,000'), ('50k_250k', '50,000 to 250,000'), ('over_250k', 'Over 250,000')], max_length=12, verbose_name='band')),
                ('is_estimate', models.BooleanField(default=False, verbose_name='estimate')),
                ('in_kind', models.CharField(blank=True, help_text='What was given: rooms, experts.', max_length=300, verbose_name='in kind')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('starts_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='start known')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='end')),
                ('ends_precision', models.CharField(choices=[('day', 'To the day'), ('month', 'To the month'), ('year', 'To the year')], default='day', max_length=5, verbose_name='end known')),
                ('date_note', models.CharField(blank=True, max_length=200, verbose_name='about the date')),
                ('challenge', models.TextField(blank=True, help_text='What was to be solved, and for whom.', verbose_name='challenge')),
                ('solution', models.TextField(blank=True, help_text='What the partners did about it.', verbose_name='solution')),
                ('exchange', models.TextField(blank=True, help_text='Who gave what to whom, how often, and by what means.', verbose_name='how the exchange worked')),
                ('results', models.TextField(blank=True, help_text='What changed; figures go into lines below.', verbose_name='results')),
                ('innovation', models.TextField(blank=True, help_text='What was new about it.', verbose_name='innovation')),
                ('sustainability', models.TextField(blank=True, help_text='What keeps it going.', verbose_name='sustainability')),
                ('replicability', models.TextField(blank=True, help_text='What others need to do the same.', verbose_name='replicability')),
                ('lessons', models.TextField(blank=True, help_text='What the partners would do again, or not.', verbose_name='lessons')),
                ('support', models.CharField(choices=[('with', 'With WIPO’s support'), ('without', 'Without WIPO’s support'), ('unknown', 'Not known')], default='unknown', max_length=10, verbose_name='WIPO’s support')),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('completed', 'Completed'), ('suspended', 'Suspended'), ('unknown', 'Not known')], default='unknown', max_length=12, verbose_name='status')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name="modality in the source's words")),
                ('instrument_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name="instrument in the source's words")),
                ('sector_as_said', models.CharField(blank=True, max_length=120, verbose_name="sector in the source's words")),
                ('partners_asked', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='partners asked to confirm')),
                ('partners_confirmed', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='partners that confirmed')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='owned by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiative')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeInstrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instrument_links', to='partnerships.initiative')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.instrument', verbose_name='instrument')),
            ],
            options={
                'verbose_name': 'instrument of the initiative',
                'verbose_name_plural': 'instruments of the initiative',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='instruments',
            field=models.ManyToManyField(blank=True, through='partnerships.InitiativeInstrument', to='core.instrument', verbose_name='instruments'),
        ),
        migrations.CreateModel(
            name='InitiativeInstrumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('instrument', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.instrument', verbose_name='instrument')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativeinstrument')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeModality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modality_links', to='partnerships.initiative')),
                ('modality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.modality', verbose_name='modality')),
            ],
            options={
                'verbose_name': 'modality of the initiative',
                'verbose_name_plural': 'modalities of the initiative',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='modalities',
            field=models.ManyToManyField(blank=True, related_name='initiatives', through='partnerships.InitiativeModality', to='core.modality', verbose_name='modalities'),
        ),
        migrations.CreateModel(
            name='InitiativeModalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('modality', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.modality', verbose_name='modality')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativemodality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='how they are related')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='partnerships.initiative')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_from', to='partnerships.initiative', verbose_name='other initiative')),
            ],
            options={
                'verbose_name': 'related initiative',
                'verbose_name_plural': 'related initiatives',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='related',
            field=models.ManyToManyField(blank=True, through='partnerships.InitiativeRelation', to='partnerships.initiative', verbose_name='related initiatives'),
        ),
        migrations.CreateModel(
            name='InitiativeRelationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='how they are related')),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative', verbose_name='other initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativerelation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeSector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sector_links', to='partnerships.initiative')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'sector of the initiative',
                'verbose_name_plural': 'sectors of the initiative',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='sectors',
            field=models.ManyToManyField(blank=True, through='partnerships.InitiativeSector', to='core.sector', verbose_name='sectors'),
        ),
        migrations.CreateModel(
            name='InitiativeSectorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativesector')),
                ('sector', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.sector', verbose_name='sector')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.CharField(max_length=20, unique=True, verbose_name='record in the collection')),
                ('citation', models.TextField(verbose_name='citation')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('grade', models.CharField(blank=True, choices=[('official', 'Organiser or official body'), ('mirror', 'Official document on another site'), ('other', 'Press, blog or other')], max_length=10, verbose_name='grade')),
                ('title_as_said', models.CharField(blank=True, max_length=400, verbose_name='title there')),
                ('symbol', models.CharField(blank=True, max_length=60, verbose_name='document symbol')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='partnerships.initiative')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['record'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeSourceEvent',
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
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativesource')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InitiativeTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name="in the source's words")),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='partnerships.initiative')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic of the initiative',
                'verbose_name_plural': 'topics of the initiative',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='initiative',
            name='topics',
            field=models.ManyToManyField(blank=True, through='partnerships.InitiativeTopic', to='core.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='InitiativeTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name="in the source's words")),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.initiativetopic')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('beneficiary', 'Beneficiary'), ('provider', 'Provider'), ('second_provider', 'Second provider'), ('host', 'Host'), ('expert_sender', 'Sender of experts'), ('facilitator', 'Facilitator'), ('funder', 'Funder'), ('organiser', 'Organiser'), ('observer', 'Observer')], max_length=20, verbose_name='role')),
                ('as_said', models.CharField(blank=True, max_length=250, verbose_name="in the source's words")),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.countrygroup', verbose_name='group')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='partnerships.initiative')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='core.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
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
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.partner')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figure', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='figure')),
                ('unit', models.CharField(blank=True, help_text='Persons, per cent, offices …', max_length=60, verbose_name='unit')),
                ('what', models.CharField(max_length=200, verbose_name='what it counts')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='result_lines', to='partnerships.initiative')),
            ],
            options={
                'verbose_name': 'result in figures',
                'verbose_name_plural': 'results in figures',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ResultEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('figure', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='figure')),
                ('unit', models.CharField(blank=True, help_text='Persons, per cent, offices …', max_length=60, verbose_name='unit')),
                ('what', models.CharField(max_length=200, verbose_name='what it counts')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('initiative', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partnerships.result')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseStudySearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('case_study', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='partnerships.casestudy')),
            ],
            options={
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='casestudysearch_codes'), django.contrib.postgres.indexes.GinIndex(fields=['document'], name='casestudysearch_document'), models.Index(fields=['title_key'], name='casestudysearch_title'), django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='casestudysearch_alike', opclasses=['gin_trgm_ops']), models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='casestudysearch_date'), models.Index(fields=['added_at'], name='casestudysearch_added')],
            },
        ),
        migrations.AddConstraint(
            model_name='casestudycountry',
            constraint=models.UniqueConstraint(fields=('case_study', 'country'), name='casestudycountry_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM new_rows)); RETURN NULL;', hash='f262460c66b6e3ae5a6f465e6f7cd8296047a3a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_27d8c', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM (SELECT case_study_id FROM old_rows UNION ALL SELECT case_study_id FROM new_rows) AS changed)); RETURN NULL;', hash='d442d84316ae85e1483b267af27648dddb4af9a6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_a7088', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM old_rows)); RETURN NULL;', hash='f1c7792fadc2adc1a1bff78abc37e15af1514c25', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_84acc', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='1394caf862b02b73ccfaa61d796a71863650799f', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_c7caa', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudycountryevent" ("case_study_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."case_study_id", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='be13896f6e7c57ae2b0b8d2ea89be64b4e9c486a', operation='INSERT', pgid='pgtrigger_insert_insert_7075f', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudycountryevent" ("case_study_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."case_study_id", NEW."country_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e28b499234e3cc056f1bb7a0004f1a961039109f', operation='UPDATE', pgid='pgtrigger_update_update_4b8dd', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudycountry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudycountryevent" ("case_study_id", "country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."case_study_id", OLD."country_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='c657d9133710fda69bc84f5f000ea8b3ac21ccae', operation='DELETE', pgid='pgtrigger_delete_delete_5b853', table='partnerships_casestudycountry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudydocument',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='a8c600157ff56065297e31a5bc2fda9de2ef3eb5', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_ee593', table='partnerships_casestudydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudydocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudydocumentevent" ("case_study_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."case_study_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='9bb53d7048b75be8246437ca71837b601b8d2dec', operation='INSERT', pgid='pgtrigger_insert_insert_8a6a9', table='partnerships_casestudydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudydocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudydocumentevent" ("case_study_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."case_study_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='1e3f550b01b0dd9f3e9ed3148f45b6a7d6040838', operation='UPDATE', pgid='pgtrigger_update_update_89283', table='partnerships_casestudydocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudydocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudydocumentevent" ("case_study_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."case_study_id", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;', hash='21f3e4993c5dcd0546c9057fd89467d2e0118b34', operation='DELETE', pgid='pgtrigger_delete_delete_79346', table='partnerships_casestudydocument', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='casestudyfocus',
            constraint=models.UniqueConstraint(fields=('case_study', 'focus'), name='casestudyfocus_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM new_rows)); RETURN NULL;', hash='e893b6974ebb0db252f40f29184eddb9e50f1b16', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_e2261', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM (SELECT case_study_id FROM old_rows UNION ALL SELECT case_study_id FROM new_rows) AS changed)); RETURN NULL;', hash='47852ca77224eded474d7a40db262f91eafb2545', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_d489f', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM old_rows)); RETURN NULL;', hash='44a98ea32bac0712b67179e045dcbd58da270cf2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_161a0', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='10f71a2f0ab222d9a7eba7d41b0bc2e25e0cb955', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_621d4', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudyfocusevent" ("case_study_id", "focus_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."case_study_id", NEW."focus_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='4fd46a048439927a2a45ab9310f4bd61d0e0580e', operation='INSERT', pgid='pgtrigger_insert_insert_98ef0', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudyfocusevent" ("case_study_id", "focus_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."case_study_id", NEW."focus_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='1f94ccf2d8d9efaac2f66e2aaa4dc4b74c054f95', operation='UPDATE', pgid='pgtrigger_update_update_0d87f', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudyfocus',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudyfocusevent" ("case_study_id", "focus_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."case_study_id", OLD."focus_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='97a5142baf5cf58a07c806362859f2db04f678e9', operation='DELETE', pgid='pgtrigger_delete_delete_99d5c', table='partnerships_casestudyfocus', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='casestudysector',
            constraint=models.UniqueConstraint(fields=('case_study', 'sector'), name='casestudysector_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM new_rows)); RETURN NULL;', hash='83c141826a494d9501ab2efafe7dc7f71a4bd0ba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_a5c33', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM (SELECT case_study_id FROM old_rows UNION ALL SELECT case_study_id FROM new_rows) AS changed)); RETURN NULL;', hash='0b6c1f23dc9165bb6550b0a8c5fc14ae6073b419', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_08d1b', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM old_rows)); RETURN NULL;', hash='a2f9f0a3c57297cdd920cd23e207adf71fc06db5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_8a9aa', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='b861776c4f2ea5eb652c69d22b2a46dcf06be4a3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_469ac', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudysectorevent" ("case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."case_study_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='52c513e4c6b88e701671dad7d7fbcb803d7120c2', operation='INSERT', pgid='pgtrigger_insert_insert_0b072', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudysectorevent" ("case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."case_study_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='725af8496a45372c5ef67f67b050cd12afd51411', operation='UPDATE', pgid='pgtrigger_update_update_0ad0e', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysector',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudysectorevent" ("case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (OLD."case_study_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sector_id"); RETURN NULL;', hash='03a5b34943a255ce34e3108eac7f5433d8ad9cca', operation='DELETE', pgid='pgtrigger_delete_delete_5074e', table='partnerships_casestudysector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM new_rows)); RETURN NULL;', hash='bd0d25ad110cfdac36f08822b7ddf0c285db720b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_01d50', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM (SELECT case_study_id FROM old_rows UNION ALL SELECT case_study_id FROM new_rows) AS changed)); RETURN NULL;', hash='333b5aba40d5f2f3156f40d2402c7c824d1e56a3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_ae56d', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM old_rows)); RETURN NULL;', hash='06eeb513b59d30a7ab73aab707a77f7fdbf60cad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_ed7df', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='259221a564090cc6fc2985407fbdac20f7d62588', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_c6218', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudysourceevent" ("case_study_id", "citation", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."case_study_id", NEW."citation", NEW."grade", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='6fc032536dae9c8f1098004a0282884b03e70885', operation='INSERT', pgid='pgtrigger_insert_insert_c041c', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudysourceevent" ("case_study_id", "citation", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."case_study_id", NEW."citation", NEW."grade", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='0d423bf6d3daf4d54c19f2237ba9512bcb9a0cd9', operation='UPDATE', pgid='pgtrigger_update_update_1a646', table='partnerships_casestudysource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudysource',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudysourceevent" ("case_study_id", "citation", "grade", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (OLD."case_study_id", OLD."citation", OLD."grade", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."symbol", OLD."title_as_said", OLD."url"); RETURN NULL;', hash='7b64033e1c5092754844acd7d4607566748f242d', operation='DELETE', pgid='pgtrigger_delete_delete_2541b', table='partnerships_casestudysource', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='casestudytopic',
            constraint=models.UniqueConstraint(fields=('case_study', 'topic'), name='casestudytopic_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM new_rows)); RETURN NULL;', hash='0b0db16e55daf1d3baf2f237dfb261bc985e660f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_ddcaa', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM (SELECT case_study_id FROM old_rows UNION ALL SELECT case_study_id FROM new_rows) AS changed)); RETURN NULL;', hash='d9026d3f4ff2c6a76493a2d77309cc990d6f29be', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_260aa', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT case_study_id) FROM old_rows)); RETURN NULL;', hash='1e9fda84e5d53400d4518a7dc5271ebb92c567e2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_833c4', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='248fb8eda7e5d70c30aef0553e506cec7c30238b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_14bbb', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudytopicevent" ("as_said", "case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."case_study_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='7b3d29ac0970e3176905f9bad185625e44464bbc', operation='INSERT', pgid='pgtrigger_insert_insert_f475e', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_casestudytopicevent" ("as_said", "case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."case_study_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='dccab946c70d96dd4b459c76d3bec5b9f0da8409', operation='UPDATE', pgid='pgtrigger_update_update_72c62', table='partnerships_casestudytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudytopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudytopicevent" ("as_said", "case_study_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."as_said", OLD."case_study_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='acf524650b0673f06d34ac9b806b1d687bdee6f1', operation='DELETE', pgid='pgtrigger_delete_delete_07494', table='partnerships_casestudytopic', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='initiativesearch_codes'),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], name='initiativesearch_document'),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=models.Index(fields=['title_key'], name='initiativesearch_title'),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='initiativesearch_alike', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='initiativesearch_date'),
        ),
        migrations.AddIndex(
            model_name='initiativesearch',
            index=models.Index(fields=['added_at'], name='initiativesearch_added'),
        ),
        migrations.AddIndex(
            model_name='casestudy',
            index=models.Index(fields=['state', 'submitted_at'], name='casestudy_queue'),
        ),
        migrations.AddIndex(
            model_name='casestudy',
            index=models.Index(fields=['verify_due_on'], name='casestudy_verify_due'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='casestudy_state_known'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='casestudy_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='casestudy_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='casestudy_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='casestudy_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='casestudy',
            constraint=models.CheckConstraint(condition=models.Q(('year__isnull', True), ('year__range', (1900, 2199)), _connector='OR'), name='casestudy_year_plausible', violation_error_message='A year must lie between 1900 and 2199.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='731676ca5654a74f3532b7f022d674b4c676fba1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_85ce8', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='1fd962c8d3a76ee0a886dfb7a425038fbb6711ad', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_1f29b', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_case_study_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='19e1458c3a0b7a708480e96f8ddee7a7ba36fcc2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_3bab4', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('case_study'); RETURN NULL;", hash='6cbf9b19d49fe46763fa01d6d64d0bc3b4eb67d9', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_8eb69', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudyevent" ("created_at", "created_by_id", "id", "initiative_id", "is_sample", "language_id", "last_verified_on", "lessons", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "results", "sector_as_said", "source", "source_url", "state", "state_reason", "story", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "year", "year_note") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."initiative_id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."results", NEW."sector_as_said", NEW."source", NEW."source_url", NEW."state", NEW."state_reason", NEW."story", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."year", NEW."year_note"); RETURN NULL;', hash='94d7f305c13a17da1f751a8ed94626418ab5951f', operation='INSERT', pgid='pgtrigger_insert_insert_cb79f', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initiative_id" IS DISTINCT FROM (NEW."initiative_id") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."results" IS DISTINCT FROM (NEW."results") OR OLD."sector_as_said" IS DISTINCT FROM (NEW."sector_as_said") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."story" IS DISTINCT FROM (NEW."story") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."year_note" IS DISTINCT FROM (NEW."year_note"))', func='INSERT INTO "partnerships_casestudyevent" ("created_at", "created_by_id", "id", "initiative_id", "is_sample", "language_id", "last_verified_on", "lessons", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "results", "sector_as_said", "source", "source_url", "state", "state_reason", "story", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "year", "year_note") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."initiative_id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."results", NEW."sector_as_said", NEW."source", NEW."source_url", NEW."state", NEW."state_reason", NEW."story", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."year", NEW."year_note"); RETURN NULL;', hash='bb57f0fe5a1fb5faecd569dffb4678650ccae15e', operation='UPDATE', pgid='pgtrigger_update_update_b3898', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_casestudyevent" ("created_at", "created_by_id", "id", "initiative_id", "is_sample", "language_id", "last_verified_on", "lessons", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "results", "sector_as_said", "source", "source_url", "state", "state_reason", "story", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "year", "year_note") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."initiative_id", OLD."is_sample", OLD."language_id", OLD."last_verified_on", OLD."lessons", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."results", OLD."sector_as_said", OLD."source", OLD."source_url", OLD."state", OLD."state_reason", OLD."story", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."year", OLD."year_note"); RETURN NULL;', hash='80929a6e2b745da9dad8ff188e7078083bc90d79', operation='DELETE', pgid='pgtrigger_delete_delete_dbf16', table='partnerships_casestudy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativedocument',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='b053b42a695811263230aefe4773741777ece27e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_013ca', table='partnerships_initiativedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativedocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativedocumentevent" ("id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='463f8d0df48336f1c9279cc9e862071a90f1a944', operation='INSERT', pgid='pgtrigger_insert_insert_c190a', table='partnerships_initiativedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativedocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativedocumentevent" ("id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (NEW."id", NEW."initiative_id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."url"); RETURN NULL;', hash='2d36509332febb6dd76fa62ce67208d93ce31a95', operation='UPDATE', pgid='pgtrigger_update_update_4c0ea', table='partnerships_initiativedocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativedocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativedocumentevent" ("id", "initiative_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "url") VALUES (OLD."id", OLD."initiative_id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."title", OLD."url"); RETURN NULL;', hash='2de01649deabd1f66496f72ccfdb35e198c77c8b', operation='DELETE', pgid='pgtrigger_delete_delete_a244d', table='partnerships_initiativedocument', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='initiativeinstrument',
            constraint=models.UniqueConstraint(fields=('initiative', 'instrument'), name='initiativeinstrument_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='930c4e6d4618f7e11e16bfb805633e37b9bf2a90', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_da517', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='0b80324af7f0a3c56e7e344d8fa435866d50e899', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_116ae', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='1167da8e36054e8a5a812060dbd247a1600a6b01', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_40b06', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='99bf14b47f4ee31af0b59e162f41ea73d14f67bc', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_5932f', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeinstrumentevent" ("id", "initiative_id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."instrument_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='e9f139538e44af5738a397950da3ed3ef863ba64', operation='INSERT', pgid='pgtrigger_insert_insert_10a8f', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativeinstrumentevent" ("id", "initiative_id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."instrument_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b47e552da5efcdc5a19cc09c0e67e406bc53f655', operation='UPDATE', pgid='pgtrigger_update_update_736a9', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativeinstrument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeinstrumentevent" ("id", "initiative_id", "instrument_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."initiative_id", OLD."instrument_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='1055e9fc64b0df771d8e46d55895138f69733cec', operation='DELETE', pgid='pgtrigger_delete_delete_07748', table='partnerships_initiativeinstrument', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='initiativemodality',
            constraint=models.UniqueConstraint(fields=('initiative', 'modality'), name='initiativemodality_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='62d087b466f44fe487418666d3a3fb7b03b47ba6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_9880b', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='cd70b712348ba41c5d9f2e3a4457175d1a5cce15', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_861dc', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='f9534ed5930b01045b96a92ba976f86ee4f0e194', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_d3d2e', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='1fd24a1ba24c5f45be40f1fb065dbf2023699d2a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_22816', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativemodalityevent" ("id", "initiative_id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."modality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='02d7c2ad89756201558dcb2e07d339c8fb8c15c0', operation='INSERT', pgid='pgtrigger_insert_insert_e20ba', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativemodalityevent" ("id", "initiative_id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."modality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e702411378eda7955834f86a13203a53cdd55167', operation='UPDATE', pgid='pgtrigger_update_update_22331', table='partnerships_initiativemodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativemodality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativemodalityevent" ("id", "initiative_id", "modality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."initiative_id", OLD."modality_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='acb4f53b35c5754076ccce53e67c135f7223c1d9', operation='DELETE', pgid='pgtrigger_delete_delete_12335', table='partnerships_initiativemodality', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='initiativerelation',
            constraint=models.UniqueConstraint(fields=('initiative', 'other'), name='initiativerelation_once'),
        ),
        migrations.AddConstraint(
            model_name='initiativerelation',
            constraint=models.CheckConstraint(condition=models.Q(('initiative', models.F('other')), _negated=True), name='initiativerelation_not_to_itself', violation_error_message='An initiative is not related to itself.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativerelation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='9f467e5b7102a428fac3b6419c702c4eeae43d36', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_9a003', table='partnerships_initiativerelation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativerelation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativerelationevent" ("id", "initiative_id", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."note", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b818a89c39efae63404834474c28684cf8e42697', operation='INSERT', pgid='pgtrigger_insert_insert_e2409', table='partnerships_initiativerelation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativerelation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativerelationevent" ("id", "initiative_id", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."initiative_id", NEW."note", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='ed31d18b1b024108d47089b24505fafbc4560015', operation='UPDATE', pgid='pgtrigger_update_update_0a220', table='partnerships_initiativerelation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativerelation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativerelationevent" ("id", "initiative_id", "note", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."initiative_id", OLD."note", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='05592d00260d2c88f254057394b36ac38d046496', operation='DELETE', pgid='pgtrigger_delete_delete_6de38', table='partnerships_initiativerelation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='initiativesector',
            constraint=models.UniqueConstraint(fields=('initiative', 'sector'), name='initiativesector_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='e3ad82e5774e9525e3863b9e0f04860d0ec8cee5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_7d4c0', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='8ff81a36c67e988ab0ba41ca1eaa1a16e68edd87', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_10724', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='1fc39209c1684d75683f12f26b6a1e2edd3e4c9b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_81160', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='5f2892803a17bf30e566553f393b083c7336440b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_dda7d', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativesectorevent" ("id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='53196867141a36aecc430d621e7cc1e62590da91', operation='INSERT', pgid='pgtrigger_insert_insert_a5ed1', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativesectorevent" ("id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sector_id"); RETURN NULL;', hash='49f4ff96e3309614558f0c39227f234931357f0e', operation='UPDATE', pgid='pgtrigger_update_update_59dd7', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesector',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativesectorevent" ("id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector_id") VALUES (OLD."id", OLD."initiative_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sector_id"); RETURN NULL;', hash='a8aefee3ce6e5086e036d0850a83d31752e14533', operation='DELETE', pgid='pgtrigger_delete_delete_7043a', table='partnerships_initiativesector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='95e0f0a531dd96fbbebda4cd90a66d0086d9978c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_7f0c2', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='2945b6a1d58ed649cb44d52b4cf896d1d419f76b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_10e3e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='e62e5992b7258e52df3ac0930b6a40ade53a9aeb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_70eb4', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='14b987180c70f348f2f3db2d7360ce10a0c717f2', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_433b2', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativesourceevent" ("citation", "grade", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."citation", NEW."grade", NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='d2a16d109bc0c16c1ae12b3d08a4961d93a63c38', operation='INSERT', pgid='pgtrigger_insert_insert_8caf7', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativesourceevent" ("citation", "grade", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (NEW."citation", NEW."grade", NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."symbol", NEW."title_as_said", NEW."url"); RETURN NULL;', hash='699678f9b4d208254e23e128739b36486eda7777', operation='UPDATE', pgid='pgtrigger_update_update_313be', table='partnerships_initiativesource', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativesource',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativesourceevent" ("citation", "grade", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "symbol", "title_as_said", "url") VALUES (OLD."citation", OLD."grade", OLD."id", OLD."initiative_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."record", OLD."symbol", OLD."title_as_said", OLD."url"); RETURN NULL;', hash='2a06bbb481ebd09b3703eafbe343b7a0fd2b2549', operation='DELETE', pgid='pgtrigger_delete_delete_3d9f0', table='partnerships_initiativesource', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='initiativetopic',
            constraint=models.UniqueConstraint(fields=('initiative', 'topic'), name='initiativetopic_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='24ca107d2766618df81e8a4be025483d4e7d62bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_85ca5', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='fcdcd7938d7ca147ca55283dd31adf0294bf4a3e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_acbe5', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='d6cabe04ca0968bfe348e52ef48c311c6e266890', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_3da5f', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='cff2087fed1ba0c0ee3ae31a648836999cb74245', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_c81e4', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativetopicevent" ("as_said", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='69ff0215aeaa70d350f412cd42b697fe3ffaa68b', operation='INSERT', pgid='pgtrigger_insert_insert_e55b5', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_initiativetopicevent" ("as_said", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."initiative_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='eb1e7f18d38e33291715245d1603d42b2fbccd4a', operation='UPDATE', pgid='pgtrigger_update_update_68548', table='partnerships_initiativetopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiativetopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativetopicevent" ("as_said", "id", "initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."as_said", OLD."id", OLD."initiative_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='d4174215a1cf7ee8e97ac70eb2b62d57bbed35e3', operation='DELETE', pgid='pgtrigger_delete_delete_e79b7', table='partnerships_initiativetopic', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=models.Index(fields=['state', 'submitted_at'], name='initiative_queue'),
        ),
        migrations.AddIndex(
            model_name='initiative',
            index=models.Index(fields=['verify_due_on'], name='initiative_verify_due'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='initiative_state_known'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='initiative_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='initiative_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='initiative_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='initiative_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['south_south', 'triangular', 'national', 'north_south', 'multilateral', 'other', 'unclassified'])), name='initiative_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind_override', ''), ('kind_override_reason', '')), models.Q(models.Q(('kind_override', ''), _negated=True), models.Q(('kind_override_reason', ''), _negated=True)), _connector='OR'), name='initiative_override_has_reason', violation_error_message='Setting the kind by hand needs a reason, and a reason needs a kind.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('kind_override', ''), ('kind', models.F('kind_override')), _connector='OR'), name='initiative_override_is_the_kind'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('currency', '')), models.Q(('amount__gte', 0), ('currency__regex', '^[A-Z]{3}$')), models.Q(('amount__isnull', True), ('currency__regex', '^[A-Z]{3}$'), models.Q(('band', ''), _negated=True)), _connector='OR'), name='initiative_amount_has_currency', violation_error_message='An amount needs a currency code; a currency needs an amount or a band.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('band', ''), _connector='OR'), name='initiative_amount_or_band', violation_error_message='Give the amount or a band, not both.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='initiative_start_before_end', violation_error_message='An initiative cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='initiative_dates_plausible', violation_error_message='A date must lie between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='initiative',
            constraint=models.CheckConstraint(condition=models.Q(('partners_confirmed__lte', models.F('partners_asked'))), name='initiative_confirmed_of_asked'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='97985df7f2a723b374cdac3726759b29c9961d04', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_bc9c3', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='630394366558ff6015d89168fd45b2930e36bfe0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_db125', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='9a6ca966fc76c2080520629a17936789188ce057', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_afebb', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='f681ad0d0cd767e092721a7fe15a1432f2034d59', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_00055', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (NEW."amount", NEW."band", NEW."challenge", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."date_note", NEW."ends_on", NEW."ends_precision", NEW."exchange", NEW."id", NEW."in_kind", NEW."innovation", NEW."instrument_as_said", NEW."is_estimate", NEW."is_sample", NEW."kind", NEW."kind_grounds", NEW."kind_override", NEW."kind_override_reason", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."modality_as_said", NEW."note", NEW."owner_id", NEW."partners_asked", NEW."partners_confirmed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."replicability", NEW."results", NEW."sector_as_said", NEW."solution", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."support", NEW."sustainability", NEW."title", NEW."verify_due_on"); RETURN NULL;', hash='2642cdbcb6af5158733fc5f783a4bb7ed76c7553', operation='INSERT', pgid='pgtrigger_insert_insert_0926f', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."band" IS DISTINCT FROM (NEW."band") OR OLD."challenge" IS DISTINCT FROM (NEW."challenge") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."exchange" IS DISTINCT FROM (NEW."exchange") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_kind" IS DISTINCT FROM (NEW."in_kind") OR OLD."innovation" IS DISTINCT FROM (NEW."innovation") OR OLD."instrument_as_said" IS DISTINCT FROM (NEW."instrument_as_said") OR OLD."is_estimate" IS DISTINCT FROM (NEW."is_estimate") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kind_grounds" IS DISTINCT FROM (NEW."kind_grounds") OR OLD."kind_override" IS DISTINCT FROM (NEW."kind_override") OR OLD."kind_override_reason" IS DISTINCT FROM (NEW."kind_override_reason") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."partners_asked" IS DISTINCT FROM (NEW."partners_asked") OR OLD."partners_confirmed" IS DISTINCT FROM (NEW."partners_confirmed") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."replicability" IS DISTINCT FROM (NEW."replicability") OR OLD."results" IS DISTINCT FROM (NEW."results") OR OLD."sector_as_said" IS DISTINCT FROM (NEW."sector_as_said") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."support" IS DISTINCT FROM (NEW."support") OR OLD."sustainability" IS DISTINCT FROM (NEW."sustainability") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on"))', func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (NEW."amount", NEW."band", NEW."challenge", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."date_note", NEW."ends_on", NEW."ends_precision", NEW."exchange", NEW."id", NEW."in_kind", NEW."innovation", NEW."instrument_as_said", NEW."is_estimate", NEW."is_sample", NEW."kind", NEW."kind_grounds", NEW."kind_override", NEW."kind_override_reason", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."modality_as_said", NEW."note", NEW."owner_id", NEW."partners_asked", NEW."partners_confirmed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."replicability", NEW."results", NEW."sector_as_said", NEW."solution", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."support", NEW."sustainability", NEW."title", NEW."verify_due_on"); RETURN NULL;', hash='8fd800b9bd147fbdcd8b894b4c68635319812eaf', operation='UPDATE', pgid='pgtrigger_update_update_b841f', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (OLD."amount", OLD."band", OLD."challenge", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."date_note", OLD."ends_on", OLD."ends_precision", OLD."exchange", OLD."id", OLD."in_kind", OLD."innovation", OLD."instrument_as_said", OLD."is_estimate", OLD."is_sample", OLD."kind", OLD."kind_grounds", OLD."kind_override", OLD."kind_override_reason", OLD."language_id", OLD."last_verified_on", OLD."lessons", OLD."modality_as_said", OLD."note", OLD."owner_id", OLD."partners_asked", OLD."partners_confirmed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."replicability", OLD."results", OLD."sector_as_said", OLD."solution", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."support", OLD."sustainability", OLD."title", OLD."verify_due_on"); RETURN NULL;', hash='3f76fb2839956e94fab09c6086cad0e4cd811a49', operation='DELETE', pgid='pgtrigger_delete_delete_c04fc', table='partnerships_initiative', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('country__isnull', False), ('group__isnull', False), ('organisation__isnull', False), _connector='OR'), name='partner_names_someone', violation_error_message='Name a country, a group or an organisation.'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('group__isnull', True), models.Q(('country__isnull', True), ('organisation__isnull', True)), _connector='OR'), name='partner_group_alone', violation_error_message='A group stands alone: list countries and organisations on their own lines.'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['beneficiary', 'provider', 'second_provider', 'host', 'expert_sender', 'facilitator', 'funder', 'organiser', 'observer'])), name='partner_role_known'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('initiative', 'role', 'country', 'group', 'organisation'), name='partner_once', nulls_distinct=False, violation_error_message='This participant already has that role.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='5d9723787c48f38ffcf19d30edc20cf6d003b8a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_30a00', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='031133a86a59249ba92508bf73ebb5a90ac3c884', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_36dfc', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='8307ffcf974669f9ef96d0c2e5b69eaaf4215884', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_8df9f', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='71e59f483c1caf470586616ac4026cd73ca7d902', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_c91e4', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_partnerevent" ("as_said", "country_id", "group_id", "id", "initiative_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."as_said", NEW."country_id", NEW."group_id", NEW."id", NEW."initiative_id", NEW."order", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;', hash='a6b5ae0dd52ba47225cf1272d7f6e49a8a933e71', operation='INSERT', pgid='pgtrigger_insert_insert_eaf77', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_partnerevent" ("as_said", "country_id", "group_id", "id", "initiative_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."as_said", NEW."country_id", NEW."group_id", NEW."id", NEW."initiative_id", NEW."order", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='13f468a477613798f783873ab7671634be353c1b', operation='UPDATE', pgid='pgtrigger_update_update_66541', table='partnerships_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_partnerevent" ("as_said", "country_id", "group_id", "id", "initiative_id", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."as_said", OLD."country_id", OLD."group_id", OLD."id", OLD."initiative_id", OLD."order", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='c7fd54a3fa4a024ac6428ae2b753ccdcb7143d3e', operation='DELETE', pgid='pgtrigger_delete_delete_030d2', table='partnerships_partner', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('figure__gte', 0)), name='result_not_negative', violation_error_message='A figure counts from nought.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM new_rows)); RETURN NULL;', hash='6b693c992d6d34624add0f7757c0d5b2da2ccce8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_1645d', referencing='REFERENCING NEW TABLE AS new_rows ', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM (SELECT initiative_id FROM old_rows UNION ALL SELECT initiative_id FROM new_rows) AS changed)); RETURN NULL;', hash='32e094be84afc16101b6315506f42c3e8732df3f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_76c9d', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM partnerships_initiative_index((SELECT array_agg(DISTINCT initiative_id) FROM old_rows)); RETURN NULL;', hash='e16ca8659ba8d6cc7c32d7b282f6cf57018723af', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_50cc4', referencing='REFERENCING OLD TABLE AS old_rows ', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('initiative'); RETURN NULL;", hash='64ee6e1ca0724ea289296c8e6877b336d4566f6e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_754fd', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_resultevent" ("figure", "id", "initiative_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "what") VALUES (NEW."figure", NEW."id", NEW."initiative_id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit", NEW."what"); RETURN NULL;', hash='c719fb9cc8bad4fe66dd750bf7ca8432743f364b', operation='INSERT', pgid='pgtrigger_insert_insert_5d32c', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partnerships_resultevent" ("figure", "id", "initiative_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "what") VALUES (NEW."figure", NEW."id", NEW."initiative_id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit", NEW."what"); RETURN NULL;', hash='1e60c6e3e8f294c3067cd1a500e52a88b00fe40c', operation='UPDATE', pgid='pgtrigger_update_update_4d611', table='partnerships_result', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='result',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_resultevent" ("figure", "id", "initiative_id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "what") VALUES (OLD."figure", OLD."id", OLD."initiative_id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unit", OLD."what"); RETURN NULL;', hash='0aa7511245b37528381656affe31c7e89cc1a5db', operation='DELETE', pgid='pgtrigger_delete_delete_cb960', table='partnerships_result', when='AFTER')),
        ),
    ]
