"""A paper of a meeting can be taken from view at once, with a reason."""

from portal.core import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("core", "0022_country_corrections"),
    ]
    operations = []
