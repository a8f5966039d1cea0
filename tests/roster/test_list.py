"""The list of consultants: cards, facets, order, recency; a withdrawn field is gone from every place at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.core.models import State
from roster import consents
from roster.filters import Experience
from roster.models import Consent, Consultant
from roster.search_rows import CONSULTANT_ROWS
from tests.desk import sign_in
from tests.factories import activity, consultant, full_consultant, user

pytestmark = pytest.mark.django_db
Field = Consent.Field
LIST = "/roster/"


def page(client, query: str = ""):
    return client.get(LIST + query).context["page"]


def names(client, query: str = "") -> list[str]:
    return [str(card["title"]) for card in page(client, query).cards]


def test_nobody_is_listed_yet(client):
    answer = client.get(LIST)
    assert answer.status_code == 200
    assert "<h3>0 consultants</h3>" in answer.content.decode()  # no advice on filters where none is set
    assert "Filters add up" not in answer.content.decode()
    assert "No consultant matches all of this" in client.get(f"{LIST}?topic=patents").content.decode()


def test_a_card_reads_like_a_person(client):
    full_consultant()
    html = " ".join(client.get(LIST).content.decode().split())
    for said in (
        "Wanjiru Otieno", "Kenya, lives in Rwanda", "Senior examiner, OPN", "<strong>Patents</strong>",
        "Expert · 12 years", "English (fluent), French (fluent)", "Drafts and examines patents.", "Away until",
        "Works remotely", "2 assignments", "Confirmed",
    ):  # fmt: skip
        assert said in html
    assert "consultant1" not in html


def test_who_did_not_release_a_name_is_a_reference_with_a_nationality(client):
    record = consultant(released=[Field.LISTING], residence_id="RW", position="Examiner")
    [card] = page(client).cards
    assert (card["title"], card["initials"], card["lives_in"], card["position"], card["available"]) == (
        f"Consultant {record.ref}", "", "", "", "",
    )  # fmt: skip
    assert [name.label for name in card["origin"]] == ["Kenya"]


# --- One withdrawal, every place --------------------------------------------------------------------------------------
MARKED = {  # what a reader would search for, and in which file or answer it stands
    Field.NAME: "Otieno",
    Field.RESIDENCE: "Rwanda",
    Field.POSITION: "Senior",
    Field.BIOGRAPHY: "Drafts",
    Field.ASSIGNMENTS: "claims",
    Field.INTERESTS: "seed",
}
READ = [
    LIST, f"{LIST}?view=table", "/search/?q=patents", f"{LIST}?format=csv", f"{LIST}?format=json",
    f"{LIST}?format=atom", "/api/v1/consultants/", f"{LIST}suggest/?q=se", f"{LIST}suggest/?q=wan",
]  # fmt: skip


def read_everywhere(client, record: Consultant, word: str) -> dict[str, str]:
    addresses = [*READ, record.get_absolute_url(), f"/api/v1/consultants/{record.ref}/", f"{LIST}?q={word}"]
    answers = {address: client.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    return {
        address: (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("field", MARKED)
def test_a_withdrawn_field_is_gone_from_every_place_at_once(client, field):
    record, word = full_consultant(), MARKED[field]
    before = read_everywhere(client, record, "nothing")
    assert sum(word in text for text in before.values()) >= 3
    consents.withdraw(record, [field], by=None)
    after = read_everywhere(client, record, "nothing")
    assert [address for address, text in after.items() if word in text] == []
    assert names(client, f"?q={word}") == []


def test_whoever_takes_back_the_listing_is_gone(client):
    record = full_consultant()
    consents.withdraw(record, [Field.LISTING], by=None)
    assert client.get(record.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/consultants/{record.ref}/").status_code == 404
    assert client.get("/api/v1/consultants/").json()["count"] == 0
    assert page(client).count == 0
    assert page(client).facets == []
    assert record.ref not in client.get("/sitemap-consultants.xml").content.decode()


def test_facets_forget_what_was_withdrawn(client):
    record = full_consultant()
    offered = {facet.code: {choice["code"] for choice in facet.choices} for facet in page(client).facets}
    assert offered["country"] == {"KE", "RW"}
    assert (offered["availability"], offered["remote"], offered["worked"]) == ({"away"}, {"yes"}, {"yes"})
    consents.withdraw(record, [Field.RESIDENCE, Field.AVAILABILITY, Field.ASSIGNMENTS], by=None)
    offered = {facet.code: {choice["code"] for choice in facet.choices} for facet in page(client).facets}
    assert offered["country"] == {"KE"}
    assert offered.keys() & {"availability", "remote", "worked"} == set()


# --- Facets and order -------------------------------------------------------------------------------------------------
def brute_force(query: str, record: Consultant) -> bool:
    """Does the record fulfil one condition? Asked of its own lines."""
    name, value = query.split("=")
    lived = {link.country for link in record.nationality_links.all()} | {record.residence} - {None}
    most = max((line.years for line in record.expertise.all() if line.years is not None), default=None)
    bands = dict(zip(Experience.values, [range(5), range(5, 10), range(10, 20), range(20, 99)], strict=True))
    return {
        "topic": lambda: record.expertise.filter(topic__code=value).exists(),
        "language": lambda: record.languages.filter(language__code=value).exists(),
        "modality": lambda: record.modality_links.filter(modality__code=value).exists(),
        "country": lambda: value in {country.pk for country in lived},
        "region": lambda: value in {country.region.code for country in lived},
        "experience": lambda: most in bands[value],
        "availability": lambda: record.availability == value,
        "remote": lambda: record.remote == (value == "yes"),
        "basis": lambda: record.basis == value,
        "worked": lambda: record.assignments.filter(activity__isnull=False).exists(),
    }[name]()


def test_every_facet_counts_what_brute_force_counts(client):
    work = activity()
    consultant(topics=["patents"], languages=["en", "fr"], nationalities=["KE"], years=3, residence_id="FR")
    consultant(topics=["patents", "enforcement"], languages=["pt"], nationalities=["BR", "PT"], years=9, remote=True)
    consultant(topics=["enforcement"], nationalities=["IN"], years=19, availability="limited", basis="worked")
    consultant(topics=[], nationalities=["KE"], modalities=["study-visit"], years=20,
               lines={"assignments": [{"activity_id": work.pk}]})  # fmt: skip
    consultant(nationalities=["UZ"], years=None, availability="away")
    consultant(state=State.DRAFT)
    everyone = list(Consultant.objects.listed())
    seen = 0
    for facet in page(client).facets:
        for choice in facet.choices:
            query = f"{facet.code}={choice['code']}"
            expected = sorted(each.ref for each in everyone if brute_force(query, each))
            assert choice["count"] == len(expected), query
            assert sorted(card["ref"] for card in page(client, f"?{query}").cards) == expected, query
            selected = page(client, f"?{query}").filters.qs  # the same in SQL
            assert sorted(selected.values_list("ref", flat=True)) == expected, query
            seen += 1
    assert seen > 25


def test_confirmed_lately(client):
    today = timezone.localdate()
    for name, days in {"Now": 0, "Spring": 150, "Winter": 300, "Old": 500}.items():
        consultant(name=name, last_confirmed_on=today - timedelta(days=days))
    consultant(name="Never", last_confirmed_on=None)
    assert names(client, "?confirmed=6") == ["Now", "Spring"]
    assert names(client, "?confirmed=12") == ["Now", "Spring", "Winter"]
    assert [chip.label for chip in page(client, "?confirmed=12").chips] == ["Confirmed in the last 12 months"]
    assert names(client) == ["Now", "Spring", "Winter", "Old", "Never"]
    assert client.get("/api/v1/consultants/?confirmed=6&fields=name").json()["results"] == [
        {"name": "Now"}, {"name": "Spring"},
    ]  # fmt: skip


def test_orders(client):
    today = timezone.localdate()
    twice = {"assignments": [{"as_said": "One"}, {"as_said": "Two"}]}
    consultant(name="Zita", lines=twice, last_confirmed_on=today - timedelta(days=9))
    consultant(name="Ana", last_confirmed_on=today - timedelta(days=3))
    unnamed = f"Consultant {consultant(name='Émile', released=[Field.LISTING], last_confirmed_on=None).ref}"
    assert names(client, "?sort=assignments") == ["Zita", "Ana", unnamed]
    assert names(client, "?sort=title") == ["Ana", unnamed, "Zita"]
    assert names(client, "?sort=newest") == ["Ana", "Zita", unnamed]
    assert names(client, "?q=zita") == ["<mark>Zita</mark>"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?topic=nonsense", "Expertise: there is no “nonsense”."),
        ("?confirmed=3", "Confirmed: Select a valid choice. 3 is not one of the available choices."),
        ("?year_min=2000", "This list does not know the filter “year_min”."),
        ("?sort=oldest", "“oldest” is not possible for “sort”."),
    ],
)
def test_mistakes_are_said(client, query, said):
    html = client.get(LIST + query).content.decode()
    assert "Part of this address was not understood" in html
    assert said in html
    assert client.get(f"{LIST}{query}&format=csv").status_code == 400


def test_a_page_beyond_the_last_is_not_found(client):
    assert client.get(f"{LIST}?page=2").status_code == 404


# --- The same for everybody -------------------------------------------------------------------------------------------
def test_samples_are_seen_and_never_given_away(client, curator):
    record = full_consultant(is_sample=True)
    real = consultant(name="Real Person")
    assert len(names(client)) == 2
    assert "Sample, invented" in client.get(LIST).content.decode()
    answer = client.get(record.get_absolute_url()).content.decode()
    assert "the person is invented" in answer
    assert 'content="noindex"' in answer
    assert '"@type": "Person"' not in answer
    for who in (None, curator):
        browser = sign_in(who)
        for address in (f"{LIST}?format=json", "/api/v1/consultants/"):
            got = browser.get(address)
            text = b"".join(got.streaming_content).decode() if got.streaming else got.content.decode()
            assert (record.ref in text, real.ref in text) == (False, True)
        assert client.get(f"/api/v1/consultants/{record.ref}/").status_code == 404
    assert record.ref not in client.get("/sitemap-consultants.xml").content.decode()


def test_own_and_unlisted_profiles_show_released_values_to_their_owner_and_curators(member, curator):
    record = full_consultant(account=member, state=State.IN_REVIEW)
    consents.withdraw(record, [Field.NAME, Field.BIOGRAPHY], by=member)
    for person, status in ((user(), 404), (member, 200), (curator, 200)):
        browser = sign_in(person)
        answer = browser.get(record.get_absolute_url())
        assert answer.status_code == status
        assert "Otieno" not in answer.content.decode()
        assert "Drafts" not in answer.content.decode()
        assert page(browser).count == (status == 200)
        assert browser.get("/api/v1/consultants/").json()["count"] == 0
    assert browser.get(record.get_absolute_url()).content.decode().count("In review") == 1


def test_queries_do_not_grow_with_the_list(client, django_assert_num_queries):
    for number in (1, 30):
        while Consultant.objects.count() < number:
            full_consultant() if number == 1 else consultant(topics=["patents", "enforcement"])
        page(client)  # whoever comes first pays for the bitmaps
        profile = Consultant.objects.first().get_absolute_url()
        with django_assert_num_queries(2):
            client.get(LIST)
        with django_assert_num_queries(2):
            client.get(profile)


def test_a_row_derived_anew_is_the_row_that_is_there():
    full_consultant()
    consultant(released=[Field.NAME])
    assert CONSULTANT_ROWS.differing() == 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE roster_consultantsearch SET title_key = 'x', said = 'other words'")
    assert CONSULTANT_ROWS.differing() > 0
    CONSULTANT_ROWS.derive_all()
    assert CONSULTANT_ROWS.differing() == 0
