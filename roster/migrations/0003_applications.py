"""How consultants come into the roster."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import portal.core.models.submitted
import uuid
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("roster", "0002_index")]

    operations = [
        migrations.CreateModel(
            name='Unwilling',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('token', models.CharField(default=portal.core.models.submitted.new_token, editable=False, max_length=40)),
                ('start_key', models.UUIDField(editable=False, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language of the form')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in this state since')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('asked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None, verbose_name='fields asked for')),
                ('data', models.JSONField(default=dict, editable=False, verbose_name='what was typed')),
                ('versions', models.JSONField(default=dict, editable=False)),
                ('name', models.CharField(blank=True, editable=False, max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, editable=False, max_length=254, verbose_name='e-mail address')),
                ('link_mailed_to', models.EmailField(blank=True, editable=False, max_length=254)),
                ('has_consent', models.BooleanField(default=False, editable=False, verbose_name='agrees to publication')),
                ('completeness', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='questions answered, per cent')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begun')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last saved')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='e-mail address confirmed')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                ('unanswered_since', models.DateTimeField(editable=False, null=True, verbose_name='message waits since')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('confirmed', 'Draft, e-mail address confirmed'), ('sent', 'Sent, e-mail address to be confirmed'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('accepted', 'Accepted'), ('rejected', 'Not accepted')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_answer', models.CharField(blank=True, choices=[('unclear', 'Some answers are not clear to us yet. Please look at the questions named here.'), ('assignments', 'Please say more of what you have done: where, when, and what came of it.'), ('interests', 'Please say for whom you work, and what could bear on your advice.'), ('cv', 'Please add your CV: only our curators read it.'), ('listing', 'To list you we need your consent to be listed: please give it in the last step.'), ('nationality', 'The roster is for people from developing countries and countries in transition.'), ('scope', 'We could not see experience in intellectual property, or in technical assistance.'), ('unproven', 'We could not confirm what you describe. With a reference, please apply again.'), ('known', 'The roster has your profile already.'), ('company', 'The roster lists people, not companies.')], editable=False, max_length=20, verbose_name='ready answer')),
                ('mailbox', models.CharField(blank=True, editable=False, max_length=254)),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='year of birth')),
                ('nationalities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, editable=False, size=None, verbose_name='nationalities')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None, verbose_name='topics')),
                ('consultant', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='application', to='roster.consultant', verbose_name='the profile made of it')),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='brought there by')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('ref', models.CharField(editable=False, max_length=20, verbose_name='reference')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language of the form')),
                ('state_reason', models.TextField(blank=True, editable=False, verbose_name='reason')),
                ('asked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, size=None, verbose_name='fields asked for')),
                ('has_consent', models.BooleanField(default=False, editable=False, verbose_name='agrees to publication')),
                ('completeness', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='questions answered, per cent')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begun')),
                ('email_confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='e-mail address confirmed')),
                ('submitted_at', models.DateTimeField(editable=False, null=True, verbose_name='sent')),
                ('decided_at', models.DateTimeField(editable=False, null=True, verbose_name='decided')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('confirmed', 'Draft, e-mail address confirmed'), ('sent', 'Sent, e-mail address to be confirmed'), ('in_review', 'In review'), ('changes_requested', 'Changes requested'), ('accepted', 'Accepted'), ('rejected', 'Not accepted')], default='draft', editable=False, max_length=20, verbose_name='state')),
                ('state_answer', models.CharField(blank=True, choices=[('unclear', 'Some answers are not clear to us yet. Please look at the questions named here.'), ('assignments', 'Please say more of what you have done: where, when, and what came of it.'), ('interests', 'Please say for whom you work, and what could bear on your advice.'), ('cv', 'Please add your CV: only our curators read it.'), ('listing', 'To list you we need your consent to be listed: please give it in the last step.'), ('nationality', 'The roster is for people from developing countries and countries in transition.'), ('scope', 'We could not see experience in intellectual property, or in technical assistance.'), ('unproven', 'We could not confirm what you describe. With a reference, please apply again.'), ('known', 'The roster has your profile already.'), ('company', 'The roster lists people, not companies.')], editable=False, max_length=20, verbose_name='ready answer')),
                ('consultant', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.consultant', verbose_name='the profile made of it')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.application')),
                ('state_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='brought there by')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='written')),
                ('answer', models.CharField(blank=True, choices=[('unclear', 'Some answers are not clear to us yet. Please look at the questions named here.'), ('assignments', 'Please say more of what you have done: where, when, and what came of it.'), ('interests', 'Please say for whom you work, and what could bear on your advice.'), ('cv', 'Please add your CV: only our curators read it.'), ('listing', 'To list you we need your consent to be listed: please give it in the last step.'), ('nationality', 'The roster is for people from developing countries and countries in transition.'), ('scope', 'We could not see experience in intellectual property, or in technical assistance.'), ('unproven', 'We could not confirm what you describe. With a reference, please apply again.'), ('known', 'The roster has your profile already.'), ('company', 'The roster lists people, not companies.')], max_length=20, verbose_name='ready answer')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='roster.application')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['created_at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=20)),
                ('tab', models.CharField(max_length=40)),
                ('values', models.JSONField()),
                ('kept_at', models.DateTimeField(auto_now=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_texts', to='roster.application')),
            ],
            options={
                'verbose_name': 'text from another window',
                'verbose_name_plural': 'texts from other windows',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CurriculumVitae',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument'), ('ods', 'OpenDocument'), ('odp', 'OpenDocument'), ('png', 'PNG'), ('jpg', 'JPEG'), ('webp', 'WebP'), ('txt', 'Text')], max_length=4, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('file', models.FileField(max_length=200, upload_to='cvs/%Y/%m/', verbose_name='file')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='roster.application')),
            ],
            options={
                'verbose_name': 'CV',
                'verbose_name_plural': 'CVs',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='topics')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language of the mail')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='nominated')),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('accepted', 'Said yes'), ('declined', 'Said no'), ('forgotten', 'Not answered, and forgotten')], default='open', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='nomination', to='roster.application', verbose_name='application')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='nominated by')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nominations', to='core.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'nomination',
                'verbose_name_plural': 'nominations',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NominationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language of the mail')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='nominated')),
                ('state', models.CharField(choices=[('open', 'Waits for an answer'), ('accepted', 'Said yes'), ('declined', 'Said no'), ('forgotten', 'Not answered, and forgotten')], default='open', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('application', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='roster.application', verbose_name='application')),
                ('created_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='nominated by')),
                ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='core.organisation', verbose_name='organisation')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='roster.nomination')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', 'state_since'], name='application_queue'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('unanswered_since__isnull', False)), fields=['unanswered_since'], name='application_to_answer'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['updated_at'], name='application_updated'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['mailbox'], name='application_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'confirmed']), ('submitted_at__isnull', False), _connector='OR'), name='application_beyond_draft_was_sent'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent']), ('email_confirmed_at__isnull', False), _connector='OR'), name='application_reviewed_is_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'confirmed', 'sent', 'in_review', 'changes_requested', 'accepted', 'rejected'])), name='application_state_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['changes_requested', 'rejected']), _negated=True), models.Q(('state_reason', ''), _negated=True), models.Q(('state_answer', ''), _negated=True), _connector='OR'), name='application_state_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('state__in', ['accepted', 'rejected'])), models.Q(models.Q(('state__in', ['accepted', 'rejected']), _negated=True), ('decided_at__isnull', True)), _connector='OR'), name='application_decided_is_stamped'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_applicationevent" ("asked", "completeness", "consultant_id", "created_at", "decided_at", "decided_by_id", "email_confirmed_at", "has_consent", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (NEW."asked", NEW."completeness", NEW."consultant_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."email_confirmed_at", NEW."has_consent", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ref", NEW."state", NEW."state_answer", NEW."state_by_id", NEW."state_reason", NEW."submitted_at"); RETURN NULL;', hash='cd1516d0d6d40c8b921787526f6f780a7d18c8c7', operation='INSERT', pgid='pgtrigger_insert_insert_78b95', table='roster_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."completeness" IS DISTINCT FROM (NEW."completeness") OR OLD."consultant_id" IS DISTINCT FROM (NEW."consultant_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."email_confirmed_at" IS DISTINCT FROM (NEW."email_confirmed_at") OR OLD."has_consent" IS DISTINCT FROM (NEW."has_consent") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_answer" IS DISTINCT FROM (NEW."state_answer") OR OLD."state_by_id" IS DISTINCT FROM (NEW."state_by_id") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at"))', func='INSERT INTO "roster_applicationevent" ("asked", "completeness", "consultant_id", "created_at", "decided_at", "decided_by_id", "email_confirmed_at", "has_consent", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (NEW."asked", NEW."completeness", NEW."consultant_id", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."email_confirmed_at", NEW."has_consent", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ref", NEW."state", NEW."state_answer", NEW."state_by_id", NEW."state_reason", NEW."submitted_at"); RETURN NULL;', hash='3e665fdbf16fc64498bc45efc1c4251abc071a6c', operation='UPDATE', pgid='pgtrigger_update_update_d3cb1', table='roster_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_applicationevent" ("asked", "completeness", "consultant_id", "created_at", "decided_at", "decided_by_id", "email_confirmed_at", "has_consent", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ref", "state", "state_answer", "state_by_id", "state_reason", "submitted_at") VALUES (OLD."asked", OLD."completeness", OLD."consultant_id", OLD."created_at", OLD."decided_at", OLD."decided_by_id", OLD."email_confirmed_at", OLD."has_consent", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ref", OLD."state", OLD."state_answer", OLD."state_by_id", OLD."state_reason", OLD."submitted_at"); RETURN NULL;', hash='aade27903e4d654816a6e9fceac4aec4b6814668', operation='DELETE', pgid='pgtrigger_delete_delete_f979d', table='roster_application', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='applicationmessage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='applicationmessage_says_something'),
        ),
        migrations.AddConstraint(
            model_name='applicationtext',
            constraint=models.UniqueConstraint(fields=('submission', 'step', 'tab'), name='applicationtext_once_a_window'),
        ),
        migrations.AddConstraint(
            model_name='curriculumvitae',
            constraint=models.UniqueConstraint(fields=('submission', 'digest'), name='curriculumvitae_once'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('digest',), name='nomination_one_open'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'forgotten'])), name='nomination_state_known'),
        ),
        migrations.AddConstraint(
            model_name='nomination',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False), ('email', ''), ('name', ''), ('topics', []), ('why', '')), _connector='OR'), name='nomination_answered_is_erased'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='dd20d31a4c9338beea0dc4bf8f478970307e49d5', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_afaa3', table='roster_nomination', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_nominationevent" ("answered_at", "application_id", "created_at", "created_by_id", "id", "language", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."answered_at", NEW."application_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;', hash='be152d66ea20c63f8f872051da4f4926f1e94dfa', operation='INSERT', pgid='pgtrigger_insert_insert_92358', table='roster_nomination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func='INSERT INTO "roster_nominationevent" ("answered_at", "application_id", "created_at", "created_by_id", "id", "language", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."answered_at", NEW."application_id", NEW."created_at", NEW."created_by_id", NEW."id", NEW."language", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;', hash='0e5ee77c339e6da2d704012cd8a582b994978bd7', operation='UPDATE', pgid='pgtrigger_update_update_f11e4', table='roster_nomination', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='nomination',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "roster_nominationevent" ("answered_at", "application_id", "created_at", "created_by_id", "id", "language", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."answered_at", OLD."application_id", OLD."created_at", OLD."created_by_id", OLD."id", OLD."language", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;', hash='1adac5d99ba024d356934eb2aa70bd9f6143fbc7', operation='DELETE', pgid='pgtrigger_delete_delete_f3a7d', table='roster_nomination', when='AFTER')),
        ),
    ]
