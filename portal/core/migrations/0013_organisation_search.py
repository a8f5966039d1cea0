"""The search rows of organisations, and the SQL that derives them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0012_memberships'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganisationSearch',
            fields=[
                ('sort_date', models.DateField(null=True)),
                ('title_key', models.CharField(max_length=400)),
                ('added_at', models.DateTimeField(null=True)),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('document', django.contrib.postgres.search.SearchVectorField()),
                ('organisation', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search', serialize=False, to='core.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        sql.from_file(__file__, "0013_organisation_search"),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_organisation_index((SELECT array_agg(DISTINCT id) FROM new_rows)); RETURN NULL;', hash='811bc49fa6cdfadab2549aaee5a7a1550b9292a5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_6697e', referencing='REFERENCING NEW TABLE AS new_rows ', table='core_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_organisation_index((SELECT array_agg(DISTINCT id) FROM (SELECT id FROM old_rows UNION ALL SELECT id FROM new_rows) AS changed)); RETURN NULL;', hash='0cf2fff02f11acf9469820968761eae07379aaaa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_8dc86', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='core_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM core_organisation_index((SELECT array_agg(DISTINCT id) FROM old_rows)); RETURN NULL;', hash='6d8ff84e2f234be7a12b99815ddd780e79acf888', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_0cefb', referencing='REFERENCING OLD TABLE AS old_rows ', table='core_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('organisation'); RETURN NULL;", hash='4a6583bb450054a41f0b199a10798839c4207e37', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_0970a', table='core_organisation', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['codes'], name='organisationsearch_codes'),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], name='organisationsearch_document'),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=models.Index(fields=['title_key'], name='organisationsearch_title'),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_key'], name='organisationsearch_alike', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=models.Index(models.OrderBy(models.F('sort_date'), descending=True, nulls_last=True), name='organisationsearch_date'),
        ),
        migrations.AddIndex(
            model_name='organisationsearch',
            index=models.Index(fields=['added_at'], name='organisationsearch_added'),
        ),
    ]
