"""Titles by their trigrams, for records that look alike."""

import django.contrib.postgres.indexes
from django.db import migrations

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [("tad", "0004_text_search")]
    operations = [
        migrations.AddIndex(
            model_name="activitysearch",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title_key"], name="activitysearch_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
