"""Things for tests, with sensible defaults; a test states only what it is about.

Parties are named as in the grounds of a verdict: "KE", "group:aripo", "organisation:wipo". Countries, groups,
topics and the like are those of the real reference data (tests/fixtures.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from matchmaking.actions import record_need, record_offer
from matchmaking.models import Need, Offer
from partnerships.actions import record_case_study, record_initiative
from partnerships.models import CaseStudy, Initiative
from portal.core import reference
from portal.core.meetings import record_meeting
from portal.core.models import Meeting, Organisation, OrganisationType, Page, PageText, State, User
from portal.core.models.taxonomy import (
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    Recommendation,
    Region,
    Sector,
    Topic,
)
from roster import consents
from roster.actions import record_consultant
from roster.models import Consent, Consultant
from tad.actions import record_activity
from tad.models import Activity, Document, Evaluation, Quantity, Source

PASSWORD = "correct horse battery staple"  # noqa: S105 -- of accounts that live as long as a test
_numbers = count(1)


def user(role: str = User.Role.MEMBER, *, password: str = PASSWORD, **values) -> User:
    number = next(_numbers)
    values = {"email": f"person{number}@example.org", "name": f"Person {number}"} | values
    return User.objects.create_user(password=password, role=role, **values)


def organisation(name: str = "", *, type: str = "ip-office", country: str = "", **values) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        name=name or f"Office {number}",
        type=OrganisationType.objects.get(code=type),
        country_id=country or None,
        **{"slug": f"office-{number}"} | values,
    )


def page_text(page: str | Page, *, language: str = "en", **values) -> PageText:
    """A text under /about/, published; ``page`` may be the address of one that is not there yet."""
    if isinstance(page, str):
        page = Page.objects.get_or_create(slug=page)[0]
    values = {"title": "A page", "summary": "What it says.", "body": "Words.", "is_published": True} | values
    return PageText.objects.create(page=page, language=language, **values)


def activity(
    *,
    by: User | None = None,
    beneficiaries: tuple[str, ...] | list[str] = ("KE",),
    providers: tuple[str, ...] | list[str] = ("BR",),
    others: dict[str, list[str]] | None = None,
    topics: tuple[str, ...] | list[str] = ("patents",),
    languages: tuple[str, ...] | list[str] = (),
    goals: tuple[str, ...] | list[str] = (),
    recommendations: tuple[str, ...] | list[str] = (),
    modality: str = "workshop",
    state: str = State.PUBLISHED,
    lines: dict[str, list[dict]] | None = None,
    **values,
) -> Activity:
    """An activity, published unless ``state`` says otherwise. ``others`` are further parties by role.

    ``lines`` are whatever else ``record_activity`` takes, such as ``{"funding": [{"kind_id": 1}]}``.
    """
    known = reference.current()
    by = by or User.objects.importer()
    roles = {"provider": providers, "beneficiary": beneficiaries} | (others or {})
    starts_on = values.get("starts_on", date(2013, 5, 6))
    values = {
        "title": f"Workshop {next(_numbers)}",
        "starts_on": starts_on,
        "ends_on": starts_on,
        "modality_id": known[Modality].by_code[modality].id if modality else None,
        **stamps(state, by),
        **values,
    }
    tagged = {"topics": (Topic, topics), "goals": (Goal, goals), "recommendations": (Recommendation, recommendations)}
    chosen = tags(tagged | {"working_languages": (Language, languages)})
    parties = [{"role": role, **party(name)} for role, names in roles.items() for name in names]
    return record_activity(by=by, values=values, participations=parties, **chosen | (lines or {}))


def full_activity(**values) -> Activity:
    """An activity with something in every field and every kind of line."""
    society = organisation("Namibian Society of Composers", acronym="NASCAM", country="NA")
    funding = {
        "kind_id": FundingKind.objects.get(code="in-kind").pk, "funder_id": society.pk, "amount": 12500,
        "currency": "USD", "is_estimate": True, "in_kind": "rooms", "as_said": "host paid",
    }  # fmt: skip
    values = {
        "title": "Study visit", "modality_as_said": "visit of officials", "objective": "Learn licensing.",
        "description": "A week in Windhoek.", "expected_outcome": "A plan.",
        "outcome": "Two societies changed their rules.", "place": "Windhoek", "delivery": "in_person",
        "scope": "regional", "starts_on": date(2017, 11, 20), "ends_on": date(2017, 11, 24), "participants": 12,
        "women": 7, "men": 5, "date_note": "as announced", "summary": "Six societies.",
        "last_verified_on": date(2026, 1, 2), "verify_due_on": date(2027, 1, 2),
    } | values  # fmt: skip
    record = activity(
        providers=["NA"], beneficiaries=["BW", "group:aripo"], topics=["copyright"], modality="study-visit",
        others={"organiser": ["organisation:wipo"], "funder": [f"organisation:{society.slug}"]},
        goals=["8"], recommendations=["10"], languages=["en", "pt"], lines={"funding": [funding]}, **values,
    )  # fmt: skip
    Quantity.objects.create(activity=record, unit="person_days", number=60, what="training")
    Evaluation.objects.create(
        activity=record, kind="follow_up", date=date(2018, 5, 1), indicator="Rules changed", baseline="0", target="3",
        result="2 of 6",
    )  # fmt: skip
    Document.objects.create(activity=record, kind="report", title="Report", url="https://example.org/r.pdf")
    Source.objects.create(
        activity=record,
        record=f"T{record.pk}",
        citation="Society news",
        url="https://example.org/news",
        title_as_said="The visit",
    )
    return record


def party(name: str) -> dict[str, object]:
    """The columns of a participation for "KE", "group:aripo" or "organisation:wipo"."""
    known = reference.current()
    subject, _colon, code = name.rpartition(":")
    if subject == "group":
        return {"group_id": known.groups.by_code[code].id}
    if subject == "organisation":
        return {"organisation_id": known.organisation_by_slug[code].id}
    return {"country_id": known.countries[code].code}


def stamps(state: str, by: User) -> dict[str, object]:
    """The state and what a record in it must have: who published it and when, why it was sent back …"""
    values: dict[str, object] = {"state": state}
    if state != State.DRAFT:
        values |= {"submitted_at": timezone.now(), "submitted_by": by}
    if state in {State.PUBLISHED, State.ARCHIVED}:
        values |= {"published_at": timezone.now(), "published_by": by}
    if state in {State.CHANGES_REQUESTED, State.REJECTED, State.ARCHIVED}:
        values["state_reason"] = "For the test."
    return values


def initiative(
    *,
    by: User | None = None,
    beneficiaries: tuple[str, ...] | list[str] = ("KE",),
    providers: tuple[str, ...] | list[str] = ("BR",),
    others: dict[str, list[str]] | None = None,
    topics: tuple[str, ...] | list[str] = ("patents",),
    modalities: tuple[str, ...] | list[str] = ("workshop",),
    instruments: tuple[str, ...] | list[str] = ("memorandum",),
    sectors: tuple[str, ...] | list[str] = ("ip-system",),
    state: str = State.PUBLISHED,
    lines: dict[str, list[dict]] | None = None,
    **values,
) -> Initiative:
    """An initiative, published unless ``state`` says otherwise; parties and ``lines`` as those of ``activity``."""
    by = by or User.objects.importer()
    roles = {"provider": providers, "beneficiary": beneficiaries} | (others or {})
    values = {
        "title": f"Partnership {next(_numbers)}", "starts_on": date(2013, 5, 6), **stamps(state, by), **values,
    }  # fmt: skip
    tagged = {
        "topics": (Topic, topics), "modalities": (Modality, modalities), "instruments": (Instrument, instruments),
        "sectors": (Sector, sectors),
    }  # fmt: skip
    parties = [{"role": role, **party(name)} for role, names in roles.items() for name in names]
    return record_initiative(by=by, values=values, participations=parties, **tags(tagged) | (lines or {}))


def full_initiative(**values) -> Initiative:
    """An initiative with something in every field and every kind of line."""
    told = {
        name: f"Told: {name}."
        for name in (
            "challenge", "solution", "exchange", "results", "innovation", "sustainability", "replicability", "lessons",
        )
    }  # fmt: skip
    values = {
        **told, "title": "Shared examination", "summary": "Nine offices share searches.", "status": "ongoing",
        "support": "with", "modality_as_said": "sharing", "instrument_as_said": "accord", "sector_as_said": "patents",
        "starts_on": date(2009, 1, 1), "starts_precision": "year", "amount": 1500000, "currency": "BRL",
        "is_estimate": True, "in_kind": "experts", "partners_asked": 3, "partners_confirmed": 2,
        "last_verified_on": date(2026, 1, 2), "verify_due_on": date(2027, 1, 2), "note": "Dates differ.",
    } | values  # fmt: skip
    number = next(_numbers)
    source = {"record": f"T{number}", "citation": "Office news", "url": "https://example.org/n", "title_as_said": "PI"}
    lines = {
        "figures": [{"figure": 25000, "unit": "clients", "what": "reached"}],
        "documents": [{"kind": "report", "title": "Report", "url": "https://example.org/r.pdf"}],
        "sources": [source],
    }
    return initiative(
        providers=["BR"], beneficiaries=["BW", "group:aripo"], topics=["copyright"], modalities=["study-visit"],
        instruments=["network", "exchange"], sectors=["health"],
        others={"organiser": ["organisation:wipo"], "funder": ["JP"]}, lines=lines, **values,
    )  # fmt: skip


def case_study(
    *,
    by: User | None = None,
    countries: tuple[str, ...] | list[str] = ("KE",),
    topics: tuple[str, ...] | list[str] = ("trademarks",),
    sectors: tuple[str, ...] | list[str] = ("agriculture-food",),
    focuses: tuple[str, ...] | list[str] = ("branding",),
    state: str = State.PUBLISHED,
    lines: dict[str, list[dict]] | None = None,
    **values,
) -> CaseStudy:
    by = by or User.objects.importer()
    values = {"title": f"Case {next(_numbers)}", "year": 2012, **stamps(state, by), **values}
    tagged = {"topics": (Topic, topics), "sectors": (Sector, sectors), "focuses": (Focus, focuses)}
    named = [{"country_id": code} for code in countries]
    return record_case_study(by=by, values=values, countries=named, **tags(tagged) | (lines or {}))


def meeting(
    *,
    by: User | None = None,
    organisers: tuple[str, ...] | list[str] = ("organisation:wipo",),
    others: dict[str, list[str]] | None = None,
    topics: tuple[str, ...] | list[str] = ("patents",),
    languages: tuple[str, ...] | list[str] = (),
    series: str = "annual-conferences",
    state: str = State.PUBLISHED,
    lines: dict[str, list[dict]] | None = None,
    **values,
) -> Meeting:
    """A meeting in Geneva, published unless ``state`` says otherwise; parties and lines as those of ``activity``."""
    by, known = by or User.objects.importer(), reference.current()
    starts_on = values.get("starts_on", date(2013, 11, 22))
    values = {
        "title": f"Meeting {next(_numbers)}", "starts_on": starts_on, "ends_on": starts_on, "place": "Geneva",
        "country_id": "CH", "series_id": known[MeetingSeries].by_code[series].id if series else None,
        **stamps(state, by), **values,
    }  # fmt: skip
    roles = {"organiser": organisers} | (others or {})
    parties = [{"role": role, **party(name)} for role, names in roles.items() for name in names]
    chosen = tags({"topics": (Topic, topics), "working_languages": (Language, languages)})
    return record_meeting(by=by, values=values, participations=parties, **chosen | (lines or {}))


def consultant(
    *,
    by: User | None = None,
    released: Iterable[str] = Consent.Field.values,
    nationalities: tuple[str, ...] | list[str] = ("KE",),
    topics: tuple[str, ...] | list[str] = ("patents",),
    languages: tuple[str, ...] | list[str] = ("en",),
    modalities: tuple[str, ...] | list[str] = ("expert-mission",),
    years: int | None = 12,
    state: str = State.PUBLISHED,
    lines: dict[str, list[dict]] | None = None,
    **values,
) -> Consultant:
    """A consultant, published and with every field released unless it is said otherwise; ``years`` are those in each
    topic. ``lines`` are whatever else ``record_consultant`` takes, such as ``{"biographies": [...]}``."""
    by, number = by or User.objects.importer(), next(_numbers)
    values = {
        "name": f"Consultant {number}", "email": f"consultant{number}@example.org", "basis": Consultant.Basis.VERIFIED,
        "last_confirmed_on": timezone.localdate(), **stamps(state, by), **values,
    }  # fmt: skip
    chosen = tags({"topics": (Topic, topics), "languages": (Language, languages), "modalities": (Modality, modalities)})
    given = {
        "nationalities": [{"country_id": code} for code in nationalities],
        "expertise": [line | {"level": "expert", "years": years} for line in chosen["topics"]],
        "languages": [line | {"level": "fluent"} for line in chosen["languages"]],
        "modalities": chosen["modalities"],
    }
    record = record_consultant(by=by, values=values, **given | (lines or {}))
    consents.give(record, released, how=Consent.How.FORM, by=None)
    return record


def full_consultant(**values) -> Consultant:
    """A consultant with something in every field and every kind of line."""
    office = organisation("Office of Patents of Nairobi", acronym="OPN", country="KE")
    work = activity(title="Drafting course", starts_on=date(2019, 3, 4))
    values = {
        "name": "Wanjiru Otieno", "birth_year": 1975, "note": "Met in Nairobi.", "residence_id": "RW",
        "position": "Senior examiner", "employer": office, "availability": "away", "remote": True,
        "away_until": timezone.localdate() + timedelta(days=40), "basis": "nominated", "nominated_by": office,
        "interests": "Owns shares in a seed company.", "interests_declared_on": date(2026, 1, 2),
    } | values  # fmt: skip
    lines = {
        "biographies": [
            {"language_id": "en", "text": "Drafts and examines patents."},
            {"language_id": "fr", "text": "Rédige et examine des brevets."},
        ],
        "assignments": [
            {"activity_id": work.pk, "role": "Trainer", "from_year": 2019, "to_year": 2019, "country_id": "UG"},
            {"as_said": "Wrote a manual", "role": "Author", "from_year": 2021, "output": "Manual of claims"},
        ],
    }
    return consultant(topics=["patents", "enforcement"], languages=["en", "fr"], lines=lines, **values)


def need(**values) -> Need:
    """A need, open to everybody for a quarter of a year unless the values say otherwise: ``listing``."""
    return record_need(**listing("Need", **values))


def offer(**values) -> Offer:
    return record_offer(**listing("Offer", **values))


def listing(
    name: str,
    *,
    by: User | None = None,
    owner: Organisation | None = None,
    places: tuple[str, ...] | list[str] = ("KE",),
    topics: tuple[str, ...] | list[str] = ("patents",),
    modalities: tuple[str, ...] | list[str] = ("workshop",),
    recommendations: tuple[str, ...] | list[str] = (),
    goals: tuple[str, ...] | list[str] = (),
    languages: tuple[str, ...] | list[str] = ("en",),
    invited: tuple[Organisation, ...] | list[Organisation] = (),
    state: str = State.PUBLISHED,
    ending: str = "",
    **values,
) -> dict:
    """What ``record_need`` and ``record_offer`` take. Places are "KE", "group:aripo" or "region:africa"; whoever is not
    given an owner gets a new office in Kenya."""
    by = by or User.objects.importer()
    tagged = {
        "topics": (Topic, topics), "modalities": (Modality, modalities), "goals": (Goal, goals),
        "recommendations": (Recommendation, recommendations), "working_languages": (Language, languages),
    }  # fmt: skip
    values = {
        "title": f"{name} {next(_numbers)}", "owner": owner or organisation(country="KE"),
        "expires_on": timezone.localdate() + timedelta(days=90), **stamps(state, by), **values,
    }  # fmt: skip
    if ending:
        values |= {"ending": ending, "ending_reason": "For the test.", "ended_at": timezone.now(), "ended_by": by}
    lines = {"places": [place(name) for name in places], "invitations": [{"organisation": each} for each in invited]}
    return {"by": by, "values": values, **lines, **tags(tagged)}


def place(name: str) -> dict[str, object]:
    subject, _colon, code = name.rpartition(":")
    return {"region_id": reference.current()[Region].by_code[code].id} if subject == "region" else party(name)


def tags(wanted: dict[str, tuple[type, list[str]]]) -> dict[str, list[dict]]:
    """``{kind of line: (vocabulary, codes)}`` as lines."""
    known = reference.current()
    return {
        name: [{f"{model._meta.model_name}_id": known[model].by_code[code].id} for code in codes]
        for name, (model, codes) in wanted.items()
    }
