"""That a profile is still correct, and who may claim it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roster", "0003_applications")]
    operations = []
