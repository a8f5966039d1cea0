from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0009_curator_remits")]

    operations = []
