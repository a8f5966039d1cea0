"""Messages to consultants that show nobody's address."""

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
        ('core', '0014_saved_searches'),
        ('roster', '0004_currency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AbuseReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('consultant', 'The consultant'), ('enquirer', 'Whoever asked')], max_length=10, verbose_name='reported by')),
                ('text', models.TextField(blank=True, verbose_name='what is wrong')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='reported')),
                ('state', models.CharField(choices=[('open', 'Open'), ('blocked', 'Mailbox blocked'), ('closed', 'Conversation closed'), ('dismissed', 'No abuse found')], default='open', max_length=10, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='in the curator’s words')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'report of abuse',
                'verbose_name_plural': 'reports of abuse',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='BlockedMailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('blocked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='blocked')),
                ('blocked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='blocked by')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='roster.abusereport', verbose_name='because of')),
            ],
            options={
                'verbose_name': 'blocked mailbox',
                'verbose_name_plural': 'blocked mailboxes',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('token', models.UUIDField(unique=True)),
                ('consultant_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('enquirer_key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('organisation_as_said', models.CharField(blank=True, max_length=250, verbose_name='asks for, in their own words')),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language')),
                ('from_day', models.DateField(null=True, verbose_name='from')),
                ('until_day', models.DateField(null=True, verbose_name='until')),
                ('state', models.CharField(choices=[('waiting', 'Address not confirmed'), ('open', 'Open'), ('declined', 'Declined'), ('closed', 'Closed')], max_length=10, verbose_name='state')),
                ('declined', models.CharField(blank=True, choices=[('busy', 'I have no time in this period.'), ('field', 'This is not my field.'), ('interests', 'It would conflict with interests that I have declared, or work I do.'), ('terms', 'I do not take up work of this kind.'), ('other', 'I would rather not take this up.')], max_length=10, verbose_name='why it was declined')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='reached the consultant')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='first answered')),
                ('last_written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last message')),
                ('forgotten_at', models.DateTimeField(null=True, verbose_name='words forgotten')),
                ('consultant', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='roster.consultant', verbose_name='consultant')),
                ('enquirer', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('mails', models.ManyToManyField(related_name='+', to='core.mail')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisation', verbose_name='asks for')),
                ('topic', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.topic', verbose_name='topic')),
            ],
            options={
                'verbose_name': 'conversation with a consultant',
                'verbose_name_plural': 'conversations with consultants',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddField(
            model_name='abusereport',
            name='conversation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='roster.conversation'),
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(unique=True)),
                ('side', models.CharField(choices=[('consultant', 'The consultant'), ('enquirer', 'Whoever asked')], max_length=10, verbose_name='written by')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='roster.conversation')),
            ],
            options={
                'verbose_name': 'message of a conversation',
                'verbose_name_plural': 'messages of a conversation',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('forgotten_at', None)), fields=['last_written_at'], name='conversation_to_forget'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(fields=['-created_at'], name='conversation_created'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'open', 'declined', 'closed'])), name='conversation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('confirmed_at__isnull', False)), _connector='OR'), name='conversation_confirmed_when'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), models.Q(('declined', ''), _negated=True)), models.Q(models.Q(('state', 'declined'), _negated=True), ('declined', '')), _connector='OR'), name='conversation_declined_why'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('enquirer', None), ('email', ''), _connector='OR'), name='conversation_address_of_the_account'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('forgotten_at', None), models.Q(('email', ''), models.Q(('state__in', ['waiting', 'open']), _negated=True)), _connector='OR'), name='conversation_forgotten_is_ended'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('from_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='conversation_from_before_until'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conversation',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='df8d0ab52c4d48dffea01287b502d141fb6e83dd', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_8f291', table='roster_conversation', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='abusereport',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['created_at'], name='abusereport_open'),
        ),
        migrations.AddConstraint(
            model_name='abusereport',
            constraint=models.UniqueConstraint(fields=('conversation', 'side'), name='abusereport_once'),
        ),
        migrations.AddConstraint(
            model_name='abusereport',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['consultant', 'enquirer'])), name='abusereport_side_known'),
        ),
        migrations.AddConstraint(
            model_name='abusereport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'blocked', 'closed', 'dismissed'])), name='abusereport_state_known'),
        ),
        migrations.AddConstraint(
            model_name='abusereport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='abusereport_decided_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['consultant', 'enquirer'])), name='message_side_known'),
        ),
    ]
