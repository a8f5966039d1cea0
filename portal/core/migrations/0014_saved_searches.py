"""Searches that somebody keeps and is mailed about."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0013_organisation_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('mailbox', models.CharField(blank=True, editable=False, max_length=254)),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=[('en', 'English'), ('ar', 'العربية'), ('zh-hans', '中文'), ('fr', 'français'), ('pt', 'português'), ('ru', 'русский'), ('es', 'español')], max_length=10, verbose_name='language of the mails')),
                ('site', models.CharField(editable=False, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
                ('user', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriber', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'reader of saved searches',
                'verbose_name_plural': 'readers of saved searches',
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(editable=False, unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('room', models.CharField(max_length=40, verbose_name='list')),
                ('query', models.TextField(blank=True, verbose_name='filters')),
                ('period', models.CharField(choices=[('daily', 'Every day'), ('weekly', 'Every week, on Monday'), ('monthly', 'Every month, on the first'), ('never', 'No mails, only keep it')], default='weekly', max_length=10, verbose_name='mails')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='saved')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('told_until', models.DateTimeField(default=django.utils.timezone.now, verbose_name='looked through until')),
                ('told', models.PositiveIntegerField(default=0, verbose_name='records mailed')),
                ('told_at', models.DateTimeField(null=True, verbose_name='last mailed')),
                ('told_gone', models.TextField(blank=True, editable=False)),
                ('subscriber', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='searches', to='core.subscriber', verbose_name='reader')),
            ],
            options={
                'verbose_name': 'saved search',
                'verbose_name_plural': 'saved searches',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.CharField(max_length=40)),
                ('packed', models.BinaryField()),
                ('subscriber', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='core.subscriber')),
            ],
        ),
        migrations.AddConstraint(
            model_name='subscriber',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('mailbox', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('email', ''), _negated=True), models.Q(('mailbox', ''), _negated=True)), _connector='OR'), name='subscriber_account_or_mailbox'),
        ),
        migrations.AddConstraint(
            model_name='subscriber',
            constraint=models.UniqueConstraint(condition=models.Q(('mailbox', ''), _negated=True), fields=('mailbox',), name='subscriber_mailbox_once'),
        ),
        migrations.AddIndex(
            model_name='savedsearch',
            index=models.Index(condition=models.Q(('confirmed_at__isnull', False)), fields=['period', 'told_until'], name='savedsearch_due'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.CheckConstraint(condition=models.Q(('period__in', ['daily', 'weekly', 'monthly', 'never'])), name='savedsearch_period_known'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(models.F('subscriber'), models.F('room'), django.db.models.functions.text.MD5('query'), name='savedsearch_once'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(fields=('subscriber', 'room'), name='told_once'),
        ),
    ]
