"""That a profile is still correct, and who may claim it."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0014_saved_searches'),
        ('roster', '0003_applications'),
        ('tad', '0008_follow_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from year')),
                ('to_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='to year')),
                ('was_verified', models.BooleanField(default=False, verbose_name='verified by a curator')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tad.activity', verbose_name='activity')),
                ('country', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'assignment of a former consultant',
                'verbose_name_plural': 'assignments of former consultants',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='sent to')),
                ('mailbox', models.CharField(editable=False, max_length=254)),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last sent')),
                ('expires_at', models.DateTimeField(verbose_name='open until')),
                ('state', models.CharField(choices=[('open', 'Open'), ('accepted', 'Claimed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='open', max_length=10, verbose_name='state')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='roster.consultant')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
            ],
            options={
                'verbose_name': 'claim of a profile',
                'verbose_name_plural': 'claims of profiles',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('consultant',), name='claim_one_open'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'accepted', 'declined', 'withdrawn'])), name='claim_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='claim_answered_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('answered_by__isnull', False), _connector='OR'), name='claim_accepted_by_whom')],
            },
        ),
        migrations.CreateModel(
            name='CurrencyCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('mails', models.PositiveSmallIntegerField(default=1, verbose_name='mails')),
                ('last_mail_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last mail')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='roster.consultant')),
            ],
            options={
                'verbose_name': 'question whether a profile is correct',
                'verbose_name_plural': 'questions whether profiles are correct',
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['last_mail_at'], name='currencycheck_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('consultant',), name='currencycheck_one_open'), models.CheckConstraint(condition=models.Q(('mails__gte', 1)), name='currencycheck_begins_with_a_mail')],
            },
        ),
    ]
