"""Searches that somebody keeps and is mailed about."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0013_organisation_search")]
    operations = []
