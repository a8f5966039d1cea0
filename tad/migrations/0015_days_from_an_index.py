"""An index that holds all that a month of the calendar reads of the thousands of activities which may be on in it."""

from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [("tad", "0014_read_from_indexes")]
    operations = [
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["id"],
                include=["starts_on", "starts_precision", "ends_on", "ends_precision"],
                name="activity_days",
            ),
        ),
    ]
