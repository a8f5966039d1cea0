"""How search rows of needs and offers are derived."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0001_listings")]
    operations = []
