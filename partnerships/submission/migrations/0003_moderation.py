from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("submission", "0002_link_mailed")]

    operations = []
