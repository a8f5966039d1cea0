"""Partners whom only words name, and who paid. (The confirmations themselves are kept with the submission.)"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0012_memberships'),
        ('partnerships', '0002_index'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='initiative',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='partner',
            name='partner_names_someone',
        ),
        migrations.RemoveConstraint(
            model_name='partner',
            name='partner_once',
        ),
        migrations.AddField(
            model_name='initiative',
            name='paid_by',
            field=models.TextField(blank=True, help_text='As the partners say it, in a sentence or two.', verbose_name='who paid'),
        ),
        migrations.AddField(
            model_name='initiativeevent',
            name='paid_by',
            field=models.TextField(blank=True, help_text='As the partners say it, in a sentence or two.', verbose_name='who paid'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "paid_by", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (NEW."amount", NEW."band", NEW."challenge", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."date_note", NEW."ends_on", NEW."ends_precision", NEW."exchange", NEW."id", NEW."in_kind", NEW."innovation", NEW."instrument_as_said", NEW."is_estimate", NEW."is_sample", NEW."kind", NEW."kind_grounds", NEW."kind_override", NEW."kind_override_reason", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."modality_as_said", NEW."note", NEW."owner_id", NEW."paid_by", NEW."partners_asked", NEW."partners_confirmed", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."replicability", NEW."results", NEW."sector_as_said", NEW."solution", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."support", NEW."sustainability", NEW."title", NEW."verify_due_on"); RETURN NULL;', hash='1c9e214547c93f9d64face2c5c9d72c656a1c259', operation='INSERT', pgid='pgtrigger_insert_insert_0926f', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."band" IS DISTINCT FROM (NEW."band") OR OLD."challenge" IS DISTINCT FROM (NEW."challenge") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."date_note" IS DISTINCT FROM (NEW."date_note") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."exchange" IS DISTINCT FROM (NEW."exchange") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."in_kind" IS DISTINCT FROM (NEW."in_kind") OR OLD."innovation" IS DISTINCT FROM (NEW."innovation") OR OLD."instrument_as_said" IS DISTINCT FROM (NEW."instrument_as_said") OR OLD."is_estimate" IS DISTINCT FROM (NEW."is_estimate") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."kind_grounds" IS DISTINCT FROM (NEW."kind_grounds") OR OLD."kind_override" IS DISTINCT FROM (NEW."kind_override") OR OLD."kind_override_reason" IS DISTINCT FROM (NEW."kind_override_reason") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."last_verified_on" IS DISTINCT FROM (NEW."last_verified_on") OR OLD."lessons" IS DISTINCT FROM (NEW."lessons") OR OLD."modality_as_said" IS DISTINCT FROM (NEW."modality_as_said") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."paid_by" IS DISTINCT FROM (NEW."paid_by") OR OLD."partners_asked" IS DISTINCT FROM (NEW."partners_asked") OR OLD."partners_confirmed" IS DISTINCT FROM (NEW."partners_confirmed") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."replicability" IS DISTINCT FROM (NEW."replicability") OR OLD."results" IS DISTINCT FROM (NEW."results") OR OLD."sector_as_said" IS DISTINCT FROM (NEW."sector_as_said") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."support" IS DISTINCT FROM (NEW."support") OR OLD."sustainability" IS DISTINCT FROM (NEW."sustainability") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."verify_due_on" IS DISTINCT FROM (NEW."verify_due_on"))', func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "paid_by", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (NEW."amount", NEW."band", NEW."challenge", NEW."created_at", NEW."created_by_id", NEW."currency", NEW."date_note", NEW."ends_on", NEW."ends_precision", NEW."exchange", NEW."id", NEW."in_kind", NEW."innovation", NEW."instrument_as_said", NEW."is_estimate", NEW."is_sample", NEW."kind", NEW."kind_grounds", NEW."kind_override", NEW."kind_override_reason", NEW."language_id", NEW."last_verified_on", NEW."lessons", NEW."modality_as_said", NEW."note", NEW."owner_id", NEW."paid_by", NEW."partners_asked", NEW."partners_confirmed", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."ref", NEW."replicability", NEW."results", NEW."sector_as_said", NEW."solution", NEW."source", NEW."source_url", NEW."starts_on", NEW."starts_precision", NEW."state", NEW."state_reason", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."summary", NEW."support", NEW."sustainability", NEW."title", NEW."verify_due_on"); RETURN NULL;', hash='d46c67fb75885d93228a26a5c73cbebf13a20f14', operation='UPDATE', pgid='pgtrigger_update_update_b841f', table='partnerships_initiative', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partnerships_initiativeevent" ("amount", "band", "challenge", "created_at", "created_by_id", "currency", "date_note", "ends_on", "ends_precision", "exchange", "id", "in_kind", "innovation", "instrument_as_said", "is_estimate", "is_sample", "kind", "kind_grounds", "kind_override", "kind_override_reason", "language_id", "last_verified_on", "lessons", "modality_as_said", "note", "owner_id", "paid_by", "partners_asked", "partners_confirmed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "ref", "replicability", "results", "sector_as_said", "solution", "source", "source_url", "starts_on", "starts_precision", "state", "state_reason", "status", "submitted_at", "submitted_by_id", "summary", "support", "sustainability", "title", "verify_due_on") VALUES (OLD."amount", OLD."band", OLD."challenge", OLD."created_at", OLD."created_by_id", OLD."currency", OLD."date_note", OLD."ends_on", OLD."ends_precision", OLD."exchange", OLD."id", OLD."in_kind", OLD."innovation", OLD."instrument_as_said", OLD."is_estimate", OLD."is_sample", OLD."kind", OLD."kind_grounds", OLD."kind_override", OLD."kind_override_reason", OLD."language_id", OLD."last_verified_on", OLD."lessons", OLD."modality_as_said", OLD."note", OLD."owner_id", OLD."paid_by", OLD."partners_asked", OLD."partners_confirmed", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."ref", OLD."replicability", OLD."results", OLD."sector_as_said", OLD."solution", OLD."source", OLD."source_url", OLD."starts_on", OLD."starts_precision", OLD."state", OLD."state_reason", OLD."status", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."support", OLD."sustainability", OLD."title", OLD."verify_due_on"); RETURN NULL;', hash='9bf86a6f7ec16277296a7efab8a3b816e66d5500', operation='DELETE', pgid='pgtrigger_delete_delete_c04fc', table='partnerships_initiative', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(('country__isnull', False), ('group__isnull', False), ('organisation__isnull', False), models.Q(('as_said', ''), _negated=True), _connector='OR'), name='partner_names_someone', violation_error_message='Name a country, a group or an organisation.'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('initiative', 'role', 'country', 'group', 'organisation', 'as_said'), name='partner_once', nulls_distinct=False, violation_error_message='This participant already has that role.'),
        ),
        sql.from_file(__file__, '0003_said'),
    ]
