import django.db.models.deletion
from portal.core import migrating
import portal.core.models.imports
from django.conf import settings
from django.db import migrations, models


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0005_prepared_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(max_length=40, verbose_name='what it holds')),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('file', models.FileField(upload_to=portal.core.models.imports.random_name, verbose_name='file as sent')),
                ('language', models.CharField(max_length=10, verbose_name='language of the messages')),
                ('state', models.CharField(choices=[('reading', 'Being read'), ('planned', 'Ready to look through'), ('refused', 'Cannot be read'), ('running', 'Being written'), ('done', 'Written')], default='reading', max_length=10, verbose_name='state')),
                ('publish', models.BooleanField(default=False, verbose_name='publish new records at once')),
                ('leave_out', models.BooleanField(default=False, verbose_name='leave out new records that look like another one')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='sent')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='last begun')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='written at')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='rows done')),
                ('figures', models.JSONField(default=dict, verbose_name='figures')),
                ('problems', models.JSONField(default=list, verbose_name='about the file')),
                ('fingerprint', models.CharField(blank=True, max_length=64, verbose_name='fingerprint of the plan')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                ('finished_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('outcome', models.CharField(choices=[('new', 'New'), ('changed', 'Changed'), ('unchanged', 'Unchanged'), ('error', 'Error')], max_length=10, verbose_name='outcome')),
                ('title', models.CharField(blank=True, max_length=400, verbose_name='title')),
                ('ref', models.CharField(blank=True, max_length=20, verbose_name='reference')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='record last changed')),
                ('changes', models.JSONField(default=list, verbose_name='changes')),
                ('problems', models.JSONField(default=list, verbose_name='problems')),
                ('lookalikes', models.JSONField(default=list, verbose_name='look-alikes')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='core.import')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of imports',
                'ordering': ['number'],
            },
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['reading', 'planned', 'refused', 'running', 'done'])), name='import_state_known'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('finished_by__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('finished_at__isnull', True), ('finished_by__isnull', True)), _connector='OR'), name='import_done_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('job', 'number'), name='importrow_once'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['new', 'changed', 'unchanged', 'error'])), name='importrow_outcome_known'),
        ),
    ]
