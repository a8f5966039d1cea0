from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tad", "0003_activity_note")]
    operations = []
