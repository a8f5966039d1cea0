"""The one public representation of an activity: what JSON, API, CSV and spreadsheet say of it.

Public codes and references, never database ids; nothing that the activity's page would not show the same reader. What
is not recorded is an empty text, an empty list, or None where the value is no text. The fields are documented in
docs/open-data.md; ``COLUMNS`` (tad/open_columns.py) is their flat form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import orjson
from django.conf import settings
from django.db.models import OuterRef, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language, override

from portal.core import classification
from portal.core import reference as reference_memory
from portal.core.classification import Kind
from portal.core.models import FundingKind, Goal, Language, Modality, Pillar, Recommendation, Topic
from portal.core.reference import Reference
from portal.core.said import moment, partial_date
from portal.core.wording import Wording
from tad.models import Activity, Document, Evaluation, Funding, Quantity, Source
from tad.open_columns import COLUMNS

__all__ = ["COLUMNS", "records"]

BATCH = 1000  # records a query; some 5 MB of memory
ANY = "REF"  # stands for the reference in an address
KEPT_REASONS = 5000

# Everything in other tables as one text, which orjson reads ten times faster than a driver converts rows. Empty tables
# cost next to nothing.
RELATED = """json_build_array(
    (SELECT json_agg(json_build_array(role, country_id, group_id, organisation_id, as_said) ORDER BY "order", id)
        FROM tad_participation WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(topic_id, as_said) ORDER BY id)
        FROM tad_activitytopic WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(goal_id, is_main) ORDER BY id)
        FROM tad_activitygoal WHERE activity_id = tad_activity.id),
    (SELECT json_agg(recommendation_id) FROM tad_activityrecommendation WHERE activity_id = tad_activity.id),
    (SELECT json_agg(language_id) FROM tad_activitylanguage WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(kind_id, funder_id, amount, currency, band, is_estimate, in_kind, as_said)
        ORDER BY id) FROM tad_funding WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(unit, number, what) ORDER BY id)
        FROM tad_quantity WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(kind, date, indicator, baseline, target, result) ORDER BY date, id)
        FROM tad_evaluation WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(kind, title, url) ORDER BY id)
        FROM tad_document WHERE activity_id = tad_activity.id),
    (SELECT json_agg(json_build_array(record, citation, url, grade, title_as_said, symbol) ORDER BY record)
        FROM tad_source WHERE activity_id = tad_activity.id))::text"""

CHOICES = (
    Kind, Activity.Status, Activity.Scope, Activity.Delivery, Funding.Band, Quantity.Unit, Evaluation.Kind,
    Document.Kind, Source.Grade,
)  # fmt: skip
COPIED = ("date_note", "place", "audience")
STORY = ("objective", "description", "expected_outcome", "outcome", "participants", "women", "men", "note")
OWN = (
    "id", "ref", "title", "summary", "language_id", "kind", "kind_override", "kind_override_reason", "status",
    "modality_id", "pillar_id", "scope", "delivery", "starts_on", "starts_precision", "ends_on", "ends_precision",
    "modality_as_said", *COPIED, *STORY, "source", "source_url", "last_verified_on", "verify_due_on", "is_sample",
    "state", "published_at", "updated_at",
)  # fmt: skip


def records(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The activities with these ids, in this order, as far as the user may see them when their turn comes.

    A hundred thousand take no more memory than ``BATCH``. Labels are in the language that is active now, whenever the
    records are asked for. ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    return _streamed(user, iter(ids), reference, (base or settings.SITE_URL).rstrip("/"), get_language() or "en")


def _streamed(user, ids: Iterator[int], reference: Reference, base: str, language: str) -> Iterator[dict]:
    wording = ActivityWording(reference, base, language)
    size = BATCH // 10  # the reader sees a beginning soon
    while batch := list(islice(ids, size)):
        found = {row["id"]: row for row in rows_of(user, batch)}
        shown = [found[pk] for pk in batch if pk in found]
        try:
            written = wording.records(shown)
        except KeyError:  # a term that is younger than this copy of the vocabularies
            wording = ActivityWording(reference_memory.current().in_language(language), base, language)
            written = wording.records(shown)
        yield from written
        size = BATCH


def rows_of(user, ids: list[int]) -> Iterable[dict]:
    """One query. Who may see what is asked of the ids alone: sorting out doubles among whole rows would be slow."""
    visible = Activity.objects.visible_to(user)
    parents = visible.filter(pk=OuterRef("parent_id")).order_by().values("ref")[:1]
    return (
        Activity.objects.filter(pk__in=visible.filter(pk__in=ids).order_by().values("pk"))
        .order_by()
        .values(
            *OWN,
            grounds=Cast("kind_grounds", TextField()),
            parent_ref=Subquery(parents),
            related=RawSQL(RELATED, [], TextField()),  # noqa: S611 -- a constant
        )
    )


class ActivityWording(Wording):
    """Turns rows into records in one language. Labels are looked up once; the records share them."""

    def __init__(self, reference: Reference, base: str, language: str) -> None:
        self.language = language
        # Many records have the same grounds, and a list in words is made by the rules of the language.
        self.reason = lru_cache(maxsize=KEPT_REASONS)(self._reason)
        with override(language):
            super().__init__(reference, base)
            self.address = base + reverse("activities:detail", args=[ANY])
            self.languages = {term.code: term.label for term in reference[Language].by_id.values()}
            self.labels = {choices: reference.labels(choices) | {"": ""} for choices in CHOICES}

    def records(self, rows: Iterable[dict]) -> list[dict]:
        """The language is active for these rows only: between batches whoever reads may use another."""
        with override(self.language):
            return [self.record(row) for row in rows]

    def record(self, row: dict) -> dict:
        parties, topics, goals, recommendations, languages, *particulars = orjson.loads(row["related"])
        funding, quantities, evaluations, documents, sources = particulars
        return {
            "ref": row["ref"],
            "url": self.address.replace(ANY, row["ref"]),
            "title": row["title"],
            "summary": row["summary"],
            "language": row["language_id"],
            "language_label": self.languages[row["language_id"]],
            "kind": row["kind"],
            "kind_label": self.labels[Kind][row["kind"]],
            "kind_reason": row["kind_override_reason"] or self.reason(row["grounds"]),
            "kind_overridden": bool(row["kind_override"]),
            "status": row["status"],
            "status_label": self.labels[Activity.Status][row["status"]],
            "modality": self.term(Modality, row["modality_id"]),
            "modality_as_said": row["modality_as_said"],
            "pillar": self.term(Pillar, row["pillar_id"]),
            "scope": row["scope"],
            "scope_label": self.labels[Activity.Scope][row["scope"]],
            "delivery": row["delivery"],
            "delivery_label": self.labels[Activity.Delivery][row["delivery"]],
            "starts_on": partial_date(row["starts_on"], row["starts_precision"]),
            "ends_on": partial_date(row["ends_on"], row["ends_precision"]),
            **{name: row[name] for name in COPIED},
            "topics": [self.term(Topic, pk) | {"as_said": said} for pk, said in topics or ()],
            "goals": [
                self.term(Goal, pk) | {"is_main": is_main}
                for pk, is_main in sorted(goals or (), key=lambda goal: (not goal[1], self._place(Goal, goal[0])))
            ],
            "recommendations": self._in_order(Recommendation, recommendations),
            "working_languages": self._in_order(Language, languages),
            "participations": [self.party(*line) for line in parties or ()],
            **{name: row[name] for name in STORY},
            "funding": [self._fund(*line) for line in funding or ()],
            "quantities": [
                {"unit": unit, "unit_label": self.labels[Quantity.Unit][unit], "number": number, "what": what}
                for unit, number, what in quantities or ()
            ],
            "evaluations": [self._evaluation(*line) for line in evaluations or ()],
            "documents": [
                {"kind": kind, "kind_label": self.labels[Document.Kind][kind], "title": title, "url": url}
                for kind, title, url in documents or ()
            ],
            "sources": [self._source(*line) for line in sources or ()],
            "parent": row["parent_ref"],
            "source": row["source"],
            "source_url": row["source_url"],
            "last_verified_on": partial_date(row["last_verified_on"]),
            "verify_due_on": partial_date(row["verify_due_on"]),
            "is_sample": row["is_sample"],
            "state": row["state"],
            "published_at": moment(row["published_at"]),
            "updated_at": moment(row["updated_at"]),
        }

    def _in_order(self, vocabulary: type, ids: list[int] | None) -> list[dict]:
        return [self.term(vocabulary, pk) for pk in sorted(ids or (), key=lambda pk: self._place(vocabulary, pk))]

    def _place(self, vocabulary: type, pk: int) -> int:
        return self.reference[vocabulary].by_id[pk].order

    def _reason(self, grounds: str) -> str:
        return classification.in_words(orjson.loads(grounds), self.reference.name_of)

    def _fund(self, kind, funder, amount, currency, band, is_estimate, in_kind, said) -> dict:
        institution = self.reference.organisations[funder] if funder else None
        return {
            "kind": self.term(FundingKind, kind),
            "funder": institution.slug if institution else "",
            "funder_label": institution.name if institution else "",
            "amount": amount,
            "currency": currency,
            "band": band,
            "band_label": self.labels[Funding.Band][band],
            "is_estimate": is_estimate,
            "in_kind": in_kind,
            "as_said": said,
        }

    def _evaluation(self, kind, day, indicator, baseline, target, result) -> dict:
        return {
            "kind": kind, "kind_label": self.labels[Evaluation.Kind][kind], "date": day, "indicator": indicator,
            "baseline": baseline, "target": target, "result": result,
        }  # fmt: skip

    def _source(self, record, citation, url, grade, title, symbol) -> dict:
        return {
            "record": record, "citation": citation, "url": url, "grade": grade,
            "grade_label": self.labels[Source.Grade][grade], "title_as_said": title, "symbol": symbol,
        }  # fmt: skip
