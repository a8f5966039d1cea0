"""Say in the search rows of meetings which of them are invented."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("core", "0023_withheld_papers")]
    operations = [sql.from_file(__file__, "0024_sample_meetings")]
