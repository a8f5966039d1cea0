"""An activity as IATI 2.03 says it, with the codes of the standard's own lists.

Nothing is made up for it: no shares of countries, no amounts that are not stated, no purpose code of the OECD, whose
list has none for intellectual property; our topics stand as a vocabulary of the reporting organisation. Only what is
published and real is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from mimetypes import guess_type
from xml.etree.ElementTree import Element

from portal.core.classification import Kind, Role
from portal.core.exports.columns import first_day, last_day
from portal.core.exports.iati_file import LANG, Publisher, add, narrate
from portal.core.exports.parties import name_of
from portal.core.models import State
from tad.models import Activity

OWN_VOCABULARY = "99"  # of the reporting organisation; vocabulary-uri says which
SDG_GOALS = "2"
GOVERNMENT = "10"
STATUS = {
    Activity.Status.PLANNED: "1", Activity.Status.ONGOING: "2", Activity.Status.COMPLETED: "4",
    Activity.Status.CANCELLED: "5",
}  # fmt: skip
# Planned start, actual start, planned end, actual end.
STARTS = {Activity.Status.PLANNED: "1", Activity.Status.CANCELLED: "1"}
ENDS = {Activity.Status.COMPLETED: "4"}
ACTUAL_START, PLANNED_END = "2", "3"
ROLES = {  # 1 funding, 2 accountable, 3 extending, 4 implementing; who benefits is no participating organisation
    Role.FUNDER: "1", Role.ORGANISER: "2", Role.FACILITATOR: "3", Role.PROVIDER: "4", Role.SECOND_PROVIDER: "4",
    Role.HOST: "4", Role.EXPERT_SENDER: "4",
}  # fmt: skip
SCOPES = {
    Activity.Scope.INTERREGIONAL: "1", Activity.Scope.REGIONAL: "2", Activity.Scope.SUBREGIONAL: "3",
    Activity.Scope.NATIONAL: "4",
}  # fmt: skip
# Bilateral; bilateral, triangular; multilateral outflows. National and unclassified ones are none of them.
COLLABORATION = {Kind.SOUTH_SOUTH: "1", Kind.NORTH_SOUTH: "1", Kind.TRIANGULAR: "8", Kind.MULTILATERAL: "4"}
SCHOLARSHIPS, TECHNICAL_ASSISTANCE = "E01", "D02"
AID = {"fellowship": SCHOLARSHIPS, "equipment": "", "joint-project": "", "": ""}
WEB_PAGE = "A12"
LONGEST_BUDGET = 366  # days that the standard allows


def iati(record: dict, publisher: Publisher) -> Element | None:
    """None for what cannot be reported: a sample, a draft, an activity without any date or anybody who takes part."""
    if record["is_sample"] or record["state"] != State.PUBLISHED:
        return None
    parties = dict.fromkeys(_parties(record))
    if not parties or not (record["starts_on"] or record["ends_on"]):
        return None
    activity = Element("iati-activity", {
        LANG: record["language"], "last-updated-datetime": record["updated_at"], "linked-data-uri": record["url"],
    })  # fmt: skip
    add(activity, "iati-identifier").text = publisher.identifier(record["ref"])
    reporting = add(activity, "reporting-org", ref=publisher.ref, type=publisher.type, secondary_reporter="1")
    narrate(reporting, publisher.name, publisher.language)
    narrate(add(activity, "title"), record["title"])
    _descriptions(activity, record)
    for role, type, name in parties:
        narrate(add(activity, "participating-org", role=role, type=type), name, publisher.language)
    add(activity, "activity-status", code=STATUS[record["status"]])
    _dates(activity, record)
    if record["scope"]:
        add(activity, "activity-scope", code=SCOPES[record["scope"]])
    _recipients(activity, record, publisher.language)
    if record["place"]:
        narrate(add(add(activity, "location"), "name"), record["place"])
    _subjects(activity, record, publisher.language)
    if record["kind"] in COLLABORATION:
        add(activity, "collaboration-type", code=COLLABORATION[record["kind"]])
    if aid := AID.get((record["modality"] or {"code": ""})["code"], TECHNICAL_ASSISTANCE):
        add(activity, "default-aid-type", code=aid)
    _budgets(activity, record)
    for url, title in _links(record).items():
        link = add(activity, "document-link", format=guess_type(url)[0] or "text/html", url=url)
        narrate(add(link, "title"), title)
        add(link, "category", code=WEB_PAGE)
    if record["parent"]:
        add(activity, "related-activity", ref=publisher.identifier(record["parent"]), type="1")
    return activity


def _descriptions(activity: Element, record: dict) -> None:
    """General, objectives, target groups, other; the standard wants one at least."""
    told = [("2", "objective"), ("3", "audience"), ("4", "expected_outcome"), ("4", "outcome")]
    general = record["description"] or record["summary"] or record["title"]
    for type, text in [("1", general), *((type, record[name]) for type, name in told)]:
        if text.strip():
            narrate(add(activity, "description", type=type), text)


def _parties(record: dict) -> Iterator[tuple[str, str, str]]:
    """(role, type of organisation or "", name). A country stands for its government."""
    for line in record["participations"]:
        is_country = line["country"] and not line["organisation"]
        if line["role"] in ROLES and (name := name_of(line)):
            yield ROLES[line["role"]], GOVERNMENT if is_country else "", name
    for line in record["funding"]:
        if line["funder_label"]:
            yield ROLES[Role.FUNDER], "", line["funder_label"]


def _dates(activity: Element, record: dict) -> None:
    """Whole days, as the standard wants them; what is known less exactly says so."""
    starts, ends = record["starts_on"], record["ends_on"]
    status = record["status"]
    if starts:
        _date(activity, STARTS.get(status, ACTUAL_START), first_day(starts).isoformat(), starts)
    if ends:
        _date(activity, ENDS.get(status, PLANNED_END), last_day(ends).isoformat(), ends)


def _date(activity: Element, type: str, day: str, known: str) -> None:
    element = add(activity, "activity-date", type=type, iso_date=day)
    if known != day:
        narrate(element, known)


def _recipients(activity: Element, record: dict, language: str) -> None:
    lines = [line for line in record["participations"] if line["role"] == Role.BENEFICIARY]
    for code, name in dict.fromkeys((line["country"], line["country_label"]) for line in lines if line["country"]):
        narrate(add(activity, "recipient-country", code=code), name, language)
    groups = ((line["group"], line["group_label"], line["url"]) for line in lines if line["group"])
    for code, name, url in dict.fromkeys(groups):
        region = add(activity, "recipient-region", code=code, vocabulary=OWN_VOCABULARY, vocabulary_uri=_list_of(url))
        narrate(region, name, language)


def _subjects(activity: Element, record: dict, language: str) -> None:
    for topic in record["topics"]:
        uri = _list_of(topic["url"])
        sector = add(activity, "sector", vocabulary=OWN_VOCABULARY, vocabulary_uri=uri, code=topic["code"])
        narrate(sector, topic["label"], language)
    for goal in record["goals"]:
        narrate(add(activity, "tag", vocabulary=SDG_GOALS, code=goal["code"]), goal["label"], language)
    for each in record["recommendations"]:
        uri = _list_of(each["url"])
        tag = add(activity, "tag", vocabulary=OWN_VOCABULARY, vocabulary_uri=uri, code=each["code"])
        narrate(tag, each["label"], language)


def _list_of(url: str) -> str:
    """Where the API has the whole vocabulary of a term at this address."""
    return url.rstrip("/").rpartition("/")[0] + "/"


def _budgets(activity: Element, record: dict) -> None:
    """Stated amounts, indicative or committed, for the time of the activity if that is not longer than a year."""
    first = first_day(record["starts_on"] or record["ends_on"])
    last = last_day(record["ends_on"] or record["starts_on"])
    if (last - first).days > LONGEST_BUDGET or last < first:
        return
    for line in record["funding"]:
        if line["amount"] is None or not line["currency"]:
            continue
        budget = add(activity, "budget", type="1", status="1" if line["is_estimate"] else "2")
        add(budget, "period-start", iso_date=first.isoformat())
        add(budget, "period-end", iso_date=last.isoformat())
        value = add(budget, "value", currency=line["currency"], value_date=first.isoformat())
        value.text = f"{line['amount']:.2f}"


def _links(record: dict) -> dict[str, str]:
    """Titles by address, each address once."""
    found = {each["url"]: each["title"] for each in record["documents"] if each["url"]}
    for each in record["sources"]:
        if each["url"]:
            found.setdefault(each["url"], each["citation"])
    return found
