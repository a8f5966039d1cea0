"""The SQL functions and triggers that derive an activity's search row."""

from django.db import migrations

from portal.core import sql


class Migration(migrations.Migration):
    dependencies = [("tad", "0001_initial")]
    operations = [sql.from_file(__file__, "0001_activity_index")]
