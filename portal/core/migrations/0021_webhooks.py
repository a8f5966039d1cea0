"""Addresses that are told of what is published, changed and withdrawn."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0020_api_keys'),
    ]

    operations = [
    ]
