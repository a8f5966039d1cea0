"""Say in the search rows of initiatives which of them are invented."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0008_roles")]
    operations = [sql.from_file(__file__, "0009_samples")]
