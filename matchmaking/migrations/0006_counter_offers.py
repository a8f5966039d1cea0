"""An interest may name what is offered in return."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('matchmaking', '0005_following'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='interest',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interest',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='interest',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='interest',
            name='return_need',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.need', verbose_name='need in return'),
        ),
        migrations.AddField(
            model_name='interest',
            name='return_offer',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.offer', verbose_name='offer in return'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='return_need',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.need', verbose_name='need in return'),
        ),
        migrations.AddField(
            model_name='interestevent',
            name='return_offer',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.offer', verbose_name='offer in return'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "return_need_id", "return_offer_id", "sent_at", "sent_by_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."match_id", NEW."message", NEW."need_id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."return_need_id", NEW."return_offer_id", NEW."sent_at", NEW."sent_by_id", NEW."state"); RETURN NULL;', hash='5d49f805e265e4d902883007d82e143bc0fc08b1', operation='INSERT', pgid='pgtrigger_insert_insert_5599a', table='matchmaking_interest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "return_need_id", "return_offer_id", "sent_at", "sent_by_id", "state") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."match_id", NEW."message", NEW."need_id", NEW."offer_id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."return_need_id", NEW."return_offer_id", NEW."sent_at", NEW."sent_by_id", NEW."state"); RETURN NULL;', hash='09e86c574d453d855391d9c33b7ae7a9cfbd49f4', operation='UPDATE', pgid='pgtrigger_update_update_a391c', table='matchmaking_interest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_interestevent" ("answered_at", "answered_by_id", "id", "match_id", "message", "need_id", "offer_id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "return_need_id", "return_offer_id", "sent_at", "sent_by_id", "state") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."match_id", OLD."message", OLD."need_id", OLD."offer_id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."return_need_id", OLD."return_offer_id", OLD."sent_at", OLD."sent_by_id", OLD."state"); RETURN NULL;', hash='97c9bdbd815ef70cba7633b29921a0f208d4b263', operation='DELETE', pgid='pgtrigger_delete_delete_be1d7', table='matchmaking_interest', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(('return_need__isnull', True), ('return_offer__isnull', True), _connector='OR'), name='interest_returns_one'),
        ),
    ]
