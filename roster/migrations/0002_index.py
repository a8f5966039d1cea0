"""What was released of a profile, and the SQL functions and triggers that derive search rows from it."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    # The view names public activities by their title.
    dependencies = [("roster", "0001_consultants"), ("tad", "0008_follow_merged")]
    operations = [sql.from_file(__file__, "0002_index")]
