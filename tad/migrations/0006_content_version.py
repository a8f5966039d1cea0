"""Count the content version of activities with every change of theirs; find them by when they changed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0007_content_version'),
        ('tad', '0005_lookalikes'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['updated_at'], name='activity_updated'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='d84ce412025808bc3416449d4f03358f894b0643', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_5e07f', table='tad_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitygoal',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='d5f34147e449a09da37b96a092ca4f436b87699a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_b9793', table='tad_activitygoal', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitylanguage',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='7e714c65f20a093577349ebe2603f10f7aca5fe4', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_579aa', table='tad_activitylanguage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activityrecommendation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='952bfcd140a9f182f81f49ea1f804cd1b483118b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_90b55', table='tad_activityrecommendation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitytopic',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='3e6057fbc7f472ac13ada20c8954ac93ac864ac3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_e2e2b', table='tad_activitytopic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='0a7070fded4ed4ba203ee8a72d924a0d93fa821a', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_80ae2', table='tad_document', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='0c1bc17f05c622082e4249298eb15461e37e1c00', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_296f8', table='tad_evaluation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='733d84562b06a7d5f9dc6d3591a3a1a21584a7ac', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_91de0', table='tad_funding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='5bc7a6255fe5f8b0fcd5728304a02fd431ed25d3', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_76f4f', table='tad_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='quantity',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='51bb24bd5d3aca351294eeb354066d9875e82dc0', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_01e91', table='tad_quantity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='count_content_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM core_count_content('activity'); RETURN NULL;", hash='fe9311b8c0eb674ae09a6ba4fa0b0e16574ecfbd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_count_content_version_4a0e7', table='tad_source', when='AFTER')),
        ),
    ]
