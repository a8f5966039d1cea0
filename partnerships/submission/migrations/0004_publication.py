from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("submission", "0003_moderation")]

    operations = []
