"""Documents stemmed by the record's language, and the words of public records; rows that exist are derived anew."""


from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("tad", "0003_activity_note"), ("core", "0004_text_search")]
    operations = [sql.from_file(__file__, "0004_text_search")]
