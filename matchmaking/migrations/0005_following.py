"""What keeps a match moving, and what became of it."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0017_links'),
        ('matchmaking', '0004_matches'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='timelineentry',
            name='what',
            field=models.CharField(choices=[('introduced', 'Introduced'), ('took_up', 'Interest taken up'), ('joined', 'Somebody joined'), ('looked_after', 'Looked after'), ('wrote_terms', 'Terms written'), ('agreed', 'One side agreed'), ('took_back', 'Agreement taken back'), ('both_agreed', 'Both sides agreed'), ('began', 'Work began'), ('completed', 'Completed'), ('declined', 'Declined'), ('stalled', 'Stalled'), ('resumed', 'Resumed'), ('dissolved', 'Dissolved'), ('next_step', 'Next step set'), ('step_done', 'Next step done'), ('added_document', 'Document added'), ('removed_document', 'Document removed'), ('reminded', 'Reminded'), ('recorded', 'Recorded in the portal'), ('told_outcome', 'Outcome told'), ('wrote_story', 'Story written'), ('agreed_story', 'One side agreed to the story'), ('told_story', 'Published as a story')], max_length=20, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='what came of it')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('seeker_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='seeker agreed')),
                ('seeker_agreed_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version the seeker agreed to')),
                ('provider_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='provider agreed')),
                ('provider_agreed_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version the provider agreed to')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('language', models.ForeignKey(default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('match', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='story', to='matchmaking.match')),
                ('provider_agreed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the provider by')),
                ('seeker_agreed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the seeker by')),
                ('written_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'story',
                'verbose_name_plural': 'stories',
            },
        ),
        migrations.CreateModel(
            name='StoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='what came of it')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='written')),
                ('seeker_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='seeker agreed')),
                ('seeker_agreed_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version the seeker agreed to')),
                ('provider_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='provider agreed')),
                ('provider_agreed_version', models.PositiveIntegerField(editable=False, null=True, verbose_name='version the provider agreed to')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('language', models.ForeignKey(db_constraint=False, default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text')),
                ('match', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.match')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.story')),
                ('provider_agreed_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the provider by')),
                ('seeker_agreed_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='agreed for the seeker by')),
                ('written_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LastLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('looked_at', models.DateTimeField(verbose_name='looked')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='matchmaking.match')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='core.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'membership'), name='lastlook_once')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('quiet', 'Nothing has happened for a while'), ('by_hand', 'Reminded by a curator'), ('step', 'A next step is due'), ('outcome', 'The outcome is asked')], max_length=10, verbose_name='kind')),
                ('step', models.PositiveSmallIntegerField(default=0, verbose_name='days of silence')),
                ('since', models.DateField(help_text='On which the silence began, the step was due, or the match was to end.', verbose_name='about the day')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='sent')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='matchmaking.match')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('match', 'kind', 'since', 'step'), name='reminder_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'quiet'), ('step__gt', 0)), models.Q(models.Q(('kind', 'quiet'), _negated=True), ('step', 0)), _connector='OR'), name='reminder_steps_of_silence')],
            },
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('provider_agreed_version', models.F('version')), ('seeker_agreed_version', models.F('version')), ('provider_agreed_version__isnull', False), ('seeker_agreed_version__isnull', False)), _connector='OR'), name='story_published_by_both'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('seeker_agreed_by__isnull', True)), models.Q(('seeker_agreed_at__isnull', True)), models.Q(('seeker_agreed_version__isnull', True))), models.Q(models.Q(('seeker_agreed_by__isnull', True), _negated=True), models.Q(('seeker_agreed_at__isnull', True), _negated=True), models.Q(('seeker_agreed_version__isnull', True), _negated=True)), _connector='OR'), name='story_seeker_stamp_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('provider_agreed_by__isnull', True)), models.Q(('provider_agreed_at__isnull', True)), models.Q(('provider_agreed_version__isnull', True))), models.Q(models.Q(('provider_agreed_by__isnull', True), _negated=True), models.Q(('provider_agreed_at__isnull', True), _negated=True), models.Q(('provider_agreed_version__isnull', True), _negated=True)), _connector='OR'), name='story_provider_stamp_is_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='story',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_storyevent" ("id", "language_id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "published_at", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "text", "version", "written_at", "written_by_id") VALUES (NEW."id", NEW."language_id", NEW."match_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_agreed_at", NEW."provider_agreed_by_id", NEW."provider_agreed_version", NEW."published_at", NEW."seeker_agreed_at", NEW."seeker_agreed_by_id", NEW."seeker_agreed_version", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='13008272483612c411a951c574d001b847c8b64e', operation='INSERT', pgid='pgtrigger_insert_insert_8cedc', table='matchmaking_story', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='story',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_storyevent" ("id", "language_id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "published_at", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "text", "version", "written_at", "written_by_id") VALUES (NEW."id", NEW."language_id", NEW."match_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_agreed_at", NEW."provider_agreed_by_id", NEW."provider_agreed_version", NEW."published_at", NEW."seeker_agreed_at", NEW."seeker_agreed_by_id", NEW."seeker_agreed_version", NEW."text", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='fdf2b34417dff416a766f115b5f336d178fb4699', operation='UPDATE', pgid='pgtrigger_update_update_11972', table='matchmaking_story', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='story',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_storyevent" ("id", "language_id", "match_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_agreed_at", "provider_agreed_by_id", "provider_agreed_version", "published_at", "seeker_agreed_at", "seeker_agreed_by_id", "seeker_agreed_version", "text", "version", "written_at", "written_by_id") VALUES (OLD."id", OLD."language_id", OLD."match_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_agreed_at", OLD."provider_agreed_by_id", OLD."provider_agreed_version", OLD."published_at", OLD."seeker_agreed_at", OLD."seeker_agreed_by_id", OLD."seeker_agreed_version", OLD."text", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;', hash='788ca4ae83920774031ef678ab8575212f083fb8', operation='DELETE', pgid='pgtrigger_delete_delete_8a9f1', table='matchmaking_story', when='AFTER')),
        ),
    ]
