"""What keeps a match moving, and what became of it."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("matchmaking", "0004_matches")]

    operations = []
