"""Messages to consultants that show nobody's address."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0004_currency")]
    operations = []
