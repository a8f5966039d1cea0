"""The vocabularies of the partnerships, and the SQL that the search rows of all rooms share."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0007_content_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='Focus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, verbose_name='labels')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('code', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='code')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered for new records')),
            ],
            options={
                'verbose_name': 'focus of a case study',
                'verbose_name_plural': 'focuses of case studies',
                'ordering': ['order', 'code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, verbose_name='labels')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('code', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='code')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered for new records')),
            ],
            options={
                'verbose_name': 'instrument of cooperation',
                'verbose_name_plural': 'instruments of cooperation',
                'ordering': ['order', 'code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('labels', models.JSONField(default=dict, verbose_name='labels')),
                ('edited', models.BooleanField(default=False, help_text='load_reference leaves this row as it is.', verbose_name='edited here')),
                ('code', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(-[a-z0-9]+)*$', 'Use small letters, digits and single hyphens.')], verbose_name='code')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered for new records')),
            ],
            options={
                'verbose_name': 'sector',
                'verbose_name_plural': 'sectors',
                'ordering': ['order', 'code'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='focus',
            trigger=pgtrigger.compiler.Trigger(name='count_reference_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_version('reference', NULL); RETURN NULL;", hash='d6f6a0d6d6cf0e6973e6382f13f99cd5f754ba8c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_reference_version_f37ef', table='core_focus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instrument',
            trigger=pgtrigger.compiler.Trigger(name='count_reference_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_version('reference', NULL); RETURN NULL;", hash='f9f2da5836a0da49fedc7d16c72283b91647c540', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_reference_version_faaa7', table='core_instrument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='count_reference_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_version('reference', NULL); RETURN NULL;", hash='f672cd30a45039db826a55cbe89ea388f4b043bd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_reference_version_30acc', table='core_sector', when='AFTER')),
        ),
        sql.from_file(__file__, "0008_rooms"),
    ]
