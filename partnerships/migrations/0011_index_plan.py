"""Plan the search rows of case studies once again, not for each question."""

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("partnerships", "0010_sample_case_studies")]
    operations = [sql.from_file(__file__, "0011_index_plan")]
