"""Say in the search rows of activities what is added up, how one takes part, and what each organisation did."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('tad', '0010_webhooks'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('state', 'published')), fields=['last_verified_on'], name='activity_verified'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['ends_on'], name='activity_ends'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('ends_on__isnull', True)), fields=['starts_on'], name='activity_starts'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM new_rows)); RETURN NULL;', hash='ef3aa41ddbd7e5dbbef889865286f8a32d6556c7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_62490', referencing='REFERENCING NEW TABLE AS new_rows ', table='tad_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM (SELECT activity_id FROM old_rows UNION ALL SELECT activity_id FROM new_rows) AS changed)); RETURN NULL;', hash='133842d87ad687e6ff39bd15fd8c8af8d5fe2f2b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_6c6f3', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='tad_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM old_rows)); RETURN NULL;', hash='f975d0dd4ab903a9b743481dd042247945b9ebe7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_d7499', referencing='REFERENCING OLD TABLE AS old_rows ', table='tad_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='search_row_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM new_rows)); RETURN NULL;', hash='ddd95eb7f5cb76ce651a712d31148e0e094fd67f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_search_row_insert_e8297', referencing='REFERENCING NEW TABLE AS new_rows ', table='tad_quantity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='search_row_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM (SELECT activity_id FROM old_rows UNION ALL SELECT activity_id FROM new_rows) AS changed)); RETURN NULL;', hash='e745e2dbf6c5f0905abe1572710cab2aa93089f4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_search_row_update_48a69', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='tad_quantity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='search_row_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM tad_activity_index((SELECT array_agg(DISTINCT activity_id) FROM old_rows)); RETURN NULL;', hash='5cfba8fcfccf0ef2a49f9920cc849ae03758295c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_search_row_delete_c503b', referencing='REFERENCING OLD TABLE AS old_rows ', table='tad_quantity', when='AFTER')),
        ),
        sql.from_file(__file__, "0011_sums"),
    ]
