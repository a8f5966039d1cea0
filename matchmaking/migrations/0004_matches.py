"""Interests and matches."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0003_suggestions")]
    operations = []
