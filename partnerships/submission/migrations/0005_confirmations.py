import django.db.models.deletion
import django.utils.timezone
from portal.core import migrating
import partnerships.submission.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrating.Migration):

    dependencies = [
        ('partnerships', '0003_confirmed'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('submission', '0004_publication'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='initiative',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='partnerships.initiative'),
        ),
        migrations.AddField(
            model_name='document',
            name='is_withheld',
            field=models.BooleanField(default=False, help_text='Not offered with the record.', verbose_name='withheld'),
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=partnerships.submission.models.new_token, editable=False, max_length=40)),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('organisation', models.CharField(blank=True, max_length=250, verbose_name='organisation')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('reminded_at', models.DateTimeField(null=True, verbose_name='reminded')),
                ('answer', models.CharField(blank=True, choices=[('confirmed', 'Confirmed'), ('corrected', 'Asks for a correction'), ('objected', 'Objects')], max_length=10, verbose_name='answer')),
                ('text', models.TextField(blank=True, verbose_name='what is wrong')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='submission.submission')),
            ],
            options={
                'verbose_name': 'confirmation of a partner',
                'verbose_name_plural': 'confirmations of partners',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ConfirmationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('reminded_at', models.DateTimeField(null=True, verbose_name='reminded')),
                ('answer', models.CharField(blank=True, choices=[('confirmed', 'Confirmed'), ('corrected', 'Asks for a correction'), ('objected', 'Objects')], max_length=10, verbose_name='answer')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='answered')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='submission.confirmation')),
                ('submission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='submission.submission')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('submission', 'email'), name='confirmation_once'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answer__in', ['confirmed', 'corrected', 'objected']), ('answered_at__isnull', False)), _connector='OR'), name='confirmation_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['corrected', 'objected']), _negated=True), models.Q(('text', ''), _negated=True), ('email', ''), _connector='OR'), name='confirmation_doubt_has_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='confirmation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "submission_confirmationevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "submission_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."submission_id"); RETURN NULL;', hash='3c083383085b3b88e6c9c5bd682dd0a1531f078b', operation='INSERT', pgid='pgtrigger_insert_insert_e242b', table='submission_confirmation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='confirmation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reminded_at" IS DISTINCT FROM (NEW."reminded_at") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id"))', func='INSERT INTO "submission_confirmationevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "submission_id") VALUES (NEW."answer", NEW."answered_at", NEW."asked_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."submission_id"); RETURN NULL;', hash='08a24b065dca1571f83e3cdb18d06af0042de22d', operation='UPDATE', pgid='pgtrigger_update_update_e2fb1', table='submission_confirmation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='confirmation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "submission_confirmationevent" ("answer", "answered_at", "asked_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "submission_id") VALUES (OLD."answer", OLD."answered_at", OLD."asked_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reminded_at", OLD."submission_id"); RETURN NULL;', hash='e535da7c8b1dabf66750961861bf34bbc854ef26', operation='DELETE', pgid='pgtrigger_delete_delete_76a3b', table='submission_confirmation', when='AFTER')),
        ),
    ]
