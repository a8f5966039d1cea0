"""Interests and matches: from the first word to the result."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0014_saved_searches'),
        ('matchmaking', '0003_suggestions'),
        ('partnerships', '0005_follow_merged'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tad', '0008_follow_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.TextField(verbose_name='message')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent')),
                ('state', models.CharField(choices=[('sent', 'Waiting for an answer'), ('taken_up', 'Taken up'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='sent', editable=False, max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
            ],
            options={
                'verbose_name': 'interest',
                'verbose_name_plural': 'interests',
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='InterestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('message', models.TextField(verbose_name='message')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='sent')),
                ('state', models.CharField(choices=[('sent', 'Waiting for an answer'), ('taken_up', 'Taken up'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='sent', editable=False, max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('answered_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='answered')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('introduced_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='introduced')),
                ('state', models.CharField(choices=[('introduced', 'Introduced'), ('in_discussion', 'In discussion'), ('agreed', 'Agreed'), ('implementing', 'Under way'), ('completed', 'Completed'), ('stalled', 'Stalled'), ('declined', 'Declined'), ('dissolved', 'Dissolved')], default='introduced', max_length=15, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, verbose_name='reason')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in this state since')),
                ('quiet_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='quiet since')),
                ('terms_version', models.PositiveSmallIntegerField(default=0, verbose_name='version of the terms')),
                ('match_type', models.CharField(blank=True, choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10, verbose_name='type of match')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to be completed by')),
                ('seeker_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='seeker agreed')),
                ('seeker_agreed_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='version the seeker agreed to')),
                ('provider_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='provider agreed')),
                ('provider_agreed_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='version the provider agreed to')),
                ('begun_on', models.DateField(blank=True, null=True, verbose_name='work began')),
                ('next_step', models.TextField(blank=True, verbose_name='next step')),
                ('next_step_due', models.DateField(blank=True, null=True, verbose_name='due')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome told on')),
                ('is_sample', models.BooleanField(default=False, verbose_name='sample')),
            ],
            options={
                'verbose_name': 'match',
                'verbose_name_plural': 'matches',
                'ordering': ['-quiet_since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MatchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument'), ('ods', 'OpenDocument'), ('odp', 'OpenDocument'), ('png', 'PNG'), ('jpg', 'JPEG'), ('webp', 'WebP'), ('txt', 'Text')], max_length=4, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('file', models.FileField(max_length=200, upload_to='matches/%Y/', verbose_name='file')),
            ],
            options={
                'verbose_name': 'document of a match',
                'verbose_name_plural': 'documents of a match',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchDocumentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument'), ('ods', 'OpenDocument'), ('odp', 'OpenDocument'), ('png', 'PNG'), ('jpg', 'JPEG'), ('webp', 'WebP'), ('txt', 'Text')], max_length=4, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('file', models.FileField(max_length=200, upload_to='matches/%Y/', verbose_name='file')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('introduced_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='introduced')),
                ('state', models.CharField(choices=[('introduced', 'Introduced'), ('in_discussion', 'In discussion'), ('agreed', 'Agreed'), ('implementing', 'Under way'), ('completed', 'Completed'), ('stalled', 'Stalled'), ('declined', 'Declined'), ('dissolved', 'Dissolved')], default='introduced', max_length=15, verbose_name='state')),
                ('state_reason', models.TextField(blank=True, verbose_name='reason')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in this state since')),
                ('quiet_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='quiet since')),
                ('terms_version', models.PositiveSmallIntegerField(default=0, verbose_name='version of the terms')),
                ('match_type', models.CharField(blank=True, choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10, verbose_name='type of match')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to be completed by')),
                ('seeker_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='seeker agreed')),
                ('seeker_agreed_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='version the seeker agreed to')),
                ('provider_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='provider agreed')),
                ('provider_agreed_version', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='version the provider agreed to')),
                ('begun_on', models.DateField(blank=True, null=True, verbose_name='work began')),
                ('next_step', models.TextField(blank=True, verbose_name='next step')),
                ('next_step_due', models.DateField(blank=True, null=True, verbose_name='due')),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome told on')),
                ('is_sample', models.BooleanField(default=False, verbose_name='sample')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('text', models.TextField(verbose_name='text')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
            ],
            options={
                'verbose_name': 'message in a match',
                'verbose_name_plural': 'messages in a match',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MatchMessageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('token', models.UUIDField(editable=False)),
                ('text', models.TextField(verbose_name='text')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('facilitator', 'Facilitator'), ('funder', 'Funder')], max_length=15, verbose_name='role')),
            ],
            options={
                'verbose_name': 'organisation that helps',
                'verbose_name_plural': 'organisations that help',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='MatchPartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('facilitator', 'Facilitator'), ('funder', 'Funder')], max_length=15, verbose_name='role')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatchTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('text', models.TextField(verbose_name='terms')),
                ('match_type', models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10, verbose_name='type of match')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to be completed by')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
            ],
            options={
                'verbose_name': 'version of the terms',
                'verbose_name_plural': 'versions of the terms',
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='MatchTermsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('text', models.TextField(verbose_name='terms')),
                ('match_type', models.CharField(choices=[('financial', 'Financial support'), ('technical', 'Technical support'), ('ppp', 'Public-private partnership')], max_length=10, verbose_name='type of match')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='to be completed by')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('introduced', 'Introduced'), ('took_up', 'Interest taken up'), ('joined', 'Somebody joined'), ('looked_after', 'Looked after'), ('wrote_terms', 'Terms written'), ('agreed', 'One side agreed'), ('took_back', 'Agreement taken back'), ('both_agreed', 'Both sides agreed'), ('began', 'Work began'), ('completed', 'Completed'), ('declined', 'Declined'), ('stalled', 'Stalled'), ('resumed', 'Resumed'), ('dissolved', 'Dissolved'), ('next_step', 'Next step set'), ('step_done', 'Next step done'), ('added_document', 'Document added'), ('removed_document', 'Document removed'), ('reminded', 'Reminded'), ('recorded', 'Recorded in the portal'), ('told_outcome', 'Outcome told'), ('told_story', 'Published as a story')], max_length=20, verbose_name='what')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('about', models.CharField(blank=True, max_length=250, verbose_name='about')),
                ('text', models.TextField(blank=True, verbose_name='in their words')),
            ],
            options={
                'verbose_name': 'line of the timeline',
                'verbose_name_plural': 'timeline',
                'ordering': ['-pk'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='need',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='offer',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='offer',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='offer',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='need',
            name='in_match',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='Kept by the database (models/match.py): one of its matches is agreed, under way or completed.', verbose_name='has an agreed match'),
        ),
        migrations.AddField(
            model_name='needevent',
            name='in_match',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='Kept by the database (models/match.py): one of its matches is agreed, under way or completed.', verbose_name='has an agreed match'),
        ),
        migrations.AddField(
            model_name='offer',
            name='in_match',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='Kept by the database (models/match.py): one of its matches is agreed, under way or completed.', verbose_name='has an agreed match'),
        ),
        migrations.AddField(
            model_name='offerevent',
            name='in_match',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='Kept by the database (models/match.py): one of its matches is agreed, under way or completed.', verbose_name='has an agreed match'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."confidential", NEW."contribution", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."in_match", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='7c0491ca34f6829e4a42a58f31cc12b44dba994b', operation='INSERT', pgid='pgtrigger_insert_insert_11eeb', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."confidential" IS DISTINCT FROM (NEW."confidential") OR OLD."contribution" IS DISTINCT FROM (NEW."contribution") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."ending_reason" IS DISTINCT FROM (NEW."ending_reason") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."expected_result" IS DISTINCT FROM (NEW."expected_result") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_match" IS DISTINCT FROM (NEW."in_match") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."match_types" IS DISTINCT FROM (NEW."match_types") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))', func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."confidential", NEW."contribution", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."in_match", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='bc81a2c81a6cfd30904aa5748180dcf782752d21', operation='UPDATE', pgid='pgtrigger_update_update_98892', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='need',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_needevent" ("confidential", "contribution", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (OLD."confidential", OLD."contribution", OLD."created_at", OLD."created_by_id", OLD."date_note", OLD."deadline", OLD."description", OLD."ended_at", OLD."ended_by_id", OLD."ending", OLD."ending_reason", OLD."ends_on", OLD."ends_precision", OLD."expected_result", OLD."expires_on", OLD."id", OLD."in_match", OLD."is_sample", OLD."language_id", OLD."last_verified_on", OLD."match_types", OLD."modality_as_said", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pillar_id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."visibility"); RETURN NULL;', hash='b0ff58c5adb203a32c8575dd9e76e48ef5d1f8f1', operation='DELETE', pgid='pgtrigger_delete_delete_bd9d3', table='matchmaking_need', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."capacity", NEW."conditions", NEW."conditions_note", NEW."confidential", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."in_match", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='2e2a6100861f413693aac864ab3149d46c5f011e', operation='INSERT', pgid='pgtrigger_insert_insert_2a619', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."conditions_note" IS DISTINCT FROM (NEW."conditions_note") OR OLD."confidential" IS DISTINCT FROM (NEW."confidential") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."deadline" IS DISTINCT FROM (NEW."deadline") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."ending_reason" IS DISTINCT FROM (NEW."ending_reason") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."expected_result" IS DISTINCT FROM (NEW."expected_result") OR OLD."expires_on" IS DISTINCT FROM (NEW."expires_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_match" IS DISTINCT FROM (NEW."in_match") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."match_types" IS DISTINCT FROM (NEW."match_types") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))', func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (NEW."capacity", NEW."conditions", NEW."conditions_note", NEW."confidential", NEW."created_at", NEW."created_by_id", NEW."date_note", NEW."deadline", NEW."description", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."ending_reason", NEW."ends_on", NEW."ends_precision", NEW."expected_result", NEW."expires_on", NEW."id", NEW."in_match", NEW."is_sample", NEW."language_id", NEW."last_verified_on", NEW."match_types", NEW."modality_as_said", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."title", NEW."verify_due_on", NEW."visibility"); RETURN NULL;', hash='7e7dec08504b0311e68ed3bd6ca630b1f85f3715', operation='UPDATE', pgid='pgtrigger_update_update_2a242', table='matchmaking_offer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='offer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_offerevent" ("capacity", "conditions", "conditions_note", "confidential", "created_at", "created_by_id", "date_note", "deadline", "description", "ended_at", "ended_by_id", "ending", "ending_reason", "ends_on", "ends_precision", "expected_result", "expires_on", "id", "in_match", "is_sample", "language_id", "last_verified_on", "match_types", "modality_as_said", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "published_by_id", "ref", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "submitted_at", "submitted_by_id", "summary", "title", "verify_due_on", "visibility") VALUES (OLD."capacity", OLD."conditions", OLD."conditions_note", OLD."confidential", OLD."created_at", OLD."created_by_id", OLD."date_note", OLD."deadline", OLD."description", OLD."ended_at", OLD."ended_by_id", OLD."ending", OLD."ending_reason", OLD."ends_on", OLD."ends_precision", OLD."expected_result", OLD."expires_on", OLD."id", OLD."in_match", OLD."is_sample", OLD."language_id", OLD."last_verified_on", OLD."match_types", OLD."modality_as_said", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pillar_id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."title", OLD."verify_due_on", OLD."visibility"); RETURN NULL;', hash='9c61ef1b5e49698be8d2bf6796f36d273c5d1b2f', operation='DELETE', pgid='pgtrigger_delete_delete_d258b', table='matchmaking_offer', when='AFTER')),
        ),
        migrations.AddField(
            model_name='interest',
            name='answered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='interest',
            name='need',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='matchmaking.need'),
        ),
        migrations.AddField(
            model_name='interest',
            name='offer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='matchmaking.offer'),
        ),
        migrations.AddField(
            model_name='interest',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='interest',
            name='sent_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='answered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='need',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='offer',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.interest'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='sent_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
        ),
        migrations.AddField(
            model_name='match',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='matches', to='tad.activity', verbose_name='activity that came of it'),
        ),
        migrations.AddField(
            model_name='match',
            name='facilitator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches_facilitated', to=settings.AUTH_USER_MODEL, verbose_name='looked after by'),
        ),
        migrations.AddField(
            model_name='match',
            name='initiative',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='matches', to='partnerships.initiative', verbose_name='partnership that came of it'),
        ),
        migrations.AddField(
            model_name='match',
            name='introduced_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='introduced by'),
        ),
        migrations.AddField(
            model_name='match',
            name='need',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='matchmaking.need', verbose_name='need'),
        ),
        migrations.AddField(
            model_name='match',
            name='next_step_owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='whose turn it is'),
        ),
        migrations.AddField(
            model_name='match',
            name='offer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='matchmaking.offer', verbose_name='offer'),
        ),
        migrations.AddField(
            model_name='match',
            name='provider',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches_provided', to='core.organisation', verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='match',
            name='provider_agreed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the provider by'),
        ),
        migrations.AddField(
            model_name='match',
            name='seeker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches_sought', to='core.organisation', verbose_name='seeker'),
        ),
        migrations.AddField(
            model_name='match',
            name='seeker_agreed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the seeker by'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='match',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match', verbose_name='match'),
        ),
        migrations.AddField(
            model_name='interest',
            name='match',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='matchmaking.match', verbose_name='match'),
        ),
        migrations.AddField(
            model_name='matchdocument',
            name='added_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='matchdocument',
            name='added_for',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='matchdocument',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchdocumentevent',
            name='added_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by'),
        ),
        migrations.AddField(
            model_name='matchdocumentevent',
            name='added_for',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='matchdocumentevent',
            name='match',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchdocumentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='matchdocumentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.matchdocument'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='activity',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tad.activity', verbose_name='activity that came of it'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='facilitator',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked after by'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='initiative',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partnerships.initiative', verbose_name='partnership that came of it'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='introduced_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='introduced by'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='need',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need', verbose_name='need'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='next_step_owner',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='whose turn it is'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='offer',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer', verbose_name='offer'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='provider',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='provider'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='provider_agreed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the provider by'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='seeker',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='seeker'),
        ),
        migrations.AddField(
            model_name='matchevent',
            name='seeker_agreed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the seeker by'),
        ),
        migrations.AddField(
            model_name='matchmessage',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchmessage',
            name='written_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='matchmessage',
            name='written_for',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='matchmessageevent',
            name='match',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchmessageevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='matchmessageevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.matchmessage'),
        ),
        migrations.AddField(
            model_name='matchmessageevent',
            name='written_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='matchmessageevent',
            name='written_for',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='matchparty',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchparty',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches_helped', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='matchpartyevent',
            name='match',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchpartyevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='matchpartyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='matchpartyevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.matchparty'),
        ),
        migrations.AddField(
            model_name='matchterms',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchterms',
            name='written_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='matchterms',
            name='written_for',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='matchtermsevent',
            name='match',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match'),
        ),
        migrations.AddField(
            model_name='matchtermsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='matchtermsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.matchterms'),
        ),
        migrations.AddField(
            model_name='matchtermsevent',
            name='written_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by'),
        ),
        migrations.AddField(
            model_name='matchtermsevent',
            name='written_for',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='timelineentry',
            name='acted_for',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='for'),
        ),
        migrations.AddField(
            model_name='timelineentry',
            name='by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddField(
            model_name='timelineentry',
            name='match',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='timeline', to='matchmaking.match'),
        ),
        # Between columns and constraints: going back, the constraints go while their columns are there.
        *(sql.from_file(__file__, '0004_matched', listing=kind) for kind in ('need', 'offer')),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['state', 'quiet_since'], name='match_quiet'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(condition=models.Q(('next_step_due__isnull', False)), fields=['next_step_due'], name='match_next_due'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('need__isnull', False), ('offer__isnull', False), _connector='OR'), name='match_of_a_listing'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('need__isnull', False), ('state__in', ('introduced', 'in_discussion', 'agreed', 'implementing', 'stalled'))), fields=('need', 'provider'), name='match_of_need_once'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('offer__isnull', False), ('state__in', ('introduced', 'in_discussion', 'agreed', 'implementing', 'stalled'))), fields=('offer', 'seeker'), name='match_of_offer_once'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['introduced', 'in_discussion', 'agreed', 'implementing', 'completed', 'stalled', 'declined', 'dissolved'])), name='match_state_known'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['stalled', 'declined', 'dissolved']), _negated=True), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='match_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('match_type', ''), ('match_type__in', ['financial', 'technical', 'ppp']), _connector='OR'), name='match_type_known'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('seeker_agreed_at__isnull', True), ('seeker_agreed_by__isnull', True), ('seeker_agreed_version__isnull', True)), models.Q(('seeker_agreed_at__isnull', False), ('seeker_agreed_by__isnull', False), ('seeker_agreed_version', models.F('terms_version')), ('terms_version__gte', 1)), _connector='OR'), name='match_seeker_stamps_present_terms'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provider_agreed_at__isnull', True), ('provider_agreed_by__isnull', True), ('provider_agreed_version__isnull', True)), models.Q(('provider_agreed_at__isnull', False), ('provider_agreed_by__isnull', False), ('provider_agreed_version', models.F('terms_version')), ('terms_version__gte', 1)), _connector='OR'), name='match_provider_stamps_present_terms'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('agreed', 'implementing', 'completed')), _negated=True), models.Q(('provider_agreed_version', models.F('terms_version')), ('seeker_agreed_version', models.F('terms_version')), ('provider_agreed_version__isnull', False), ('seeker_agreed_version__isnull', False), models.Q(('match_type', ''), _negated=True)), _connector='OR'), name='match_agreed_by_both'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['implementing', 'completed']), _negated=True), ('begun_on__isnull', False), _connector='OR'), name='match_under_way_since'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_step', ''), ('next_step_due__isnull', True), ('next_step_owner__isnull', True)), models.Q(models.Q(('next_step', ''), _negated=True), ('next_step_due__isnull', False), ('next_step_owner__isnull', False)), _connector='OR'), name='match_next_step_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_on__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='match_outcome_told_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='tell_need', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE matchmaking_need listing SET in_match = NOT in_match, updated_at = now()\n            WHERE id IN (OLD.need_id, NEW.need_id) AND in_match IS DISTINCT FROM EXISTS (\n                SELECT FROM matchmaking_match m WHERE m.need_id = listing.id AND m.state IN ('agreed', 'implementing', 'completed'));\n            RETURN NULL;\n        ", hash='b2faff9f7dc7329f48cb7bc9a09e101c80309a69', operation='INSERT OR UPDATE OF "state", "need_id" OR DELETE', pgid='pgtrigger_tell_need_3b68a', table='matchmaking_match', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='tell_offer', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            UPDATE matchmaking_offer listing SET in_match = NOT in_match, updated_at = now()\n            WHERE id IN (OLD.offer_id, NEW.offer_id) AND in_match IS DISTINCT FROM EXISTS (\n                SELECT FROM matchmaking_match m WHERE m.offer_id = listing.id AND m.state IN ('agreed', 'implementing', 'completed'));\n            RETURN NULL;\n        ", hash='b81a79f768f8ffffca60445c3c09e9b8e2c7bbc2', operation='INSERT OR UPDATE OF "state", "offer_id" OR DELETE', pgid='pgtrigger_tell_offer_c5a4c', table='matchmaking_match', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.seeker_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.seeker_id FOR KEY SHARE), NEW.seeker_id);\n            NEW.provider_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.provider_id FOR KEY SHARE), NEW.provider_id);\n            NEW.next_step_owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.next_step_owner_id FOR KEY SHARE), NEW.next_step_owner_id);\n            RETURN NEW;\n        ', hash='dc4a03c5dd9152e5719af4f4cfd50488b8c67e0f', operation='INSERT OR UPDATE OF "seeker_id", "provider_id", "next_step_owner_id"', pgid='pgtrigger_follow_merged_ae0dc', table='matchmaking_match', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchevent" ("activity_id", "begun_on", "ends_on", "facilitator_id", "id", "initiative_id", "introduced_at", "introduced_by_id", "is_sample", "match_type", "need_id", "next_step", "next_step_due", "next_step_owner_id", "offer_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "provider_id", "quiet_since", "ref", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "seeker_id", "state", "state_reason", "state_since", "terms_version") VALUES (NEW."activity_id", NEW."begun_on", NEW."ends_on", NEW."facilitator_id", NEW."id", NEW."initiative_id", NEW."introduced_at", NEW."introduced_by_id", NEW."is_sample", NEW."match_type", NEW."need_id", NEW."next_step", NEW."next_step_due", NEW."next_step_owner_id", NEW."offer_id", NEW."outcome", NEW."outcome_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_agreed_at", NEW."provider_agreed_by_id", NEW."provider_agreed_version", NEW."provider_id", NEW."quiet_since", NEW."ref", NEW."seeker_agreed_at", NEW."seeker_agreed_by_id", NEW."seeker_agreed_version", NEW."seeker_id", NEW."state", NEW."state_reason", NEW."state_since", NEW."terms_version"); RETURN NULL;', hash='1883f35a4af888262ac30d2359e2c6fab7bb2e0a', operation='INSERT', pgid='pgtrigger_insert_insert_623c4', table='matchmaking_match', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_matchevent" ("activity_id", "begun_on", "ends_on", "facilitator_id", "id", "initiative_id", "introduced_at", "introduced_by_id", "is_sample", "match_type", "need_id", "next_step", "next_step_due", "next_step_owner_id", "offer_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "provider_id", "quiet_since", "ref", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "seeker_id", "state", "state_reason", "state_since", "terms_version") VALUES (NEW."activity_id", NEW."begun_on", NEW."ends_on", NEW."facilitator_id", NEW."id", NEW."initiative_id", NEW."introduced_at", NEW."introduced_by_id", NEW."is_sample", NEW."match_type", NEW."need_id", NEW."next_step", NEW."next_step_due", NEW."next_step_owner_id", NEW."offer_id", NEW."outcome", NEW."outcome_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_agreed_at", NEW."provider_agreed_by_id", NEW."provider_agreed_version", NEW."provider_id", NEW."quiet_since", NEW."ref", NEW."seeker_agreed_at", NEW."seeker_agreed_by_id", NEW."seeker_agreed_version", NEW."seeker_id", NEW."state", NEW."state_reason", NEW."state_since", NEW."terms_version"); RETURN NULL;', hash='53a01059caeb58c14965794b2ddc4358c464f1df', operation='UPDATE', pgid='pgtrigger_update_update_74adb', table='matchmaking_match', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='match',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchevent" ("activity_id", "begun_on", "ends_on", "facilitator_id", "id", "initiative_id", "introduced_at", "introduced_by_id", "is_sample", "match_type", "need_id", "next_step", "next_step_due", "next_step_owner_id", "offer_id", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "provider_id", "quiet_since", "ref", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "seeker_id", "state", "state_reason", "state_since", "terms_version") VALUES (OLD."activity_id", OLD."begun_on", OLD."ends_on", OLD."facilitator_id", OLD."id", OLD."initiative_id", OLD."introduced_at", OLD."introduced_by_id", OLD."is_sample", OLD."match_type", OLD."need_id", OLD."next_step", OLD."next_step_due", OLD."next_step_owner_id", OLD."offer_id", OLD."outcome", OLD."outcome_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_agreed_at", OLD."provider_agreed_by_id", OLD."provider_agreed_version", OLD."provider_id", OLD."quiet_since", OLD."ref", OLD."seeker_agreed_at", OLD."seeker_agreed_by_id", OLD."seeker_agreed_version", OLD."seeker_id", OLD."state", OLD."state_reason", OLD."state_since", OLD."terms_version"); RETURN NULL;', hash='cbdb8fcca99ba76b02e25a69f8d980803a40fa96', operation='DELETE', pgid='pgtrigger_delete_delete_9b16f', table='matchmaking_match', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', True), ('offer__isnull', False)), models.Q(('need__isnull', False), ('offer__isnull', True)), _connector='OR'), name='interest_of_one_listing'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('need', 'offer', 'organisation'), name='interest_waits_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'sent')), models.Q(('answered_at__isnull', False), ('state__in', ['taken_up', 'declined', 'withdrawn']), ('answered_by__isnull', False)), _connector='OR'), name='interest_answered_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='interest_declined_why'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('match__isnull', False), ('state', 'taken_up')), models.Q(models.Q(('state', 'taken_up'), _negated=True), ('match__isnull', True)), _connector='OR'), name='interest_taken_up_is_a_match'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='5b1297b64ad01db927575e29832c169bc567d2aa', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_39d7a', table='matchmaking_interest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_at", "sent_by_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."match_id", NEW."message", NEW."need_id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."sent_at", NEW."sent_by_id", NEW."state"); RETURN NULL;', hash='fd9e92717d38f40fe48de4bf2b23a5c51e358296', operation='INSERT', pgid='pgtrigger_insert_insert_5599a', table='matchmaking_interest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_at", "sent_by_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."match_id", NEW."message", NEW."need_id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."sent_at", NEW."sent_by_id", NEW."state"); RETURN NULL;', hash='0fa46f52c387d57922e5e2c953e3f337a1498bff', operation='UPDATE', pgid='pgtrigger_update_update_a391c', table='matchmaking_interest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sent_at", "sent_by_id", "state") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."match_id", OLD."message", OLD."need_id", OLD."offer_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."sent_at", OLD."sent_by_id", OLD."state"); RETURN NULL;', hash='f798ff2d10700eaf56f737e889308a1218e08f5a', operation='DELETE', pgid='pgtrigger_delete_delete_be1d7', table='matchmaking_interest', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='matchdocument',
            constraint=models.UniqueConstraint(fields=('match', 'digest'), name='matchdocument_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchdocument',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.added_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.added_for_id FOR KEY SHARE), NEW.added_for_id);\n            RETURN NEW;\n        ', hash='ef3488a973af2ac687514d27be3718bd68ad00d3', operation='INSERT OR UPDATE OF "added_for_id"', pgid='pgtrigger_follow_merged_efcd5', table='matchmaking_matchdocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchdocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchdocumentevent" ("added_by_id", "added_for_id", "created_at", "digest", "file", "id", "kind", "match_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size") VALUES (NEW."added_by_id", NEW."added_for_id", NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."kind", NEW."match_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."size"); RETURN NULL;', hash='2d119cbd56c7c998389f3ebdf390ce627f2ffed2', operation='INSERT', pgid='pgtrigger_insert_insert_90503', table='matchmaking_matchdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchdocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_matchdocumentevent" ("added_by_id", "added_for_id", "created_at", "digest", "file", "id", "kind", "match_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size") VALUES (NEW."added_by_id", NEW."added_for_id", NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."kind", NEW."match_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."size"); RETURN NULL;', hash='c7ba4dc7ec6416e985feceb004b7a3916f263a29', operation='UPDATE', pgid='pgtrigger_update_update_8389a', table='matchmaking_matchdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchdocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchdocumentevent" ("added_by_id", "added_for_id", "created_at", "digest", "file", "id", "kind", "match_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size") VALUES (OLD."added_by_id", OLD."added_for_id", OLD."created_at", OLD."digest", OLD."file", OLD."id", OLD."kind", OLD."match_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."size"); RETURN NULL;', hash='4108e702624d8689ab0371c5270d828189205d34', operation='DELETE', pgid='pgtrigger_delete_delete_0da48', table='matchmaking_matchdocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchmessage',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.written_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.written_for_id FOR KEY SHARE), NEW.written_for_id);\n            RETURN NEW;\n        ', hash='7c012b315b86fe2f1698122abf808d2864a36def', operation='INSERT OR UPDATE OF "written_for_id"', pgid='pgtrigger_follow_merged_53ab5', table='matchmaking_matchmessage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchmessage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchmessageevent" ("id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "token", "written_at", "written_by_id", "written_for_id") VALUES (NEW."id", NEW."match_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."token", NEW."written_at", NEW."written_by_id", NEW."written_for_id"); RETURN NULL;', hash='acacba77bb7ef7d977a43c4ca08f1bfd2c46739d', operation='INSERT', pgid='pgtrigger_insert_insert_cf49b', table='matchmaking_matchmessage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchmessage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_matchmessageevent" ("id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "token", "written_at", "written_by_id", "written_for_id") VALUES (NEW."id", NEW."match_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."token", NEW."written_at", NEW."written_by_id", NEW."written_for_id"); RETURN NULL;', hash='a154509ccc64d9649e5c9fd0abc80c26b5f946c2', operation='UPDATE', pgid='pgtrigger_update_update_d4f47', table='matchmaking_matchmessage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchmessage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchmessageevent" ("id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "token", "written_at", "written_by_id", "written_for_id") VALUES (OLD."id", OLD."match_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."token", OLD."written_at", OLD."written_by_id", OLD."written_for_id"); RETURN NULL;', hash='04eb971e9464b0750f6c872d5202bd369b1278df', operation='DELETE', pgid='pgtrigger_delete_delete_1e3b2', table='matchmaking_matchmessage', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='matchparty',
            constraint=models.UniqueConstraint(fields=('match', 'organisation', 'role'), name='matchparty_once'),
        ),
        migrations.AddConstraint(
            model_name='matchparty',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ('facilitator', 'funder'))), name='matchparty_role_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchparty',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='6ee443f2111405dfbf5963e82c3994c65f4321b9', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_27722', table='matchmaking_matchparty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchparty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchpartyevent" ("id", "match_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."id", NEW."match_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;', hash='40ef8cb9f42e464ddf292e0e5f1a403885d26f64', operation='INSERT', pgid='pgtrigger_insert_insert_5f4ce', table='matchmaking_matchparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchparty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_matchpartyevent" ("id", "match_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."id", NEW."match_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='792fce372316cc601debdee1c2db7116cfb5bb06', operation='UPDATE', pgid='pgtrigger_update_update_256e0', table='matchmaking_matchparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchparty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchpartyevent" ("id", "match_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."id", OLD."match_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='f8980787035774717db100c9ce09d4b4658245e5', operation='DELETE', pgid='pgtrigger_delete_delete_ecec8', table='matchmaking_matchparty', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='matchterms',
            constraint=models.UniqueConstraint(fields=('match', 'version'), name='matchterms_once'),
        ),
        migrations.AddConstraint(
            model_name='matchterms',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='matchterms_counted_from_one'),
        ),
        migrations.AddConstraint(
            model_name='matchterms',
            constraint=models.CheckConstraint(condition=models.Q(('match_type__in', ['financial', 'technical', 'ppp'])), name='matchterms_type_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchterms',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.written_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.written_for_id FOR KEY SHARE), NEW.written_for_id);\n            RETURN NEW;\n        ', hash='396a4a276bfb7448318c423db14c46c7d0b2a0c0', operation='INSERT OR UPDATE OF "written_for_id"', pgid='pgtrigger_follow_merged_71697', table='matchmaking_matchterms', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchterms',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchtermsevent" ("ends_on", "id", "match_id", "match_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version", "written_at", "written_by_id", "written_for_id") VALUES (NEW."ends_on", NEW."id", NEW."match_id", NEW."match_type", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id", NEW."written_for_id"); RETURN NULL;', hash='a4ffebf7e36b4512bb9381b97fbe263dd7456466', operation='INSERT', pgid='pgtrigger_insert_insert_f7804', table='matchmaking_matchterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchterms',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_matchtermsevent" ("ends_on", "id", "match_id", "match_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version", "written_at", "written_by_id", "written_for_id") VALUES (NEW."ends_on", NEW."id", NEW."match_id", NEW."match_type", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id", NEW."written_for_id"); RETURN NULL;', hash='241036b56d061583ebc207bf4751af81bf7b9099', operation='UPDATE', pgid='pgtrigger_update_update_c3c0d', table='matchmaking_matchterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchterms',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_matchtermsevent" ("ends_on", "id", "match_id", "match_type", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "version", "written_at", "written_by_id", "written_for_id") VALUES (OLD."ends_on", OLD."id", OLD."match_id", OLD."match_type", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text", OLD."version", OLD."written_at", OLD."written_by_id", OLD."written_for_id"); RETURN NULL;', hash='13864287712e81009d60e98d7fc2ddbc3e0d7f9c', operation='DELETE', pgid='pgtrigger_delete_delete_149a0', table='matchmaking_matchterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelineentry',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.acted_for_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.acted_for_id FOR KEY SHARE), NEW.acted_for_id);\n            RETURN NEW;\n        ', hash='30b172cdcd957eea3a6cf0883e7e2a0dab6687e2', operation='INSERT OR UPDATE OF "acted_for_id"', pgid='pgtrigger_follow_merged_a3bfa', table='matchmaking_timelineentry', when='BEFORE')),
        ),
    ]
