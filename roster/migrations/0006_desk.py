"""What curators check: assignments, doubles, interests."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0005_relay")]
    operations = []
