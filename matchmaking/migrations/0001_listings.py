"""Needs and offers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0006_desk")]
    operations = []
