"""Plan the statement that derives search rows once a connection, not once a save."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_confirmed")]
    operations = [sql.from_file(__file__, "0004_index_plan")]
