"""Keys with which programs use the API."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0019_meeting_papers'),
    ]

    operations = [
    ]
