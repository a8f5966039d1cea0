"""Say in the search rows of activities why one names no country that helps another one."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0012_samples")]
    operations = [sql.from_file(__file__, "0013_unpaired")]
