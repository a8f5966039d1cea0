"""Consultants, what they can do, and what of it they released."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0014_saved_searches")]
    operations = []
