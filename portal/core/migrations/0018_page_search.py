"""The texts under /about/ are found by their words."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0017_links'),
    ]

    operations = [
    ]
