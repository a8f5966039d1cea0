"""What is written about an organisation that was merged names what it became."""

import pgtrigger.compiler
import pgtrigger.migrations

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0011_organisations'),
        ('partnerships', '0004_index_plan'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='f8178d7693ed87b31941457a7108ca6aadd2e0cc', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_9575c', table='partnerships_casestudy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='0e916f37d02e94a860f7d77ec470a1620a462bca', operation='INSERT OR UPDATE OF "owner_id"', pgid='pgtrigger_follow_merged_5c694', table='partnerships_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='e94847b4ae9e85c2299bcf84d64c45e57b7c1cff', operation='INSERT OR UPDATE OF "organisation_id"', pgid='pgtrigger_follow_merged_65909', table='partnerships_partner', when='BEFORE')),
        ),
    ]
