"""What curators check: assignments, doubles, interests."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0014_saved_searches'),
        ('roster', '0005_relay'),
        ('tad', '0008_follow_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Merged',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'merged profile',
                'verbose_name_plural': 'merged profiles',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ToldApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'two people told apart',
                'verbose_name_plural': 'people told apart',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assignment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assignment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assignment',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='assignment',
            name='unmatched_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='no activity found'),
        ),
        migrations.AddField(
            model_name='assignmentevent',
            name='unmatched_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='no activity found'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='edit_unverifies', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD.activity_id, OLD.as_said, OLD.role, OLD.from_year, OLD.to_year, OLD.country_id, OLD.output) IS DISTINCT FROM (NEW.activity_id, NEW.as_said, NEW.role, NEW.from_year, NEW.to_year, NEW.country_id, NEW.output) AND (OLD.verified_on, OLD.verified_by_id, OLD.unmatched_on) IS NOT DISTINCT FROM (NEW.verified_on, NEW.verified_by_id, NEW.unmatched_on))', func='NEW.verified_on := NULL; NEW.verified_by_id := NULL; NEW.unmatched_on := NULL; RETURN NEW;', hash='1a9f5586389b2272651ccb45beed7d5880a2aaae', operation='UPDATE', pgid='pgtrigger_edit_unverifies_300b8', table='roster_assignment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "unmatched_on", "verified_by_id", "verified_on") VALUES (NEW."activity_id", NEW."as_said", NEW."consultant_id", NEW."country_id", NEW."from_year", NEW."id", NEW."output", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."to_year", NEW."unmatched_on", NEW."verified_by_id", NEW."verified_on"); RETURN NULL;', hash='ee04b5d6e8714870db41aba56d3d827ffa5455b2', operation='INSERT', pgid='pgtrigger_insert_insert_23c95', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "unmatched_on", "verified_by_id", "verified_on") VALUES (NEW."activity_id", NEW."as_said", NEW."consultant_id", NEW."country_id", NEW."from_year", NEW."id", NEW."output", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."to_year", NEW."unmatched_on", NEW."verified_by_id", NEW."verified_on"); RETURN NULL;', hash='d3703b2aaa442bc88e241d912a28d54efdf371d3', operation='UPDATE', pgid='pgtrigger_update_update_a1afa', table='roster_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_assignmentevent" ("activity_id", "as_said", "consultant_id", "country_id", "from_year", "id", "output", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "to_year", "unmatched_on", "verified_by_id", "verified_on") VALUES (OLD."activity_id", OLD."as_said", OLD."consultant_id", OLD."country_id", OLD."from_year", OLD."id", OLD."output", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."to_year", OLD."unmatched_on", OLD."verified_by_id", OLD."verified_on"); RETURN NULL;', hash='462fd345a78a4bd7bc2dadc64ce476683331de01', operation='DELETE', pgid='pgtrigger_delete_delete_6f1e4', table='roster_assignment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('verified_on__isnull', True), ('activity__isnull', False), _connector='OR'), name='assignment_verified_against_an_activity'),
        ),
        migrations.AddField(
            model_name='merged',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='merged',
            name='gone',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='roster.consultant', verbose_name='profile'),
        ),
        migrations.AddField(
            model_name='merged',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merged_from', to='roster.consultant', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='toldapart',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='toldapart',
            name='one',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='roster.consultant'),
        ),
        migrations.AddField(
            model_name='toldapart',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='roster.consultant'),
        ),
        migrations.AddConstraint(
            model_name='merged',
            constraint=models.CheckConstraint(condition=models.Q(('gone', models.F('into')), _negated=True), name='merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='toldapart',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='toldapart_once'),
        ),
        migrations.AddConstraint(
            model_name='toldapart',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='toldapart_in_one_order'),
        ),
    ]
