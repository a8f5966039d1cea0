"""What is written about an organisation that was merged names what it became."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0011_organisations'),
        ('tad', '0007_index_plan'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='d7ec6e88f72ddb1734f3f4b42d4ebba6d92c8e9d', operation='INSERT OR UPDATE OF "owner"', pgid='pgtrigger_follow_merged_eaba8', table='tad_activity', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='funding',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.funder_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.funder_id FOR KEY SHARE), NEW.funder_id);\n            RETURN NEW;\n        ', hash='70dc14c3663bcd3dbfe84f9b1ededdf1e6b6b3bf', operation='INSERT OR UPDATE OF "funder"', pgid='pgtrigger_follow_merged_e1a54', table='tad_funding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='24a0b9524ecb8795ab36a5cb82cc70a7a2076a6b', operation='INSERT OR UPDATE OF "organisation"', pgid='pgtrigger_follow_merged_68c59', table='tad_participation', when='BEFORE')),
        ),
    ]
