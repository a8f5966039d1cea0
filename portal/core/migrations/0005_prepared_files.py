"""Large files that are written in the background."""

import django.db.models.deletion
from portal.core import migrating
import portal.core.models.prepared_file
from django.conf import settings
from django.db import migrations, models


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0004_text_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='PreparedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=portal.core.models.prepared_file.new_token, editable=False, max_length=40, unique=True, verbose_name='token')),
                ('export', models.CharField(max_length=120, verbose_name='export')),
                ('base', models.CharField(max_length=300, verbose_name='beginning of addresses')),
                ('path', models.CharField(max_length=300, verbose_name='page')),
                ('querystring', models.TextField(blank=True, verbose_name='conditions')),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('asked', models.CharField(editable=False, max_length=32)),
                ('stamp', models.CharField(editable=False, max_length=32)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Being prepared'), ('ready', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=10, verbose_name='state')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='records')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='records written')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('file', models.FileField(blank=True, upload_to='exports', verbose_name='file')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='name of the file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='asked for')),
                ('seen_alive_at', models.DateTimeField(blank=True, null=True, verbose_name='last sign of life')),
                ('expires_at', models.DateTimeField(verbose_name='kept until')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
            ],
            options={
                'verbose_name': 'prepared file',
                'verbose_name_plural': 'prepared files',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['expires_at'], name='preparedfile_expires')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'working', 'ready', 'failed'])), name='preparedfile_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('file', ''), _negated=True), _connector='OR'), name='preparedfile_ready_has_file'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'working'])), fields=('asked',), name='preparedfile_runs_once')],
            },
        ),
    ]
