import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


# Failed attempts and used codes of the last minutes: worth sharing, not worth a place in the log of changes.
CREATE_CACHE = """
    CREATE UNLOGGED TABLE core_cache (
        cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
    );
    CREATE INDEX core_cache_expires ON core_cache (expires);
"""


def trust_known_addresses(apps, schema_editor):
    """Accounts of before were opened by administrators, for addresses that they knew. In small letters from now on."""
    EmailAddress = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("core", "User").objects.order_by("pk"):
        if user.email != user.email.lower():
            user.email = user.email.lower()
            user.save(update_fields=["email"])
        if user.is_active:
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


class Migration(migrating.Migration):

    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('core', '0009_curator_remits'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoppedMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of mail')),
                ('stopped_at', models.DateTimeField(auto_now_add=True, verbose_name='stopped')),
            ],
            options={
                'verbose_name': 'stopped mail',
                'verbose_name_plural': 'stopped mails',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='user',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='mail',
            name='is_secret',
            field=models.BooleanField(default=False, verbose_name='holds a key'),
        ),
        migrations.AddField(
            model_name='user',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed'),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], default='en', max_length=10, verbose_name='language of mails'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], default='en', max_length=10, verbose_name='language of mails'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_userevent" ("closed_at", "created_at", "email", "id", "is_active", "language", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."closed_at", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."name", NEW."notify_by_mail", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;', hash='e783665b0d979630e08410952b2bec85291e1623', operation='INSERT', pgid='pgtrigger_insert_insert_45de6', table='core_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."notify_by_mail" IS DISTINCT FROM (NEW."notify_by_mail") OR OLD."role" IS DISTINCT FROM (NEW."role"))', func='INSERT INTO "core_userevent" ("closed_at", "created_at", "email", "id", "is_active", "language", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."closed_at", NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."name", NEW."notify_by_mail", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;', hash='c9d93f01392ffaabd63347f00fa6a2ab33b148ab', operation='UPDATE', pgid='pgtrigger_update_update_6ccff', table='core_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_userevent" ("closed_at", "created_at", "email", "id", "is_active", "language", "name", "notify_by_mail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."closed_at", OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."language", OLD."name", OLD."notify_by_mail", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='29cd8079a27d4d450f87a966c7d4bc794ec8cad7', operation='DELETE', pgid='pgtrigger_delete_delete_1425a', table='core_user', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('is_active', False), ('name', ''), ('role', 'member')), _connector='OR'), name='user_closed_is_empty'),
        ),
        migrations.AddField(
            model_name='stoppedmail',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stopped_mails', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='stoppedmail',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='stoppedmail_once'),
        ),
        migrations.RunSQL(CREATE_CACHE, "DROP TABLE core_cache"),
        migrations.RunPython(trust_known_addresses, migrations.RunPython.noop),
    ]
