"""Links that were looked after, and what was found."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [("core", "0016_meetings")]

    operations = []
