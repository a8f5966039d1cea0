"""Papers of meetings: agendas, programmes and reports kept here."""

from portal.core import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0018_page_search'),
    ]

    operations = [
    ]
