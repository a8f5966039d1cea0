"""The SQL functions and triggers that derive an activity's search row."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0001_initial")]
    operations = [sql.from_file(__file__, "0001_activity_index")]
