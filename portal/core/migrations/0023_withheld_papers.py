"""A paper of a meeting can be taken from view at once, with a reason; the database counts them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0022_country_corrections'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='meetingpaper',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meetingpaper',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='meetingpaper',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='meetingpaper',
            name='is_withheld',
            field=models.BooleanField(default=False, help_text='Gone at once from pages, files and the API. Curators still find it.', verbose_name='withheld'),
        ),
        migrations.AddField(
            model_name='meetingpaper',
            name='withheld_because',
            field=models.CharField(blank=True, max_length=250, verbose_name='why withheld'),
        ),
        migrations.AddField(
            model_name='meetingpaperevent',
            name='is_withheld',
            field=models.BooleanField(default=False, help_text='Gone at once from pages, files and the API. Curators still find it.', verbose_name='withheld'),
        ),
        migrations.AddField(
            model_name='meetingpaperevent',
            name='withheld_because',
            field=models.CharField(blank=True, max_length=250, verbose_name='why withheld'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='at_most', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM FROM core_meeting WHERE id = NEW.meeting_id FOR NO KEY UPDATE;  -- two at once count each other\n            IF 20 <= (SELECT count(*) FROM core_meetingpaper WHERE meeting_id = NEW.meeting_id AND id <> NEW.id)\n            THEN\n                RAISE check_violation USING CONSTRAINT = 'meetingpaper_at_most_20',\n                    MESSAGE = 'A meeting has at most 20 papers (meetingpaper_at_most_20).';\n            END IF;\n            RETURN NEW;\n        ", hash='13b45ae557bf4d38b5f08b1eb052491c6b5ca72c', operation='INSERT OR UPDATE OF "meeting_id"', pgid='pgtrigger_at_most_8b4f3', table='core_meetingpaper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "is_withheld", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what", "withheld_because") VALUES (NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."is_withheld", NEW."kind", NEW."language_id", NEW."meeting_id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."size", NEW."title", NEW."what", NEW."withheld_because"); RETURN NULL;', hash='ac10a9531dec8edb14497f81dc35b42969ea1729', operation='INSERT', pgid='pgtrigger_insert_insert_a6646', table='core_meetingpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "is_withheld", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what", "withheld_because") VALUES (NEW."created_at", NEW."digest", NEW."file", NEW."id", NEW."is_withheld", NEW."kind", NEW."language_id", NEW."meeting_id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."size", NEW."title", NEW."what", NEW."withheld_because"); RETURN NULL;', hash='e348343eb81727af93d52e6e6b736fef9026da78', operation='UPDATE', pgid='pgtrigger_update_update_1de1b', table='core_meetingpaper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingpaper',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_meetingpaperevent" ("created_at", "digest", "file", "id", "is_withheld", "kind", "language_id", "meeting_id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "title", "what", "withheld_because") VALUES (OLD."created_at", OLD."digest", OLD."file", OLD."id", OLD."is_withheld", OLD."kind", OLD."language_id", OLD."meeting_id", OLD."name", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."size", OLD."title", OLD."what", OLD."withheld_because"); RETURN NULL;', hash='75263a8e4d52e8d5c6a7955c5cdcdbfa91dfd487', operation='DELETE', pgid='pgtrigger_delete_delete_c244f', table='core_meetingpaper', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='meetingpaper',
            constraint=models.CheckConstraint(condition=models.Q(('is_withheld', False), models.Q(('withheld_because', ''), _negated=True), _connector='OR'), name='meetingpaper_withheld_why', violation_error_message='Say why this paper is withheld.'),
        ),
    ]
