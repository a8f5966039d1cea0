import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("core", "0008_partnership_vocabularies"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="user",
            name="notify_by_mail",
            field=models.BooleanField(
                default=True,
                help_text="To curators: when something of their regions or topics arrives, or an answer to it.",
                verbose_name="mails about new work",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="regions",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="core.region", verbose_name="regions looked after"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="core.topic", verbose_name="topics looked after"
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="notify_by_mail",
            field=models.BooleanField(
                default=True,
                help_text="To curators: when something of their regions or topics arrives, or an answer to it.",
                verbose_name="mails about new work",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_userevent" ("created_at", "email", "id", "is_active", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", NEW."notify_by_mail", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="30e86ac51234cfd3882f7b5650d349f816ad82fb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45de6",
                    table="core_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notify_by_mail" IS DISTINCT FROM (NEW."notify_by_mail") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                    func='INSERT INTO "core_userevent" ("created_at", "email", "id", "is_active", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."name", NEW."notify_by_mail", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                    hash="5151b4dfabb35a496796942f894bc21be1ee9a93",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ccff",
                    table="core_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "core_userevent" ("created_at", "email", "id", "is_active", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."name", OLD."notify_by_mail", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                    hash="d12da08e7f4b9918bd46c720f156cb02c6a75e42",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1425a",
                    table="core_user",
                    when="AFTER",
                ),
            ),
        ),
    ]
