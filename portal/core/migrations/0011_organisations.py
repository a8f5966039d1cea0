"""An organisation is proposed, verified, rejected or merged into another; what is there already is verified."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0010_accounts'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='organisation',
            name='contact_url',
            field=models.URLField(blank=True, help_text='Where the public reaches it: no personal address.', max_length=500, verbose_name='contact page'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='decided_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decided'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='description',
            field=models.TextField(blank=True, verbose_name='what it does'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='language',
            field=models.ForeignKey(db_default='en', default='en', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.language', to_field='code', verbose_name='language of the text'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='core.organisation', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='proposed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='proposed'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='proposed_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='state',
            field=models.CharField(choices=[('pending', 'Proposed'), ('verified', 'Verified'), ('rejected', 'Rejected'), ('merged', 'Merged into another')], default='verified', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='state_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='updated_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='updated'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='contact_url',
            field=models.URLField(blank=True, help_text='Where the public reaches it: no personal address.', max_length=500, verbose_name='contact page'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='created_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='created'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='decided_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decided'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='decided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='description',
            field=models.TextField(blank=True, verbose_name='what it does'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='language',
            field=models.ForeignKey(db_constraint=False, db_default='en', default='en', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.language', to_field='code', verbose_name='language of the text'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='proposed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='proposed'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='proposed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='state',
            field=models.CharField(choices=[('pending', 'Proposed'), ('verified', 'Verified'), ('rejected', 'Rejected'), ('merged', 'Merged into another')], default='verified', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='state_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='reason'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(condition=models.Q(('state', 'pending')), fields=['proposed_at'], name='organisation_pending'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='NEW.updated_at = clock_timestamp(); RETURN NEW;', hash='c6493eb9f99805ac24f32faef3d3e6b50cae0eb8', operation='UPDATE', pgid='pgtrigger_stamp_update_3b068', table='core_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_organisationevent" ("acronym", "aliases", "contact_url", "country_id", "created_at", "decided_at", "decided_by_id", "description", "edited", "id", "is_sample", "language_id", "merged_into_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "slug", "source", "state", "state_reason", "type_id", "website") VALUES (NEW."acronym", NEW."aliases", NEW."contact_url", NEW."country_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."description", NEW."edited", NEW."id", NEW."is_sample", NEW."language_id", NEW."merged_into_id", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."slug", NEW."source", NEW."state", NEW."state_reason", NEW."type_id", NEW."website"); RETURN NULL;', hash='4526a469c3e7dbea48bbc3a33f4b01e67999ec7b', operation='INSERT', pgid='pgtrigger_insert_insert_1e9d1', table='core_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."contact_url" IS DISTINCT FROM (NEW."contact_url") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."edited" IS DISTINCT FROM (NEW."edited") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_sample" IS DISTINCT FROM (NEW."is_sample") OR OLD."language_id" IS DISTINCT FROM (NEW."language_id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."type_id" IS DISTINCT FROM (NEW."type_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "core_organisationevent" ("acronym", "aliases", "contact_url", "country_id", "created_at", "decided_at", "decided_by_id", "description", "edited", "id", "is_sample", "language_id", "merged_into_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "slug", "source", "state", "state_reason", "type_id", "website") VALUES (NEW."acronym", NEW."aliases", NEW."contact_url", NEW."country_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."description", NEW."edited", NEW."id", NEW."is_sample", NEW."language_id", NEW."merged_into_id", NEW."name", NEW."note", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."slug", NEW."source", NEW."state", NEW."state_reason", NEW."type_id", NEW."website"); RETURN NULL;', hash='070f99d5879460d91cf283381e67a5140da71632', operation='UPDATE', pgid='pgtrigger_update_update_1b882', table='core_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_organisationevent" ("acronym", "aliases", "contact_url", "country_id", "created_at", "decided_at", "decided_by_id", "description", "edited", "id", "is_sample", "language_id", "merged_into_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "slug", "source", "state", "state_reason", "type_id", "website") VALUES (OLD."acronym", OLD."aliases", OLD."contact_url", OLD."country_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."description", OLD."edited", OLD."id", OLD."is_sample", OLD."language_id", OLD."merged_into_id", OLD."name", OLD."note", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."slug", OLD."source", OLD."state", OLD."state_reason", OLD."type_id", OLD."website"); RETURN NULL;', hash='1ab4f2558b21a5dea316bc1f205f9f3bad7b2872', operation='DELETE', pgid='pgtrigger_delete_delete_8a59c', table='core_organisation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'verified', 'rejected', 'merged'])), name='organisation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='organisation_proposed_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='organisation_decided_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'pending'), _negated=True), models.Q(('decided_at__isnull', True), ('proposed_at__isnull', False)), _connector='OR'), name='organisation_pending_was_proposed'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['rejected', 'merged']), _negated=True), models.Q(models.Q(('state_reason', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='organisation_decision_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='organisation_merged_into_another'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='organisation_not_merged_into_itself'),
        ),
    ]
