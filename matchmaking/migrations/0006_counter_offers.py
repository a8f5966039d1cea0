"""An interest may name what is offered in return."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('matchmaking', '0005_following'),
    ]

    operations = [
    ]
