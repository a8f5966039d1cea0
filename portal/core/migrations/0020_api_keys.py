"""Keys with which programs use the API."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0019_meeting_papers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('start', models.CharField(max_length=12, verbose_name='begins with')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('read', 'Read what everybody may read'), ('read:own', 'Read what you may read, also your drafts and those of your organisations'), ('webhooks', 'Manage your webhooks')], max_length=20), size=None, verbose_name='may')),
                ('site', models.CharField(editable=False, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('expires_at', models.DateTimeField(verbose_name='expires')),
                ('last_used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_keys', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'key for programs',
                'verbose_name_plural': 'keys for programs',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'read:own', 'webhooks']), models.Q(('scopes', []), _negated=True)), name='apikey_scopes_known'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at')), ('expires_at__lte', models.F('created_at') + datetime.timedelta(days=366))), name='apikey_expires_within_a_year')],
            },
        ),
    ]
