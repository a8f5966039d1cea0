"""The SQL functions and triggers that derive the search rows of needs and offers."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("matchmaking", "0001_listings")]
    operations = [
        sql.from_file(__file__, "0002_told"),
        *(sql.from_file(__file__, "0002_index", listing=kind) for kind in ("need", "offer")),
    ]
