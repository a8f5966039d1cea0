"""Initiatives and case studies as cards: one query for a page of them, labels from memory."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.models import CaseStudy, Initiative
from partnerships.models.initiative import Depth
from portal.core.card import Card
from portal.core.card_rows import ANY, parties_array, tags_array
from portal.core.classification import PROVIDING, Kind, Role
from portal.core.dates import span_text
from portal.core.facets import Facet, code
from portal.core.models import Instrument, Sector, State, Topic
from portal.core.naming import Name, direction, name_of, via_group
from portal.core.reference import Reference
from portal.core.templatetags.rows import NO_SIDES, ONE_ANOTHER

SHOWN_PARTNERS = 8
FULL = code(Facet.DEPTH, Depth.values.index(Depth.FULL) + 1)


def initiative_cards(user, ids: list[int], reference: Reference, *, countries: Iterable[str] = ()) -> list[Card]:
    """The cards of these initiatives in this order, as far as the user may see them. Of ``countries`` that the reader
    asked for a card says when it is found only as a member of a group."""
    table = "partnerships_initiative"
    rows = Initiative.objects.visible_to(user).filter(pk__in=ids).order_by().values(
        "id", "ref", "title", "summary", "kind", "starts_on", "starts_precision", "ends_on", "ends_precision", "status",
        "state", "is_sample", "language_id", "partners_asked", "partners_confirmed", "search__codes",
        parties=parties_array("partnerships_partner", "initiative_id", table),
        topic_ids=tags_array("partnerships_initiativetopic", "initiative_id", table, "topic_id"),
        instrument_ids=tags_array("partnerships_initiativeinstrument", "initiative_id", table, "instrument_id"),
    )  # fmt: skip
    address, asked = reverse("partnerships:detail", args=[ANY]), list(countries)
    return [_initiative(row, reference, address, asked) for row in _in_order(rows, ids)]


def case_study_cards(user, ids: list[int], reference: Reference) -> list[Card]:
    table = "partnerships_casestudy"
    rows = CaseStudy.objects.visible_to(user).filter(pk__in=ids).order_by().values(
        "id", "ref", "title", "summary", "year", "state", "is_sample", "language_id",
        country_ids=tags_array("partnerships_casestudycountry", "case_study_id", table, "country_id"),
        topic_ids=tags_array("partnerships_casestudytopic", "case_study_id", table, "topic_id"),
        sector_ids=tags_array("partnerships_casestudysector", "case_study_id", table, "sector_id"),
    )  # fmt: skip
    address = reverse("case_studies:detail", args=[ANY])
    return [_case_study(row, reference, address) for row in _in_order(rows, ids)]


def _in_order(rows: Iterable[dict], ids: list[int]) -> list[dict]:
    found = {row["id"]: row for row in rows}
    return [found[pk] for pk in ids if pk in found]


def _initiative(row: dict, reference: Reference, address: str, asked: list[str]) -> Card:
    sides = [party for party in row["parties"] if party["role"] in {*PROVIDING, Role.BENEFICIARY}]
    providers = [name_of(party, reference) for party in sides if party["role"] != Role.BENEFICIARY]
    beneficiaries = [name_of(party, reference) for party in sides if party["role"] == Role.BENEFICIARY]
    mutual = is_mutual(sides)
    counted = providers if mutual else beneficiaries
    status = "" if row["status"] == Initiative.Status.UNKNOWN else reference.labels(Initiative.Status)[row["status"]]
    return _common(row, reference, address) | Card(
        kind=row["kind"],
        kind_label=reference.labels(Kind)[row["kind"]],
        modality=" · ".join(_labels(reference, Instrument, row["instrument_ids"])),
        dates=span_text(row["starts_on"], row["ends_on"], row["starts_precision"], row["ends_precision"]),
        status=row["status"],
        status_label=status,
        sides=ONE_ANOTHER if mutual else "",
        providers=providers[:SHOWN_PARTNERS] if mutual else providers,
        beneficiaries=beneficiaries[:SHOWN_PARTNERS],
        more_beneficiaries=max(0, len(counted) - SHOWN_PARTNERS),
        via_group=via_group(sides, asked, row["starts_on"] or row["ends_on"], reference) if asked else "",
        marks=[*_depth(row["search__codes"]), *_confirmed(row)],
    )


def is_mutual(sides: list[dict]) -> bool:
    """Do the same partners give and receive? Then naming them twice says nothing."""
    who, whom = set(), set()
    for party in sides:
        side = whom if party["role"] == Role.BENEFICIARY else who
        side.add((party["country"], party["group"], party["organisation"], party["said"]))
    return bool(who) and who == whom


def _depth(codes: list[int]) -> list[str]:
    """Said where there is more to read than a snapshot; the index has judged (partnerships/sql/)."""
    return [str(Depth.FULL.label)] if FULL in codes else []


def _confirmed(row: dict) -> list[str]:
    text = confirmed_text(row["partners_confirmed"], row["partners_asked"])
    return [text] if text else []


def confirmed_text(confirmed: int, asked: int) -> str:
    if not confirmed:
        return ""
    return _("Confirmed by %(confirmed)d of %(asked)d partners") % {"confirmed": confirmed, "asked": asked}


def _case_study(row: dict, reference: Reference, address: str) -> Card:
    return _common(row, reference, address) | Card(
        kind="",
        kind_label="",
        modality=" · ".join(_labels(reference, Sector, row["sector_ids"])),
        dates=str(row["year"] or ""),
        status="",
        status_label="",
        sides=NO_SIDES,
        providers=[Name(reference.countries[iso2].label, iso2) for iso2 in row["country_ids"]],
        beneficiaries=[],
        more_beneficiaries=0,
        via_group="",
        marks=[],
    )


def _common(row: dict, reference: Reference, address: str) -> dict:
    return {
        "id": row["id"],
        "ref": row["ref"],
        "url": address.replace(ANY, row["ref"]),
        "title": row["title"],
        "summary": row["summary"],
        "place": "",
        "state_label": "" if row["state"] == State.PUBLISHED else reference.labels(State)[row["state"]],
        "is_sample": row["is_sample"],
        "language": row["language_id"],
        "dir": direction(row["language_id"]),
        "topics": _labels(reference, Topic, row["topic_ids"]),
    }


def _labels(reference: Reference, vocabulary: type, ids: list[int]) -> list[str]:
    """Without "other", which says nothing where there is no heading above it."""
    terms = (reference[vocabulary].by_id[pk] for pk in ids)
    return [term.label for term in terms if term.code != "other"]
