"""The flat form of initiatives and case studies: the layout of CSV and spreadsheet, and of what may be imported again.

Several values in one cell are joined with "; "; the columns of one kind of line (figures, documents) agree by position.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.core.exports.columns import DATE, Column, choice, each, joined, plain, terms, yes_or_no
from portal.core.exports.parties import all_participants


def _figures(record: dict) -> str:
    return joined(f"{line['figure']:.2f}".removesuffix(".00") for line in record["figures"])


HEAD = [
    plain("ref", _("Reference, for ever: names the record when the file is imported again")),
    plain("url", _("Address of the record's page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    plain("language", _("Language of the record's texts (ISO 639-1)")),
]
TAIL = [
    plain("sector_as_said", _("The sector in the source's words")),
    plain("note", _("Note on the record: what is inferred, where sources differ")),
    Column("document_titles", _("Documents and links about it"), each("documents", "title")),
    Column("document_urls", _("Their addresses"), each("documents", "url")),
    Column("source_records", _("Records of a collection from which it was entered"), each("sources", "record")),
    plain("source", _("Where the record comes from")),
    plain("source_url", _("Address of the source")),
    plain("last_verified_on", _("Day on which somebody last checked the record"), is_date=True),
    yes_or_no("is_sample", _("Invented, for trying the portal out: yes or no")),
    plain("state", _("State of the record; visitors see published ones only")),
    plain("updated_at", _("When it was last changed (UTC)"), is_date=True),
]
INITIATIVE_COLUMNS: list[Column] = [
    *HEAD,
    *choice("kind", _("Kind of cooperation, as the rule or a curator judged it")),
    plain("kind_reason", _("Why it is of this kind")),
    yes_or_no("kind_overridden", _("Set by a curator instead of the rule: yes or no")),
    *choice("status", _("Whether it is planned, ongoing, completed or suspended")),
    *choice("support", _("Whether WIPO supports it")),
    *choice("depth", _("Snapshot, or full story")),
    plain("partners_confirmed", _("How many partners confirmed the record")),
    plain("partners_asked", _("How many partners were asked to confirm it")),
    plain("starts_on", DATE, is_date=True),
    plain("ends_on", DATE, is_date=True),
    plain("date_note", _("What else is known about the date")),
    *all_participants(),
    *terms("topic", "topics", _("Fields of intellectual property")),
    *terms("instrument", "instruments", _("Instruments: by what means they work together")),
    plain("instrument_as_said", _("The same in the source's words")),
    *terms("modality", "modalities", _("Modalities: what is done")),
    plain("modality_as_said", _("The same in the source's words")),
    *terms("sector", "sectors", _("Sectors")),
    plain("challenge", _("What was to be solved")),
    plain("solution", _("What the partners did")),
    plain("exchange", _("How the exchange worked")),
    plain("results", _("Results")),
    plain("innovation", _("What was new")),
    plain("sustainability", _("What keeps it going")),
    plain("replicability", _("What others need to do the same")),
    plain("lessons", _("Lessons")),
    Column("figures", _("Results in figures: the numbers"), _figures),
    Column("figure_units", _("Their units"), each("figures", "unit")),
    Column("figure_meanings", _("What they count"), each("figures", "what")),
    plain("paid_by", _("Who paid, in the partners’ words")),
    plain("amount", _("Budget")),
    plain("currency", _("Currency of the budget (ISO 4217)")),
    *choice("band", _("Where only the order of magnitude is known")),
    yes_or_no("is_estimate", _("Whether the budget is an estimate: yes or no")),
    plain("in_kind", _("What was given instead of money")),
    *TAIL,
]
CASE_STUDY_COLUMNS: list[Column] = [
    *HEAD,
    *terms("country", "countries", _("Countries")),
    plain("year", _("Year in which what is told began")),
    plain("year_note", _("About the year")),
    *terms("topic", "topics", _("IP rights")),
    *terms("sector", "sectors", _("Sectors")),
    *terms("focus", "focuses", _("Focus: what intellectual property does here")),
    plain("story", _("Story")),
    plain("results", _("Results")),
    plain("lessons", _("Lessons")),
    *TAIL,
]
