"""What is written about an organisation that was merged names what it became."""

import pgtrigger.compiler
import pgtrigger.migrations

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0011_organisations'),
        ('tad', '0007_index_plan'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='074ffd40aa6df25ae57bbc02ae4ba1bea6f27e77', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_eaba8', table='tad_activity', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.funder_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.funder_id FOR KEY SHARE), NEW.funder_id);\n            RETURN NEW;\n        ', hash='06291a998df7fed117ea8b13b8f45347cbdbda43', operation='INSERT OR UPDATE OF "funder_id"', pgid='pgtrigger_follow_merged_e1a54', table='tad_funding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='af07a8bde9902315a0134c55a0e471019d3fec09', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_68c59', table='tad_participation', when='BEFORE')),
        ),
    ]
