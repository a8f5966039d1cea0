"""Tell apart two changes that counted to the same version, the first of which was rolled back."""

from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.AddField("version", "transaction", models.BigIntegerField(default=0)),
        sql.from_file(__file__, "0002_version_transaction"),
    ]
