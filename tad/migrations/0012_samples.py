"""Say in the search rows of activities which of them are invented."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0011_sums")]
    operations = [sql.from_file(__file__, "0012_samples")]
