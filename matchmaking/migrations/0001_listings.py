"""Needs and offers, their lines, who is invited to them and what was asked of them."""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    initial = True

    dependencies = [
        ('core', '0014_saved_searches'),
        ('roster', '0006_desk'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
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
                ('description', models.TextField(blank=True, help_text='What is asked for or given, in full.', verbose_name='description')),
                ('expected_result', models.TextField(blank=True, help_text='What will be different when it has been done.', verbose_name='expected result')),
                ('match_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10), blank=True, default=list, help_text='Which kind of match would serve.', size=None, verbose_name='match wanted')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name='modality in own words')),
                ('confidential', models.TextField(blank=True, help_text='Read by members of the owner, curators, and organisations that are invited or have a match. It is neither searched nor exported.', verbose_name='confidential part')),
                ('visibility', models.CharField(choices=[('public', 'Everybody'), ('registered', 'Whoever is signed in'), ('invited', 'Only the organisations invited')], default='public', max_length=10, verbose_name='who may see it')),
                ('deadline', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
                ('expires_on', models.DateField(blank=True, help_text='The last day on which it counts as open.', null=True, verbose_name='open until')),
                ('ending', models.CharField(blank=True, choices=[('matched', 'Matched'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], editable=False, max_length=10, verbose_name='how it ended')),
                ('ending_reason', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('contribution', models.TextField(blank=True, help_text='Rooms, people, translation, data, part of the costs …', verbose_name='what the owner contributes')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='owned by')),
                ('pillar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.pillar', verbose_name='pillar')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': [models.OrderBy(models.F('published_at'), descending=True, nulls_last=True), '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Offer',
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
                ('description', models.TextField(blank=True, help_text='What is asked for or given, in full.', verbose_name='description')),
                ('expected_result', models.TextField(blank=True, help_text='What will be different when it has been done.', verbose_name='expected result')),
                ('match_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10), blank=True, default=list, help_text='Which kind of match would serve.', size=None, verbose_name='match wanted')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name='modality in own words')),
                ('confidential', models.TextField(blank=True, help_text='Read by members of the owner, curators, and organisations that are invited or have a match. It is neither searched nor exported.', verbose_name='confidential part')),
                ('visibility', models.CharField(choices=[('public', 'Everybody'), ('registered', 'Whoever is signed in'), ('invited', 'Only the organisations invited')], default='public', max_length=10, verbose_name='who may see it')),
                ('deadline', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
                ('expires_on', models.DateField(blank=True, help_text='The last day on which it counts as open.', null=True, verbose_name='open until')),
                ('ending', models.CharField(blank=True, choices=[('matched', 'Matched'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], editable=False, max_length=10, verbose_name='how it ended')),
                ('ending_reason', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('free', 'Free of charge'), ('cost-sharing', 'Cost sharing'), ('licence', 'Licence'), ('collaboration', 'Collaboration'), ('joint-venture', 'Joint venture'), ('sale', 'Sale')], max_length=15), blank=True, default=list, size=None, verbose_name='conditions')),
                ('conditions_note', models.TextField(blank=True, verbose_name='about the conditions')),
                ('capacity', models.TextField(blank=True, help_text='How many persons, how often in a year, with which equipment …', verbose_name='capacity')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('ended_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='owned by')),
                ('pillar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.pillar', verbose_name='pillar')),
                ('published_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('updated_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': [models.OrderBy(models.F('published_at'), descending=True, nulls_last=True), '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedEvent',
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
                ('description', models.TextField(blank=True, help_text='What is asked for or given, in full.', verbose_name='description')),
                ('expected_result', models.TextField(blank=True, help_text='What will be different when it has been done.', verbose_name='expected result')),
                ('match_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10), blank=True, default=list, help_text='Which kind of match would serve.', size=None, verbose_name='match wanted')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name='modality in own words')),
                ('confidential', models.TextField(blank=True, help_text='Read by members of the owner, curators, and organisations that are invited or have a match. It is neither searched nor exported.', verbose_name='confidential part')),
                ('visibility', models.CharField(choices=[('public', 'Everybody'), ('registered', 'Whoever is signed in'), ('invited', 'Only the organisations invited')], default='public', max_length=10, verbose_name='who may see it')),
                ('deadline', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
                ('expires_on', models.DateField(blank=True, help_text='The last day on which it counts as open.', null=True, verbose_name='open until')),
                ('ending', models.CharField(blank=True, choices=[('matched', 'Matched'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], editable=False, max_length=10, verbose_name='how it ended')),
                ('ending_reason', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('contribution', models.TextField(blank=True, help_text='Rooms, people, translation, data, part of the costs …', verbose_name='what the owner contributes')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='owned by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.need')),
                ('pillar', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.pillar', verbose_name='pillar')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.goal', verbose_name='goal')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_links', to='matchmaking.need')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='need',
            name='goals',
            field=models.ManyToManyField(blank=True, through='matchmaking.NeedGoal', to='core.goal', verbose_name='goals'),
        ),
        migrations.CreateModel(
            name='NeedGoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.goal', verbose_name='goal')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needgoal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedInvited',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='matchmaking.need')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'invited organisation',
                'verbose_name_plural': 'invited organisations',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedInvitedEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needinvited')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', verbose_name='language')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='language_links', to='matchmaking.need')),
            ],
            options={
                'verbose_name': 'working language',
                'verbose_name_plural': 'working languages',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='need',
            name='working_languages',
            field=models.ManyToManyField(blank=True, related_name='+', through='matchmaking.NeedLanguage', to='core.language', verbose_name='working languages'),
        ),
        migrations.CreateModel(
            name='NeedLanguageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', verbose_name='language')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needlanguage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedModality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('modality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.modality', verbose_name='modality')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modality_links', to='matchmaking.need')),
            ],
            options={
                'verbose_name': 'modality',
                'verbose_name_plural': 'modalities',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='need',
            name='modalities',
            field=models.ManyToManyField(blank=True, related_name='needs', through='matchmaking.NeedModality', to='core.modality', verbose_name='modalities'),
        ),
        migrations.CreateModel(
            name='NeedModalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('modality', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.modality', verbose_name='modality')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needmodality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.countrygroup', verbose_name='group')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='matchmaking.need')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedPlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.countrygroup', verbose_name='group')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needplace')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='question')),
                ('is_public', models.BooleanField(default=True, help_text='Everybody who sees the listing reads question and answer.', verbose_name='public')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('asked_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='asked for')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='matchmaking.need')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': [models.OrderBy(models.F('asked_at')), 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='question')),
                ('is_public', models.BooleanField(default=True, help_text='Everybody who sees the listing reads question and answer.', verbose_name='public')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('asked_for', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='asked for')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needquestion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedRecommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendation_links', to='matchmaking.need')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.recommendation', verbose_name='recommendation')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='need',
            name='recommendations',
            field=models.ManyToManyField(blank=True, through='matchmaking.NeedRecommendation', to='core.recommendation', verbose_name='recommendations'),
        ),
        migrations.CreateModel(
            name='NeedRecommendationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needrecommendation')),
                ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.recommendation', verbose_name='recommendation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name='in own words')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='matchmaking.need')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='need',
            name='topics',
            field=models.ManyToManyField(blank=True, through='matchmaking.NeedTopic', to='core.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='NeedTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name='in own words')),
                ('need', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.needtopic')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('offer', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='matchmaking.offer')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferEvent',
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
                ('description', models.TextField(blank=True, help_text='What is asked for or given, in full.', verbose_name='description')),
                ('expected_result', models.TextField(blank=True, help_text='What will be different when it has been done.', verbose_name='expected result')),
                ('match_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10), blank=True, default=list, help_text='Which kind of match would serve.', size=None, verbose_name='match wanted')),
                ('modality_as_said', models.CharField(blank=True, help_text='Required for “other”.', max_length=120, verbose_name='modality in own words')),
                ('confidential', models.TextField(blank=True, help_text='Read by members of the owner, curators, and organisations that are invited or have a match. It is neither searched nor exported.', verbose_name='confidential part')),
                ('visibility', models.CharField(choices=[('public', 'Everybody'), ('registered', 'Whoever is signed in'), ('invited', 'Only the organisations invited')], default='public', max_length=10, verbose_name='who may see it')),
                ('deadline', models.DateField(blank=True, null=True, verbose_name='answers wanted by')),
                ('expires_on', models.DateField(blank=True, help_text='The last day on which it counts as open.', null=True, verbose_name='open until')),
                ('ending', models.CharField(blank=True, choices=[('matched', 'Matched'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], editable=False, max_length=10, verbose_name='how it ended')),
                ('ending_reason', models.TextField(blank=True, editable=False, verbose_name='why it ended')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('free', 'Free of charge'), ('cost-sharing', 'Cost sharing'), ('licence', 'Licence'), ('collaboration', 'Collaboration'), ('joint-venture', 'Joint venture'), ('sale', 'Sale')], max_length=15), blank=True, default=list, size=None, verbose_name='conditions')),
                ('conditions_note', models.TextField(blank=True, verbose_name='about the conditions')),
                ('capacity', models.TextField(blank=True, help_text='How many persons, how often in a year, with which equipment …', verbose_name='capacity')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The organisation whose members may see and edit the record before it is published.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='owned by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offer')),
                ('pillar', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.pillar', verbose_name='pillar')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.goal', verbose_name='goal')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_links', to='matchmaking.offer')),
            ],
            options={
                'verbose_name': 'goal',
                'verbose_name_plural': 'goals',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='goals',
            field=models.ManyToManyField(blank=True, through='matchmaking.OfferGoal', to='core.goal', verbose_name='goals'),
        ),
        migrations.CreateModel(
            name='OfferGoalEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.goal', verbose_name='goal')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offergoal')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferInvited',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='matchmaking.offer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'invited organisation',
                'verbose_name_plural': 'invited organisations',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferInvitedEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offerinvited')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', verbose_name='language')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='language_links', to='matchmaking.offer')),
            ],
            options={
                'verbose_name': 'working language',
                'verbose_name_plural': 'working languages',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='working_languages',
            field=models.ManyToManyField(blank=True, related_name='+', through='matchmaking.OfferLanguage', to='core.language', verbose_name='working languages'),
        ),
        migrations.CreateModel(
            name='OfferLanguageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', verbose_name='language')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offerlanguage')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferModality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('modality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.modality', verbose_name='modality')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modality_links', to='matchmaking.offer')),
            ],
            options={
                'verbose_name': 'modality',
                'verbose_name_plural': 'modalities',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='modalities',
            field=models.ManyToManyField(blank=True, related_name='offers', through='matchmaking.OfferModality', to='core.modality', verbose_name='modalities'),
        ),
        migrations.CreateModel(
            name='OfferModalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('modality', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.modality', verbose_name='modality')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offermodality')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.countrygroup', verbose_name='group')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='matchmaking.offer')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferPlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('country', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.countrygroup', verbose_name='group')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offerplace')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.region', verbose_name='region')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='question')),
                ('is_public', models.BooleanField(default=True, help_text='Everybody who sees the listing reads question and answer.', verbose_name='public')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('asked_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='asked for')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='matchmaking.offer')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': [models.OrderBy(models.F('asked_at')), 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferQuestionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='question')),
                ('is_public', models.BooleanField(default=True, help_text='Everybody who sees the listing reads question and answer.', verbose_name='public')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('asked_for', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='asked for')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offerquestion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferRecommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendation_links', to='matchmaking.offer')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.recommendation', verbose_name='recommendation')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='recommendations',
            field=models.ManyToManyField(blank=True, through='matchmaking.OfferRecommendation', to='core.recommendation', verbose_name='recommendations'),
        ),
        migrations.CreateModel(
            name='OfferRecommendationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offerrecommendation')),
                ('recommendation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.recommendation', verbose_name='recommendation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfferTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name='in own words')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taggings', to='matchmaking.offer')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='offer',
            name='topics',
            field=models.ManyToManyField(blank=True, through='matchmaking.OfferTopic', to='core.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='OfferTopicEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('as_said', models.CharField(blank=True, max_length=120, verbose_name='in own words')),
                ('offer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.offertopic')),
                ('topic', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NeedSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('need', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='matchmaking.need')),
            ],
            options={
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='needsearch_codes'), django.contrib.postgres.indexes.GinIndex(fields=['document'], name='needsearch_document'), models.Index(fields=['title_key'], name='needsearch_title'), django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='needsearch_alike', opclasses=['gin_trgm_ops']), models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='needsearch_date'), models.Index(fields=['added_at'], name='needsearch_added')],
            },
        ),
        migrations.AddConstraint(
            model_name='needgoal',
            constraint=models.UniqueConstraint(fields=('need', 'goal'), name='needgoal_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='819063cf0f12ee11139b76f73e5a0081bbbf5f6a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_d4343', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='c4736fec710f79b050742d43469c35a3a413277a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_5816f', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='839da515ece5a36729e99fc9f8072349cc436341', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_91d0e', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='6bb71bd27b7224640ecff9704091b8e712184b7e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_2295b', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needgoalevent" ("goal_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='f86716aea7730c4e4d59f5cf3bb454364c3202cd', operation='INSERT', pgid='pgtrigger_insert_insert_2a08e', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needgoalevent" ("goal_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='1c82697c7719036951d2c1505bc89b3c78895972', operation='UPDATE', pgid='pgtrigger_update_update_53e74', table='matchmaking_needgoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needgoal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needgoalevent" ("goal_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."goal_id", OLD."id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='76c51fd42f521d774dec5d945bbbb7c723b6f552', operation='DELETE', pgid='pgtrigger_delete_delete_92e5e', table='matchmaking_needgoal', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needinvited',
            constraint=models.UniqueConstraint(fields=('need', 'organisation'), name='needinvited_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='bf12e2dca5128db3cbb00aa0ce781274e47d5854', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_7466a', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='0cf188366eaf0cd5a2535dda5d6a19784e410825', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_e6b8b', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='c6a6aaccd369b970ce72b4e2cab9caa1b482e7a5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_84961', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='3d0ac1562fcfbb1b6fcce13742324f3a65dcf98b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e4507', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='09850752a2b24c7f4f582ad75b246d84111019d4', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_825ed', table='matchmaking_needinvited', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needinvitedevent" ("id", "need_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."need_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='48806c4c7d272909be4bc7c902f314722b6417e0', operation='INSERT', pgid='pgtrigger_insert_insert_f6569', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needinvitedevent" ("id", "need_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."need_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='e530d07bfc91e7f54303fcd6f585c106d4387139', operation='UPDATE', pgid='pgtrigger_update_update_ccc6c', table='matchmaking_needinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needinvited',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needinvitedevent" ("id", "need_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."need_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='6618aaadfb56495e4f3d115dc7432638b76e07e1', operation='DELETE', pgid='pgtrigger_delete_delete_e0a73', table='matchmaking_needinvited', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needlanguage',
            constraint=models.UniqueConstraint(fields=('need', 'language'), name='needlanguage_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='95f207b1c6ff492d37076b2b47ff23262ed7d66e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_07dfb', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='82a1d270f14537e667c7c1aefc7f34a8d614c870', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_fdc3c', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='68368f63b2649c59179485a55bb92709cf2299d9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_54377', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='3eccf3f35cb1419957a150b411363b200986745d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e6689', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needlanguageevent" ("id", "language_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='7a044b798d21559babac4560aa9c3f972d54c136', operation='INSERT', pgid='pgtrigger_insert_insert_bc1f5', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needlanguageevent" ("id", "language_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='470bd22bc8e4561501ffd17f7c77f5bc388ac4ca', operation='UPDATE', pgid='pgtrigger_update_update_20377', table='matchmaking_needlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needlanguage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needlanguageevent" ("id", "language_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."language_id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='0376a2da9cba829838572718cb2f8d3ae1a8fd2a', operation='DELETE', pgid='pgtrigger_delete_delete_2b91e', table='matchmaking_needlanguage', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needmodality',
            constraint=models.UniqueConstraint(fields=('need', 'modality'), name='needmodality_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='210b9e836f2e7089d7a79f0ec627bcbca854d3fb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_69152', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='178fd46b54cf915b5e2e4609051ba2a011bfbbca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_d99eb', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='bf677dd6854a845811baf29be8251b64b24cdeb6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_dc98b', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='7a1fee47c1157d9f76258d3d3b9b2cfb8e27d8b7', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_15959', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needmodalityevent" ("id", "modality_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."modality_id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='2f4c84fbe820c1801d39598fc622dc384b75fb5f', operation='INSERT', pgid='pgtrigger_insert_insert_57a04', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needmodalityevent" ("id", "modality_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."modality_id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='374ba15f1ac1b362f32e3b762c85d9b5242a3c8e', operation='UPDATE', pgid='pgtrigger_update_update_f1b67', table='matchmaking_needmodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needmodality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needmodalityevent" ("id", "modality_id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."modality_id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='a84dc49d45cdf4d9aa2a0e0d34801d9edb4d91a5', operation='DELETE', pgid='pgtrigger_delete_delete_c9bc6', table='matchmaking_needmodality', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('group__isnull', True), ('region__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', False), ('region__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', True), ('region__isnull', False)), _connector='OR'), name='needplace_one_place', violation_error_message='Name a country, a group or a region on each line, and only one of them.'),
        ),
        migrations.AddConstraint(
            model_name='needplace',
            constraint=models.UniqueConstraint(fields=('need', 'country', 'group', 'region'), name='needplace_once', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='a07a52e23e48907fc25cee5a656bdd8256c3d412', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_d26c7', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='7e58293f7a29ac4f5a25ed3d946fb8ec516b7d2f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_c125a', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='6d3494a0a57c0dc8e34430e9ebd94494fbed99d0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_20d44', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='bd749a3545423f54d3d1dc853abf2eba375b50b8', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_2f89f', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needplaceevent" ("country_id", "group_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."country_id", NEW."group_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id"); RETURN NULL;', hash='91f5f70f0839962b114281b719d4a706e3bacffc', operation='INSERT', pgid='pgtrigger_insert_insert_7ec9c', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needplaceevent" ("country_id", "group_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."country_id", NEW."group_id", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id"); RETURN NULL;', hash='1a753ec74c53f9ffa49a73849f4babed8efce6dc', operation='UPDATE', pgid='pgtrigger_update_update_e98b8', table='matchmaking_needplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needplaceevent" ("country_id", "group_id", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (OLD."country_id", OLD."group_id", OLD."id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id"); RETURN NULL;', hash='7b43b7987d007498e1aef5442778571d2dbb1d2a', operation='DELETE', pgid='pgtrigger_delete_delete_615d4', table='matchmaking_needplace', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='needquestion_answered_who_and_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needquestion',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='a098ebd8c848e9dc3716306cacd637b33ebdef88', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e746b', table='matchmaking_needquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needquestion',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.asked_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.asked_for_id FOR KEY SHARE), NEW.asked_for_id);\n            RETURN NEW;\n        ', hash='c159d76d161ed2e27ea6390fc86d02df69ee780d', operation='INSERT OR UPDATE OF "asked_for_id"', pgid='pgtrigger_follow_merged_8e573', table='matchmaking_needquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."id", NEW."is_public", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='e0bed175dc74869369d2b1dc8561f082948c3e1c', operation='INSERT', pgid='pgtrigger_insert_insert_ffec8', table='matchmaking_needquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."id", NEW."is_public", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='27933104702211e162ce14aae1dc4a6fb3db163e', operation='UPDATE', pgid='pgtrigger_update_update_d0341', table='matchmaking_needquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."asked_for_id", OLD."id", OLD."is_public", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='393644182d86c8a9ac61be0540e9894bdaf4e0cc', operation='DELETE', pgid='pgtrigger_delete_delete_4ca69', table='matchmaking_needquestion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needrecommendation',
            constraint=models.UniqueConstraint(fields=('need', 'recommendation'), name='needrecommendation_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='815c22cb826011db37bb1267bc242b13aaf4622b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_6cf89', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='20d15a93a4ceb2490d226680daa1082d1539e9e6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_f9574', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='7063dccb7ccf79548caa48efc8095ba54a6874ea', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_8b7f5', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='fc04f97702696fa5f70cc3f54991a9aa1636442e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e4264', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needrecommendationevent" ("id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='1a18a4efa343a687ddd847f88fed8a64118bea44', operation='INSERT', pgid='pgtrigger_insert_insert_37a51', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needrecommendationevent" ("id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='7e9840707a37b5ff0a0dffd0419d0dc389d8b826', operation='UPDATE', pgid='pgtrigger_update_update_3e6e9', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needrecommendationevent" ("id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;', hash='a562c0ae213e3a5d15d521be4c5b756ee7aeda16', operation='DELETE', pgid='pgtrigger_delete_delete_a222d', table='matchmaking_needrecommendation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='needtopic',
            constraint=models.UniqueConstraint(fields=('need', 'topic'), name='needtopic_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM new_rows)); RETURN NULL;', hash='ba79ded92c240e02809630d9d3c36428c1215c0c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_84bba', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM (SELECT need_id FROM old_rows UNION ALL SELECT need_id FROM new_rows) AS changed)); RETURN NULL;', hash='9aa95e245584f9d3e54ece2aa5de8022cde4d7c9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_e2078', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT need_id) FROM old_rows)); RETURN NULL;', hash='d41e4bda757c235f5d35549c0a24b63e27cbeaa0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_1baa7', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='c320e01b588a85729f8e3f3fce74a21627743b2a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_9f8e9', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needtopicevent" ("as_said", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='1e8fda8136fd2e4888cdb4ef2059ce932232bd03', operation='INSERT', pgid='pgtrigger_insert_insert_f2d07', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_needtopicevent" ("as_said", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."need_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='204a856dc199090f379f0300f270fb24d5a018dd', operation='UPDATE', pgid='pgtrigger_update_update_05d84', table='matchmaking_needtopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='needtopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needtopicevent" ("as_said", "id", "need_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."as_said", OLD."id", OLD."need_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='077f9076adb0ca606182d3b40ecc8d0da57507fd', operation='DELETE', pgid='pgtrigger_delete_delete_0275a', table='matchmaking_needtopic', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['state', 'submitted_at'], name='need_queue'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['verify_due_on'], name='need_verify_due'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['expires_on'], name='need_expires'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='need_state_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='need_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='need_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='need_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='need_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('match_types__contained_by', ['financial', 'technical', 'ppp'])), name='need_match_types_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['public', 'registered', 'invited'])), name='need_visibility_known'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ending', ''), ('ending_reason', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('ending__in', ['matched', 'closed', 'withdrawn']), models.Q(('ending_reason', ''), _negated=True)), _connector='OR'), name='need_ended_who_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('expires_on__isnull', False), ('owner__isnull', False)), _connector='OR'), name='need_published_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('deadline__isnull', True), ('expires_on__isnull', True), ('deadline__lte', models.F('expires_on')), _connector='OR'), name='need_deadline_while_open', violation_error_message='Answers cannot be wanted by a day on which it is no longer open.'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deadline__isnull', True), ('deadline__range', (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('expires_on__isnull', True), ('expires_on__range', (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='need_days_plausible', violation_error_message='A date must lie between 2000 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='need_start_before_end', violation_error_message='What is asked for cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='need_dates_plausible', violation_error_message='A date must lie between 1900 and 2199.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='9e03ef601e00e709b1dd50c1e89d2f1c30c74a12', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_b55e1', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='407f3db42b2202b0aaa69f3f60909845ee087236', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_d9a1a', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_need_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='0480006c1476210feff2b4047e84b98eb8705a11', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_16061', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('need'); RETURN NULL;", hash='e331b0b2a01d899fb468b416592d60137052582a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_8b9a6', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='837689a696e7a284d6e015f5c8ccb68aa43c6fa6', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_5df0a', table='matchmaking_need', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."confidential", NEW."contribution", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='577a7ec3d12bf3c582ab283adf1d1c6f88dc240b', operation='INSERT', pgid='pgtrigger_insert_insert_11eeb', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."confidential" IS DISTINCT FROM (NEW."confidential") OR OLD."contribution" IS DISTINCT FROM (NEW."contribution") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."ending_reason" IS DISTINCT FROM (NEW."ending_reason") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."expected_result" IS DISTINCT FROM (NEW."expected_result") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."match_types" IS DISTINCT FROM (NEW."match_types") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))', func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."confidential", NEW."contribution", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='3ad31e24f799b20d3c11bb41522617178063fd31', operation='UPDATE', pgid='pgtrigger_update_update_98892', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (OLD."confidential", OLD."contribution", OLD."created_at", OLD."created_by_id", OLD."date_note", OLD."deadline", OLD."description", OLD."ended_at", OLD."ended_by_id", OLD."ending", OLD."ending_reason", OLD."ends_on", OLD."ends_precision", OLD."expected_result", OLD."expires_on", OLD."id", OLD."is_sample", OLD."language_id", OLD."last_verified_on", OLD."match_types", OLD."modality_as_said", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pillar_id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."visibility"); RETURN NULL;', hash='8dba9f65727713609bceeee8d581b24b7a2db1fa', operation='DELETE', pgid='pgtrigger_delete_delete_bd9d3', table='matchmaking_need', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='offersearch_codes'),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], name='offersearch_document'),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=models.Index(fields=['title_key'], name='offersearch_title'),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='offersearch_alike', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='offersearch_date'),
        ),
        migrations.AddIndex(
            model_name='offersearch',
            index=models.Index(fields=['added_at'], name='offersearch_added'),
        ),
        migrations.AddConstraint(
            model_name='offergoal',
            constraint=models.UniqueConstraint(fields=('offer', 'goal'), name='offergoal_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='4004ec01b48e33860dbb0f7bd415b6e8795047ea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_2e5aa', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='ea4935e651bc20a0ee9dce328ea115754a9561e9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_8b6b3', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='b9a81ff4bd0c127c1020c25951b6dea0d0afae3e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_1986d', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='17a919a1e88cca35c2c3ce3817e468ee83b07680', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_c1639', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offergoalevent" ("goal_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='86d3940c199627c44623fd10ab9eb90357fc5d2e', operation='INSERT', pgid='pgtrigger_insert_insert_3f7fe', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offergoalevent" ("goal_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='079349e0c06162c819e47a0cfa9e6524a1e5b61e', operation='UPDATE', pgid='pgtrigger_update_update_8dce7', table='matchmaking_offergoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offergoal',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offergoalevent" ("goal_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."goal_id", OLD."id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='064827393032bcb89652c7e8d03a4bd0593fec16', operation='DELETE', pgid='pgtrigger_delete_delete_55dc0', table='matchmaking_offergoal', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offerinvited',
            constraint=models.UniqueConstraint(fields=('offer', 'organisation'), name='offerinvited_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='803174f30322cf3448a59ed1f0d842412caa9543', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_c7a62', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='572c39b5a35281bd217ebf9adf6c4bb9ddd34177', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_7c545', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='be00cc0b38cc897da9848fe39b00a1dd021b852f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_50c60', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='edd93bdd9bbb11af5647a8c8eef51a8962f860ee', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_fb77f', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='6d7b9e191483d16131e59ecc000e5c37be92bcda', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_84c76', table='matchmaking_offerinvited', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerinvitedevent" ("id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='2116648efd9917965c1631e621ea63366146a5a7', operation='INSERT', pgid='pgtrigger_insert_insert_d7c5f', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offerinvitedevent" ("id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='7f1171092e390fdf50588e287e1a729872d28ec6', operation='UPDATE', pgid='pgtrigger_update_update_bc59c', table='matchmaking_offerinvited', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerinvited',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerinvitedevent" ("id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."offer_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='a7fa1335fee3aaa794eb44e6d5ebebc0c14533d8', operation='DELETE', pgid='pgtrigger_delete_delete_acfc6', table='matchmaking_offerinvited', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offerlanguage',
            constraint=models.UniqueConstraint(fields=('offer', 'language'), name='offerlanguage_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='878c35220b6d9ea712c8071f0565538052708d9d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_9d054', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='28bc656d0d974af8a279508b11a8617c6f49cf02', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_26fab', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='8f8c932737af4d99459f2046961b4d1519d0fb09', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_4ef32', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='de4eeb8aedc72cfec7c48a1cb55bb06664577b23', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_6c407', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerlanguageevent" ("id", "language_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d9e7a82412bde2c8363290b568fec3a1dd9f90dc', operation='INSERT', pgid='pgtrigger_insert_insert_bd8f3', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offerlanguageevent" ("id", "language_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."language_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f01f401bfb478280ed9b116621ac6b04ba8e7cc3', operation='UPDATE', pgid='pgtrigger_update_update_be1a3', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerlanguage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerlanguageevent" ("id", "language_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."language_id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='fb4a344866d9937f0fa44f4a276c611aa81f8a19', operation='DELETE', pgid='pgtrigger_delete_delete_b603f', table='matchmaking_offerlanguage', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offermodality',
            constraint=models.UniqueConstraint(fields=('offer', 'modality'), name='offermodality_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='c0d780c2b47bb2c9da9cadc8a33a05f05b0a9f1a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_e975d', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='f159aebef0ead4e029ebeb8c9cc3cd84fa290688', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_608b3', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='257fbdb6def36a6b6c0546408f39e818418eea80', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_f70c2', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='2b9f5ca5054179ce142e738e66a7474639b7aa6a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_83702', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offermodalityevent" ("id", "modality_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."modality_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='69e827a201d10e58add602cc829a6bd68552ff51', operation='INSERT', pgid='pgtrigger_insert_insert_f4f04', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offermodalityevent" ("id", "modality_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."modality_id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='1d0723f62336f68555584485f610da9aaf3df5c5', operation='UPDATE', pgid='pgtrigger_update_update_45a19', table='matchmaking_offermodality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offermodality',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offermodalityevent" ("id", "modality_id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."modality_id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='caf5513c934e00f7448ae177e62ea7951daf9430', operation='DELETE', pgid='pgtrigger_delete_delete_60d3b', table='matchmaking_offermodality', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offerplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('group__isnull', True), ('region__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', False), ('region__isnull', True)), models.Q(('country__isnull', True), ('group__isnull', True), ('region__isnull', False)), _connector='OR'), name='offerplace_one_place', violation_error_message='Name a country, a group or a region on each line, and only one of them.'),
        ),
        migrations.AddConstraint(
            model_name='offerplace',
            constraint=models.UniqueConstraint(fields=('offer', 'country', 'group', 'region'), name='offerplace_once', nulls_distinct=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='6c35992037ef92e60b34cf0824ca7bf37b410f54', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_3a7c2', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='443627700ee888df5102ac1d98e029fa64b52bbe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_70120', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='e3955e46c024ccb01dc0b0e4b8f1a615f496ef40', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_44937', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='960214cc23d1320e43eb2b9c14591bca3191d008', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e2396', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerplaceevent" ("country_id", "group_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."country_id", NEW."group_id", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id"); RETURN NULL;', hash='24cb24f66f8d8baefb36cfe61041aae7be524219', operation='INSERT', pgid='pgtrigger_insert_insert_f6197', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offerplaceevent" ("country_id", "group_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (NEW."country_id", NEW."group_id", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id"); RETURN NULL;', hash='cdacdf6d8f8662b35a52d8c0a8df6f00d1ad17ac', operation='UPDATE', pgid='pgtrigger_update_update_a28fd', table='matchmaking_offerplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerplaceevent" ("country_id", "group_id", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id") VALUES (OLD."country_id", OLD."group_id", OLD."id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id"); RETURN NULL;', hash='bf748978d5fce20db3acd654ccd09d79e45167cf', operation='DELETE', pgid='pgtrigger_delete_delete_40155', table='matchmaking_offerplace', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offerquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='offerquestion_answered_who_and_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerquestion',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='f8c18ea87c9658b29efb4faa12935995ac3088f1', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_9319b', table='matchmaking_offerquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerquestion',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.asked_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.asked_for_id FOR KEY SHARE), NEW.asked_for_id);\n            RETURN NEW;\n        ', hash='fdfa9130d5d0a38f311cad90ca0e47f9e688f7f6', operation='INSERT OR UPDATE OF "asked_for_id"', pgid='pgtrigger_follow_merged_582e2', table='matchmaking_offerquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."id", NEW."is_public", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='e21353a848c46b1016a5a5604802fc448e3f3925', operation='INSERT', pgid='pgtrigger_insert_insert_09d31', table='matchmaking_offerquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offerquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."asked_for_id", NEW."id", NEW."is_public", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='7416fafcf463746e95b84914c98ca323cbc565eb', operation='UPDATE', pgid='pgtrigger_update_update_dad3b', table='matchmaking_offerquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerquestionevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "asked_for_id", "id", "is_public", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."asked_by_id", OLD."asked_for_id", OLD."id", OLD."is_public", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='43e9326c7e0ad6809a567619cfb8f0e9a66a21b1', operation='DELETE', pgid='pgtrigger_delete_delete_c1d00', table='matchmaking_offerquestion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offerrecommendation',
            constraint=models.UniqueConstraint(fields=('offer', 'recommendation'), name='offerrecommendation_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='fc11655ea8159afb9880029b525db092ed60e0be', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_c0a65', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='394b0fae81124b63ca40fb2cad95d5984b7e38e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_a61a4', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='0e14d847ab6ac3c0fc8c9ad392926ef5b3e7b39d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_87401', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='ce3c261dc3c435e88fd4a1b08d8279dd8f54d171', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_1c6e8', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerrecommendationevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='b2f7d66c074816557893975404770f5dd255d5c4', operation='INSERT', pgid='pgtrigger_insert_insert_b1770', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offerrecommendationevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;', hash='8c2f87cefd37e54f59b17acc2e8296d00595b8f9', operation='UPDATE', pgid='pgtrigger_update_update_79f29', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offerrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerrecommendationevent" ("id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;', hash='03fe1cb3745911fa69db426b1b515dbfece05c13', operation='DELETE', pgid='pgtrigger_delete_delete_191cb', table='matchmaking_offerrecommendation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='offertopic',
            constraint=models.UniqueConstraint(fields=('offer', 'topic'), name='offertopic_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM new_rows)); RETURN NULL;', hash='25c64790c8f6dc3bcdc8f513a46c7e0ce1888fae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_a52ee', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM (SELECT offer_id FROM old_rows UNION ALL SELECT offer_id FROM new_rows) AS changed)); RETURN NULL;', hash='5d65cd6463025f7233b86234efe272aa1cff1fd1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_f5413', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT offer_id) FROM old_rows)); RETURN NULL;', hash='131d0a7217d6409ffd3d8a049774a72dfa381036', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_dc5c4', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='d1c9f04418ed9f2317c44f8bd07b3a36b7950f7e', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_2cca7', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offertopicevent" ("as_said", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='7603d5141d26111357f3587f9526dd1d426d2ba5', operation='INSERT', pgid='pgtrigger_insert_insert_ba200', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_offertopicevent" ("as_said", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (NEW."as_said", NEW."id", NEW."offer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic_id"); RETURN NULL;', hash='30bd34d71c61df236a264866e13a8487daacb6c3', operation='UPDATE', pgid='pgtrigger_update_update_33e77', table='matchmaking_offertopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offertopic',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offertopicevent" ("as_said", "id", "offer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic_id") VALUES (OLD."as_said", OLD."id", OLD."offer_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."topic_id"); RETURN NULL;', hash='8d64221613f4d918ed6e25b8ddfd9ba97badb171', operation='DELETE', pgid='pgtrigger_delete_delete_03406', table='matchmaking_offertopic', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['state', 'submitted_at'], name='offer_queue'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['verify_due_on'], name='offer_verify_due'),
        ),
        migrations.AddIndex(
            model_name='offer',
            index=models.Index(fields=['expires_on'], name='offer_expires'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'changes_requested', 'published', 'rejected', 'archived'])), name='offer_state_known'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='offer_submitted_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='offer_published_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='offer_published_is_stamped'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected', 'archived']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='offer_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('match_types__contained_by', ['financial', 'technical', 'ppp'])), name='offer_match_types_known'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('visibility__in', ['public', 'registered', 'invited'])), name='offer_visibility_known'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ending', ''), ('ending_reason', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('ending__in', ['matched', 'closed', 'withdrawn']), models.Q(('ending_reason', ''), _negated=True)), _connector='OR'), name='offer_ended_who_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('expires_on__isnull', False), ('owner__isnull', False)), _connector='OR'), name='offer_published_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('deadline__isnull', True), ('expires_on__isnull', True), ('deadline__lte', models.F('expires_on')), _connector='OR'), name='offer_deadline_while_open', violation_error_message='Answers cannot be wanted by a day on which it is no longer open.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deadline__isnull', True), ('deadline__range', (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('expires_on__isnull', True), ('expires_on__range', (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='offer_days_plausible', violation_error_message='A date must lie between 2000 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='offer_start_before_end', violation_error_message='What is offered cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))), _connector='OR')), name='offer_dates_plausible', violation_error_message='A date must lie between 1900 and 2199.'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.CheckConstraint(condition=models.Q(('conditions__contained_by', ['free', 'cost-sharing', 'licence', 'collaboration', 'joint-venture', 'sale'])), name='offer_conditions_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='c4e7433cbd3d698b67a3a8808375ed3606c2c4f9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_6f6b7', referencing='REFERENCING NEW TABLE AS new_rows ', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='46d5cc3e461862b6df78a09130dc1b76a811d2af', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_e591e', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM matchmaking_offer_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='22386784c3ff9d19ee1b52398887f03292d7b628', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_a5950', referencing='REFERENCING OLD TABLE AS old_rows ', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('offer'); RETURN NULL;", hash='482c5b37d863f9fc73db8886657650340d030db4', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_f0c6c', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='6a973ff1e7510d6f2a6623feed50cdc241d460b5', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_06d2b', table='matchmaking_offer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."capacity", NEW."conditions", NEW."conditions_note", NEW."confidential", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='70df91a5cdde11470ee46ff301595ee3fb434219', operation='INSERT', pgid='pgtrigger_insert_insert_2a619', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."conditions_note" IS DISTINCT FROM (NEW."conditions_note") OR OLD."confidential" IS DISTINCT FROM (NEW."confidential") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."ending_reason" IS DISTINCT FROM (NEW."ending_reason") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."expected_result" IS DISTINCT FROM (NEW."expected_result") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."match_types" IS DISTINCT FROM (NEW."match_types") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))', func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."capacity", NEW."conditions", NEW."conditions_note", NEW."confidential", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='235c3139eaae910b479cfa0458f2eb9890bff8fc', operation='UPDATE', pgid='pgtrigger_update_update_2a242', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (OLD."capacity", OLD."conditions", OLD."conditions_note", OLD."confidential", OLD."created_at", OLD."created_by_id", OLD."date_note", OLD."deadline", OLD."description", OLD."ended_at", OLD."ended_by_id", OLD."ending", OLD."ending_reason", OLD."ends_on", OLD."ends_precision", OLD."expected_result", OLD."expires_on", OLD."id", OLD."is_sample", OLD."language_id", OLD."last_verified_on", OLD."match_types", OLD."modality_as_said", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pillar_id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."visibility"); RETURN NULL;', hash='1358ebe04d35477918dc0392b430349eae8c5c53', operation='DELETE', pgid='pgtrigger_delete_delete_d258b', table='matchmaking_offer', when='AFTER')),
        ),
    ]
