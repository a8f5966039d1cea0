"""Say in the search rows of organisations which of them are invented."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("core", "0025_definitions")]
    operations = [sql.from_file(__file__, "0026_sample_organisations")]
