"""Say in the search rows of initiatives what each organisation did."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0006_named_countries")]
    operations = [sql.from_file(__file__, "0007_roles")]
