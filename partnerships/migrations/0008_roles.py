"""Say in the search rows of initiatives what each organisation did."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0007_webhooks")]
    operations = [sql.from_file(__file__, "0008_roles")]
