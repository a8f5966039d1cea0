"""Say what a term means in each language, as its name is: what was said so far was English."""

from django.db import migrations, models

from portal.core import migrating

VOCABULARIES = [
    *("CountryGroup", "Focus", "FundingKind", "Goal", "Instrument", "Language", "MeetingSeries", "Modality"),
    *("OrganisationType", "Pillar", "Recommendation", "Region", "Sector", "Topic"),
]


def by_language(table: str) -> migrations.RunSQL:
    """The way back keeps the English definition: the column that it goes to has one language."""
    return migrations.RunSQL(
        f"UPDATE {table} SET definitions = jsonb_build_object('en', definition) WHERE definition <> ''",
        f"UPDATE {table} SET definition = definitions ->> 'en' WHERE definitions ->> 'en' IS NOT NULL",
    )


class Migration(migrating.Migration):
    dependencies = [("core", "0024_sample_meetings")]

    operations = [
        *(
            migrations.AddField(name, "definitions", models.JSONField("definition", default=dict, blank=True))
            for name in VOCABULARIES
        ),
        *(by_language(f"core_{name.lower()}") for name in VOCABULARIES),
        *(migrations.RemoveField(name, "definition") for name in VOCABULARIES),
    ]
