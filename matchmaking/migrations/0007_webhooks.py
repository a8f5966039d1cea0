"""Webhooks hear of what is published, changed and withdrawn."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("matchmaking", "0006_counter_offers"), ("core", "0021_webhooks")]
    operations = [sql.from_file(__file__, "0007_webhooks", listing=kind) for kind in ("need", "offer")]
