"""Indexes that hold all that figures read of money and of checks, so that neither table is read."""

from django.db import migrations, models

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [("tad", "0013_unpaired")]
    operations = [
        migrations.RemoveIndex(model_name="activity", name="activity_verified"),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["last_verified_on"],
                include=["id"],
                name="activity_verified",
                condition=models.Q(state="published"),
            ),
        ),
        migrations.AddIndex(
            model_name="funding",
            index=models.Index(
                fields=["kind", "currency", "activity"],
                include=["amount"],
                name="funding_stated",
                condition=models.Q(amount__isnull=False),
            ),
        ),
    ]
