"""Suggestions that somebody set aside, and what was mailed of them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0002_index")]
    operations = []
