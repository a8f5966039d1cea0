"""Interests and matches: from the first word to the result."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("matchmaking", "0003_suggestions")]

    operations = []
