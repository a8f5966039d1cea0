"""Find initiatives by the countries that they name, apart from those that only a group stands for."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0005_follow_merged")]
    operations = [sql.from_file(__file__, "0006_named_countries")]
