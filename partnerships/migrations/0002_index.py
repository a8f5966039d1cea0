"""The SQL functions and triggers that derive the search rows of initiatives and case studies."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0001_initial")]
    operations = [sql.from_file(__file__, "0002_index")]
