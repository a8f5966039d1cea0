"""What was released of a profile, and the SQL functions and triggers that derive search rows from it."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    # The view names public activities by their title.
    dependencies = [("roster", "0001_consultants"), ("tad", "0008_follow_merged")]
    operations = [sql.from_file(__file__, "0002_index")]
