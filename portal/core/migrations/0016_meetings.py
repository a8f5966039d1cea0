"""Meetings, their series and documents."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("core", "0015_pages")]

    operations = []
