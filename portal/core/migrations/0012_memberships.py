"""Invitations, requests to join, focal points; for whom a correction was sent."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0011_organisations'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='FocalPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, help_text='Empty for a function that changes hands.', max_length=150, verbose_name='name of the person')),
                ('function', models.CharField(help_text='For example: Head of international cooperation', max_length=200, verbose_name='function')),
                ('subject', models.CharField(blank=True, help_text='For example: training, study visits', max_length=200, verbose_name='to be asked about')),
                ('shown_to', models.CharField(choices=[('public', 'Everybody'), ('registered', 'People with an account'), ('staff', 'The portal’s curators only')], max_length=10, verbose_name='name and function are shown to')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, help_text='With the country’s code. For example: +254 20 000 0000', max_length=40, verbose_name='telephone')),
                ('contact_shown_to', models.CharField(choices=[('public', 'Everybody'), ('registered', 'People with an account'), ('staff', 'The portal’s curators only')], default='staff', max_length=10, verbose_name='e-mail address and telephone are shown to')),
                ('has_consent', models.BooleanField(default=False, help_text='To each of the two, as it is set above.', verbose_name='the person agreed to this')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
            ],
            options={
                'verbose_name': 'focal point',
                'verbose_name_plural': 'focal points',
                'ordering': ['function', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FocalPointEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(blank=True, help_text='Empty for a function that changes hands.', max_length=150, verbose_name='name of the person')),
                ('function', models.CharField(help_text='For example: Head of international cooperation', max_length=200, verbose_name='function')),
                ('subject', models.CharField(blank=True, help_text='For example: training, study visits', max_length=200, verbose_name='to be asked about')),
                ('shown_to', models.CharField(choices=[('public', 'Everybody'), ('registered', 'People with an account'), ('staff', 'The portal’s curators only')], max_length=10, verbose_name='name and function are shown to')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, help_text='With the country’s code. For example: +254 20 000 0000', max_length=40, verbose_name='telephone')),
                ('contact_shown_to', models.CharField(choices=[('public', 'Everybody'), ('registered', 'People with an account'), ('staff', 'The portal’s curators only')], default='staff', max_length=10, verbose_name='e-mail address and telephone are shown to')),
                ('has_consent', models.BooleanField(default=False, help_text='To each of the two, as it is set above.', verbose_name='the person agreed to this')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('mailbox', models.CharField(editable=False, max_length=254)),
                ('role', models.CharField(choices=[('admin', 'Administrator'), ('editor', 'Editor'), ('reader', 'Reader')], max_length=10, verbose_name='role')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='invited')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last sent')),
                ('expires_at', models.DateTimeField(verbose_name='open until')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('wants_no_more', models.BooleanField(default=False, verbose_name='wants no more invitations from it')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='InvitationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('mailbox', models.CharField(editable=False, max_length=254)),
                ('role', models.CharField(choices=[('admin', 'Administrator'), ('editor', 'Editor'), ('reader', 'Reader')], max_length=10, verbose_name='role')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='invited')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last sent')),
                ('expires_at', models.DateTimeField(verbose_name='open until')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('wants_no_more', models.BooleanField(default=False, verbose_name='wants no more invitations from it')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='asked')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
            ],
            options={
                'verbose_name': 'request to join',
                'verbose_name_plural': 'requests to join',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='JoinRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='asked')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='membership',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='membership',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='membership',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='correction',
            name='organisation',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='sent for'),
        ),
        migrations.AddField(
            model_name='correction',
            name='sent_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by'),
        ),
        migrations.AddField(
            model_name='membership',
            name='since',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='member since'),
        ),
        migrations.AddField(
            model_name='membershipevent',
            name='since',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='member since'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_membershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "user_id") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."since", NEW."user_id"); RETURN NULL;', hash='623161f0db8e43d01a3f2d398b94121c709464e5', operation='INSERT', pgid='pgtrigger_insert_insert_ec0e8', table='core_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_membershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "user_id") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."since", NEW."user_id"); RETURN NULL;', hash='ab28dc669be733d2e4708ed38c75197aa0b9992b', operation='UPDATE', pgid='pgtrigger_update_update_af665', table='core_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_membershipevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "user_id") VALUES (OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."user_id"); RETURN NULL;', hash='e3654b9c6cd6f52db8064d7ff89ed098b72fe5b3', operation='DELETE', pgid='pgtrigger_delete_delete_bf7cb', table='core_membership', when='AFTER')),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='country',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='focal_points', to='core.country', verbose_name='country'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='focal_points', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='updated_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by'),
        ),
        migrations.AddField(
            model_name='focalpointevent',
            name='country',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.country', verbose_name='country'),
        ),
        migrations.AddField(
            model_name='focalpointevent',
            name='organisation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='focalpointevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='focalpointevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.focalpoint'),
        ),
        migrations.AddField(
            model_name='focalpointevent',
            name='updated_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='updated by'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='answered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='answered_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='created_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='invitationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.invitation'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='joinrequestevent',
            name='decided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='joinrequestevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='joinrequestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='joinrequestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='core.joinrequest'),
        ),
        migrations.AddField(
            model_name='joinrequestevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('country__isnull', False), ('organisation__isnull', True)), models.Q(('country__isnull', True), ('organisation__isnull', False)), _connector='OR'), name='focalpoint_of_one', violation_error_message='Name either an organisation or a country.'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('shown_to__in', ['public', 'registered', 'staff']), ('contact_shown_to__in', ['public', 'registered', 'staff'])), name='focalpoint_audience_known'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact_shown_to__in', ['public', 'registered']), ('shown_to', 'staff'), _negated=True), models.Q(('contact_shown_to', 'public'), ('shown_to', 'registered'), _negated=True)), name='focalpoint_contact_not_wider', violation_error_message='The address cannot be shown to more people than the name is.'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('name', ''), ('phone', '')), ('shown_to', 'staff'), ('has_consent', True), _connector='OR'), name='focalpoint_shown_by_consent', violation_error_message='Show it to others only if the person agreed.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='focalpoint',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_focalpointevent" ("contact_shown_to", "country_id", "created_at", "email", "function", "has_consent", "id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shown_to", "subject", "updated_at", "updated_by_id") VALUES (NEW."contact_shown_to", NEW."country_id", NEW."created_at", NEW."email", NEW."function", NEW."has_consent", NEW."id", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."shown_to", NEW."subject", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='20487296058c5286bfe814230c3693ab80e3f8f1', operation='INSERT', pgid='pgtrigger_insert_insert_be13d', table='core_focalpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='focalpoint',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_focalpointevent" ("contact_shown_to", "country_id", "created_at", "email", "function", "has_consent", "id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shown_to", "subject", "updated_at", "updated_by_id") VALUES (NEW."contact_shown_to", NEW."country_id", NEW."created_at", NEW."email", NEW."function", NEW."has_consent", NEW."id", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."shown_to", NEW."subject", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='9687cfa8e44dd790d811eb87520bafd724ad60f5', operation='UPDATE', pgid='pgtrigger_update_update_6420d', table='core_focalpoint', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='focalpoint',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_focalpointevent" ("contact_shown_to", "country_id", "created_at", "email", "function", "has_consent", "id", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "shown_to", "subject", "updated_at", "updated_by_id") VALUES (OLD."contact_shown_to", OLD."country_id", OLD."created_at", OLD."email", OLD."function", OLD."has_consent", OLD."id", OLD."name", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."shown_to", OLD."subject", OLD."updated_at", OLD."updated_by_id"); RETURN NULL;', hash='fb468654b3a111d79353dc1b95965e55cb7787ac', operation='DELETE', pgid='pgtrigger_delete_delete_bb215', table='core_focalpoint', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('organisation', 'mailbox'), name='invitation_one_open'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'withdrawn'])), name='invitation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='invitation_answered_when'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'withdrawn']), _negated=True), ('answered_by__isnull', False), _connector='OR'), name='invitation_answered_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['admin', 'editor', 'reader'])), name='invitation_role_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_invitationevent" ("answered_at", "answered_by_id", "created_at", "created_by_id", "email", "expires_at", "id", "language", "mailbox", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at", "state", "wants_no_more") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."created_at", NEW."created_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."language", NEW."mailbox", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."sent_at", NEW."state", NEW."wants_no_more"); RETURN NULL;', hash='4a5397a9d1d4a8efac1a432eba234b2d5561d924', operation='INSERT', pgid='pgtrigger_insert_insert_2d88f', table='core_invitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."mailbox" IS DISTINCT FROM (NEW."mailbox") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."wants_no_more" IS DISTINCT FROM (NEW."wants_no_more"))', func='INSERT INTO "core_invitationevent" ("answered_at", "answered_by_id", "created_at", "created_by_id", "email", "expires_at", "id", "language", "mailbox", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at", "state", "wants_no_more") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."created_at", NEW."created_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."language", NEW."mailbox", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."sent_at", NEW."state", NEW."wants_no_more"); RETURN NULL;', hash='a725c5275d633553ef7aa5d7eb85b2eb8b082a16', operation='UPDATE', pgid='pgtrigger_update_update_04d90', table='core_invitation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='invitation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_invitationevent" ("answered_at", "answered_by_id", "created_at", "created_by_id", "email", "expires_at", "id", "language", "mailbox", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "sent_at", "state", "wants_no_more") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."created_at", OLD."created_by_id", OLD."email", OLD."expires_at", OLD."id", OLD."language", OLD."mailbox", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."sent_at", OLD."state", OLD."wants_no_more"); RETURN NULL;', hash='8790228c9dd44918976cd570a464ba153c8bbdd5', operation='DELETE', pgid='pgtrigger_delete_delete_b8970', table='core_invitation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('organisation', 'user'), name='joinrequest_one_open'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'withdrawn'])), name='joinrequest_state_known'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='joinrequest_decided_who_and_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joinrequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_joinrequestevent" ("created_at", "decided_at", "decided_by_id", "id", "message", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id") VALUES (NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."message", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."user_id"); RETURN NULL;', hash='d4dd8daa106caaaad616d4fab335218f3a3de4eb', operation='INSERT', pgid='pgtrigger_insert_insert_b5562', table='core_joinrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joinrequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "core_joinrequestevent" ("created_at", "decided_at", "decided_by_id", "id", "message", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id") VALUES (NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."message", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."user_id"); RETURN NULL;', hash='46013415fa5a9d312e6ad74024b259ef6b0560e2', operation='UPDATE', pgid='pgtrigger_update_update_8b6de', table='core_joinrequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joinrequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_joinrequestevent" ("created_at", "decided_at", "decided_by_id", "id", "message", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "user_id") VALUES (OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."message", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."user_id"); RETURN NULL;', hash='234ad23237263f9eb6c884acbb822a43c13b786e', operation='DELETE', pgid='pgtrigger_delete_delete_45001', table='core_joinrequest', when='AFTER')),
        ),
    ]
