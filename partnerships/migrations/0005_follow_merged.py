"""What is written about an organisation that was merged names what it became."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0011_organisations'),
        ('partnerships', '0004_index_plan'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='1aa25807fe2faf854bb5660db414044c53a76267', operation='INSERT OR UPDATE OF "owner"', pgid='pgtrigger_follow_merged_9575c', table='partnerships_casestudy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='initiative',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.owner_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.owner_id FOR KEY SHARE), NEW.owner_id);\n            RETURN NEW;\n        ', hash='685f4bbd9b1ae2771cbc993bc272e1b217619418', operation='INSERT OR UPDATE OF "owner"', pgid='pgtrigger_follow_merged_5c694', table='partnerships_initiative', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='follow_merged', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            NEW.organisation_id := coalesce((SELECT coalesce(merged_into_id, id) FROM core_organisation\n                WHERE id = NEW.organisation_id FOR KEY SHARE), NEW.organisation_id);\n            RETURN NEW;\n        ', hash='4cbd9c2f5abaaca3c7041ff0cb24f034d3f13ff2', operation='INSERT OR UPDATE OF "organisation"', pgid='pgtrigger_follow_merged_65909', table='partnerships_partner', when='BEFORE')),
        ),
    ]
