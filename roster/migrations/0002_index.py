"""How search rows of consultants are derived."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_consultants")]
    operations = []
