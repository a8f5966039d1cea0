"""Full text in seven languages, and the words that help with typing."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from portal.core import migrating, sql


class Migration(migrating.Migration):
    dependencies = [("core", "0003_correspondence")]
    operations = [
        migrations.CreateModel(
            "SearchWord",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=30)),
                ("letters", models.TextField()),
                ("records", models.IntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["subject", "word"], name="searchword_once")],
                "indexes": [GinIndex(OpClass("letters", "gin_trgm_ops"), name="searchword_letters")],
            },
        ),
        sql.from_file(__file__, "0004_text_search"),
    ]
