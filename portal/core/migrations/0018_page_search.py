"""The texts under /about/ are found by their words."""

from portal.core import migrating, sql


class Migration(migrating.Migration):

    dependencies = [
        ('core', '0017_links'),
    ]

    operations = [
        sql.from_file(__file__, "0018_page_search"),
    ]
