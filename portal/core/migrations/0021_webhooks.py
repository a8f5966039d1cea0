"""Addresses that are told of what is published, changed and withdrawn."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0020_api_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('activities', 'Activities'), ('partnerships', 'Partnerships'), ('case-studies', 'Case studies'), ('needs', 'Needs'), ('offers', 'Offers'), ('meetings', 'Meetings'), ('organisations', 'Organisations')], max_length=20)),
                ('record_id', models.BigIntegerField()),
                ('ref', models.CharField(max_length=80)),
                ('happened_at', models.DateTimeField()),
                ('transaction', models.BigIntegerField()),
                ('was_public', models.BooleanField()),
                ('is_public', models.BooleanField()),
            ],
            options={
                'indexes': [models.Index(fields=['happened_at'], name='announcement_happened')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'record_id', 'transaction', 'happened_at'), name='announcement_once'), models.CheckConstraint(condition=models.Q(('was_public', True), ('is_public', True), _connector='OR'), name='announcement_of_public')],
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('activities', 'Activities'), ('partnerships', 'Partnerships'), ('case-studies', 'Case studies'), ('needs', 'Needs'), ('offers', 'Offers'), ('meetings', 'Meetings'), ('organisations', 'Organisations')], max_length=20), size=None, verbose_name='what it hears of')),
                ('state', models.CharField(choices=[('new', 'Waits for its ping to be answered'), ('active', 'Active'), ('paused', 'Paused'), ('failing', 'Switched off after days of failures'), ('gone', 'Switched off: the receiver answered 410'), ('blocked', 'Switched off by the curators')], default='new', editable=False, max_length=10, verbose_name='state')),
                ('site', models.CharField(editable=False, max_length=300)),
                ('secret', models.TextField(editable=False)),
                ('old_secret', models.TextField(blank=True, editable=False)),
                ('old_secret_until', models.DateTimeField(editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='registered')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='failing since')),
                ('rests_until', models.DateTimeField(editable=False, null=True, verbose_name='left alone until')),
                ('tried_at', models.DateTimeField(editable=False, null=True, verbose_name='last tried')),
                ('delivered_at', models.DateTimeField(editable=False, null=True, verbose_name='last delivered')),
                ('owner', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='attempts')),
                ('next_try_at', models.DateTimeField(null=True, verbose_name='next try')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='last tried')),
                ('delivered_at', models.DateTimeField(null=True, verbose_name='delivered')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='answer')),
                ('error', models.CharField(blank=True, db_default='', max_length=20, verbose_name='error')),
                ('announcement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='core.announcement')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='core.webhook')),
            ],
            options={
                'verbose_name': 'delivery to a webhook',
                'verbose_name_plural': 'deliveries to webhooks',
            },
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(fields=('owner', 'url'), name='webhook_once'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'active', 'paused', 'failing', 'gone', 'blocked'])), name='webhook_state_known'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('kinds__contained_by', ['activities', 'partnerships', 'case-studies', 'needs', 'offers', 'meetings', 'organisations']), models.Q(('kinds', []), _negated=True)), name='webhook_kinds_known'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_secret', ''), ('old_secret_until', None)), models.Q(models.Q(('old_secret', ''), _negated=True), models.Q(('old_secret_until', None), _negated=True)), _connector='OR'), name='webhook_old_secret_ends'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['webhook', 'next_try_at'], name='delivery_waiting'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('webhook', 'announcement'), name='delivery_once'),
        ),
        sql.from_file(__file__, "0021_webhooks"),
    ]
