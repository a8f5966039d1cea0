"""Say in the search rows of case studies which of them are invented."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0009_samples")]
    operations = [sql.from_file(__file__, "0010_sample_case_studies")]
