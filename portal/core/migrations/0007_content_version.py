"""Count every change of a record, also of what no list is found by: kept answers are compared with it."""

from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("core", "0006_imports")]
    operations = [
        # With a default in the database: functions of earlier migrations insert rows without naming the column.
        migrations.AddField("version", "content", models.BigIntegerField(default=0, db_default=0)),
        sql.from_file(__file__, "0007_content_version"),
    ]
