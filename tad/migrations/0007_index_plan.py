"""Plan the statement that derives search rows once a connection, not once a save."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0006_content_version")]
    operations = [sql.from_file(__file__, "0007_index_plan")]
