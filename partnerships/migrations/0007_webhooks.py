"""Webhooks hear of what is published, changed and withdrawn."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0006_named_countries"), ("core", "0021_webhooks")]
    operations = [sql.from_file(__file__, "0007_webhooks")]
