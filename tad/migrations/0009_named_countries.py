"""Find activities by the countries that they name, apart from those that only a group stands for, and by what is recorded."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0008_follow_merged")]
    operations = [sql.from_file(__file__, "0009_named_countries")]
