"""Plan the statement that derives search rows once a connection, not once a save."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0003_confirmed")]
    operations = [sql.from_file(__file__, "0004_index_plan")]
