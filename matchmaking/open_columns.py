"""The flat form of needs and offers: the layout of CSV and spreadsheet.

Several values in one cell are joined with "; "; codes and labels agree by position.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.core.exports.columns import DATE, Column, choice, plain, term, terms

HEAD = [
    plain("ref", _("Reference, for ever")),
    plain("url", _("Address of the record's page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    plain("language", _("Language of the record's texts (ISO 639-1)")),
    *choice("status", _("Open, expired, matched or closed, on the day on which this file was made")),
    plain("status_reason", _("Why it ended")),
    *term("owner", _("The organisation whose it is")),
    *terms("country", "countries", _("Countries that it is for")),
    *terms("group", "groups", _("Groups of countries that it is for")),
    *terms("region", "regions", _("Regions that it is for")),
    *terms("topic", "topics", _("Fields of intellectual property")),
    *terms("modality", "modalities", _("Modalities: what is to be done")),
    plain("modality_as_said", _("The same in its owner’s words")),
    *terms("match_type", "match_types", _("Which kind of match would serve")),
    *term("pillar", _("Pillar of development cooperation")),
    *terms("recommendation", "recommendations", _("Development Agenda recommendations")),
    *terms("goal", "goals", _("Sustainable Development Goals")),
    *terms("working_language", "working_languages", _("Languages in which one can work together")),
    plain("starts_on", DATE, is_date=True),
    plain("ends_on", DATE, is_date=True),
    plain("date_note", _("What else is known about the date")),
    plain("deadline", _("The day by which answers are wanted"), is_date=True),
    plain("expires_on", _("The last day on which it is open"), is_date=True),
    plain("description", _("Description")),
    plain("expected_result", _("Expected result")),
]
TAIL = [
    *choice("visibility", _("Who may see it; this file has what you may see")),
    plain("note", _("Note on the record: what is inferred, where sources differ")),
    plain("source", _("Where the record comes from")),
    plain("source_url", _("Address of the source")),
    plain("last_verified_on", _("Day on which somebody last checked the record"), is_date=True),
    plain("state", _("State of the record; visitors see published ones only")),
    plain("published_at", _("When it was published (UTC)"), is_date=True),
    plain("updated_at", _("When it was last changed (UTC)"), is_date=True),
]
NEED_COLUMNS: list[Column] = [*HEAD, plain("contribution", _("What its owner contributes")), *TAIL]
OFFER_COLUMNS: list[Column] = [
    *HEAD,
    *terms("condition", "conditions", _("Conditions")),
    plain("conditions_note", _("About the conditions")),
    plain("capacity", _("Capacity")),
    *TAIL,
]
