"""The flat form of an activity: one row, the layout of CSV and spreadsheet and of what may be imported again.

Several values in one cell are joined with "; "; the columns of one kind of line (funding, documents, sources) agree by
position. Imports read codes; the labels beside them follow the reader's language and are for people.
"""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from portal.core.exports.columns import DATE, Column, choice, each, joined, plain, term, terms, yes_or_no
from portal.core.exports.parties import all_participants


def _funding_kinds(key: str, record: dict) -> str:
    return joined(line["kind"][key] for line in record["funding"])


def _amounts(record: dict) -> str:
    return joined(None if line["amount"] is None else f"{line['amount']:.2f}" for line in record["funding"])


def _main_goal(record: dict) -> str:
    return next((goal["code"] for goal in record["goals"] if goal["is_main"]), "")


def _quantities(record: dict) -> str:
    return joined(f"{line['number']} {line['unit_label']} {line['what']}".strip() for line in record["quantities"])


def _evaluations(record: dict) -> str:
    return joined(f"{line['kind_label']}: {line['result']}" for line in record["evaluations"])


COLUMNS: list[Column] = [
    plain("ref", _("Reference, for ever: names the record when the file is imported again")),
    plain("url", _("Address of the record's page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    *choice("language", _("Language of the record's texts (ISO 639-1)")),
    *choice("kind", _("Kind of cooperation, as the rule or a curator judged it")),
    plain("kind_reason", _("Why it is of this kind")),
    yes_or_no("kind_overridden", _("Set by a curator instead of the rule: yes or no")),
    *choice("status", _("Whether it is planned, ongoing, completed or cancelled")),
    *term("modality", _("Form of the cooperation")),
    plain("modality_as_said", _("The same in the source's words")),
    *term("pillar", _("Pillar of development cooperation")),
    *choice("scope", _("Whether it is national, subregional, regional or interregional")),
    *choice("delivery", _("Whether it is held in person, online or both")),
    plain("starts_on", DATE, is_date=True),
    plain("ends_on", DATE, is_date=True),
    plain("date_note", _("What else is known about the date")),
    plain("place", _("Town or venue")),
    plain("audience", _("Whom it addresses")),
    *terms("topic", "topics", _("Fields of intellectual property")),
    *terms("goal", "goals", _("Sustainable Development Goals")),
    Column("main_goal_code", _("The one goal that matters most"), _main_goal),
    *terms("recommendation", "recommendations", _("Recommendations of the WIPO Development Agenda")),
    *terms("working_language", "working_languages", _("Languages people worked in (ISO 639-1)")),
    *all_participants(),
    plain("objective", _("Objective")),
    plain("description", _("What happened")),
    plain("expected_outcome", _("Expected outcome")),
    plain("outcome", _("Outcome")),
    plain("participants", _("Number of persons who took part")),
    plain("women", _("Women among them")),
    plain("men", _("Men among them")),
    plain("note", _("Note on the record: what is inferred, where sources differ")),
    Column("funding_codes", _("Kinds of funding, by code: a line for each payer"), partial(_funding_kinds, "code")),
    Column("funding", _("The same in words"), partial(_funding_kinds, "label")),
    Column("funding_organisations", _("Who paid, by slug"), each("funding", "funder")),
    Column("funding_amounts", _("How much"), _amounts),
    Column("funding_currencies", _("Currency of the amount or band (ISO 4217)"), each("funding", "currency")),
    Column("funding_bands", _("Where only the order of magnitude is known"), each("funding", "band")),
    Column("funding_in_kind", _("What was given instead of money"), each("funding", "in_kind")),
    Column("funding_as_said", _("The source's words about it"), each("funding", "as_said")),
    Column("quantities", _("What else was counted"), _quantities),
    Column("evaluations", _("What evaluations found"), _evaluations),
    Column("document_titles", _("Documents and links about it"), each("documents", "title")),
    Column("document_urls", _("Their addresses"), each("documents", "url")),
    Column("source_records", _("Records of a collection from which it was entered"), each("sources", "record")),
    plain("source", _("Where the record comes from")),
    plain("source_url", _("Address of the source")),
    plain("parent", _("Reference of the larger activity that it is part of")),
    plain("last_verified_on", _("Day on which somebody last checked the record"), is_date=True),
    plain("verify_due_on", _("Day by which it is to be checked again"), is_date=True),
    yes_or_no("is_sample", _("Invented, for trying the portal out: yes or no")),
    plain("state", _("State of the record; visitors see published ones only")),
    plain("published_at", _("When it was published (UTC)"), is_date=True),
    plain("updated_at", _("When it was last changed (UTC)"), is_date=True),
]  # fmt: skip
