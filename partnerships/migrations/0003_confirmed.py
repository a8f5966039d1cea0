from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_index")]

    operations = []
