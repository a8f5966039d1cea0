"""One initiative and one case study: everything recorded is shown, to whom it may be, in a fixed number of queries."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from partnerships.models import InitiativeRelation
from portal.core.models import Membership, State
from tests.factories import case_study, full_initiative, initiative, organisation, user

pytestmark = pytest.mark.django_db


def text(client, record, prefix: str = "") -> str:
    html = client.get(prefix + record.get_absolute_url()).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def data_of(client, record) -> dict:
    html = client.get(record.get_absolute_url()).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))


def test_everything_recorded_is_shown(client):
    shown = text(client, full_initiative())
    for words in (
        "Shared examination", "Nine offices share searches.", "Brazil for Botswana , ARIPO member states", "Full story",
        "Confirmed by 2 of 3 partners", "2009", "Ongoing", "With WIPO’s support",
        "The challenge Told: challenge.", "The solution Told: solution.", "How the exchange worked Told: exchange.",
        "Results Told: results. 25,000 clients reached", "What was new Told: innovation.",
        "What keeps it going Told: sustainability.", "What others need to do the same Told: replicability.",
        "Lessons Told: lessons.", "Report", "Funder Japan", "Organiser World Intellectual Property Organization",
        "Topics Copyright and related rights", "Instruments Network Exchange", "Instrument, as said “accord”",
        "Modalities Study visit", "Modality, as said “sharing”", "Sector Health and medicines",
        "Theme, as said “patents”", "Budget about 1,500,000 BRL in kind: experts", "Source Office news “PI”",
        "Dates differ.", "Last verified 2 January 2026 due again 2 January 2027", "Report a correction",
    ):  # fmt: skip
        assert words in shown


def test_what_is_not_recorded_is_said_once(client):
    shown = text(client, initiative())
    assert (
        "Not recorded: the challenge, the solution, how the exchange worked, results, lessons, budget, and documents."
        in shown
    )
    assert ("Snapshot" in shown, "Full story" in shown, "Confirmed by" in shown) == (True, False, False)


def test_it_is_a_full_story_with_challenge_solution_exchange_and_a_result():
    told = {"challenge": "c", "solution": "s", "exchange": "e"}
    figure = {"figures": [{"figure": 3, "unit": "", "what": "offices"}]}
    records = [initiative(**told), initiative(**told, results="r"), initiative(**told, lines=figure),
               initiative(**told | {"challenge": ""}, results="r")]  # fmt: skip
    assert [record.depth.value for record in records] == ["snapshot", "full", "full", "snapshot"]


def test_partners_on_both_sides_are_named_once(client):
    shown = text(client, initiative(providers=["KE", "UG"], beneficiaries=["UG", "KE"]))
    assert "Kenya , Uganda with one another" in shown
    assert "Partners, each giving and receiving Kenya Uganda" in shown


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    few, many = initiative(topics=[], sectors=[]), full_initiative()
    client.get(few.get_absolute_url())
    with django_assert_num_queries(8):  # one for the need with which it began
        client.get(few.get_absolute_url())
    for number in range(4):
        case_study(initiative=many, title=f"Case {number}")
        InitiativeRelation.objects.create(initiative=many, other=initiative(topics=["copyright"]))
    client.get(many.get_absolute_url())
    with django_assert_num_queries(10):  # two more: the initiatives that it is related to, and whether its links answer
        client.get(many.get_absolute_url())


def people(member, curator, owner) -> dict:
    colleague, stranger = user(), user()
    Membership.objects.create(user=colleague, organisation=owner)
    Membership.objects.create(user=stranger, organisation=organisation())
    return {"visitor": None, "member": member, "colleague": colleague, "stranger": stranger, "curator": curator}


@pytest.mark.parametrize("make", [initiative, case_study])
def test_who_may_see_it(signed_in, member, curator, make):
    owner = organisation()
    readers = {name: signed_in(person) for name, person in people(member, curator, owner).items()}
    own = {"colleague": 200, "curator": 200}
    hidden = {"visitor": 404, "member": 404, "stranger": 404} | own
    for state in State:
        address = make(state=state, owner=owner, by=user()).get_absolute_url()
        seen = {name: reader.get(address).status_code for name, reader in readers.items()}
        assert (state, seen) == (state, dict.fromkeys(hidden, 200) if state == State.PUBLISHED else hidden)


@pytest.mark.parametrize("room", ["partnerships", "case-studies"])
@pytest.mark.parametrize("ref", ["PI-1999-9999", "CS-1", "%00", "x" * 300])
def test_an_unknown_reference_is_not_found(client, room, ref):
    assert client.get(f"/{room}/{ref}/").status_code == 404


def test_a_reference_in_small_letters_is_understood(client):
    assert client.get(f"/partnerships/{initiative().ref.lower()}/").status_code == 200


def test_only_curators_get_an_edit_link(client, signed_in, member, curator):
    record = case_study(by=member)
    edit = f"/admin/partnerships/casestudy/{record.pk}/change/"
    pages = [each.get(record.get_absolute_url()).content.decode() for each in (client, signed_in(member))]
    assert [edit in page for page in pages] == [False, False]
    assert edit in signed_in(curator).get(record.get_absolute_url()).content.decode()


def test_a_case_study_tells_its_story(client):
    told_of = initiative(title="The factory")
    shown = text(client, case_study(
        title="Medicines", countries=["MZ", "BR"], topics=["patents"], sectors=["health"], focuses=["access"],
        year=2003, year_note="agreed", story="It began.", results="A plant.", lessons="Patience.",
        sector_as_said="pharmaceuticals", initiative=told_of,
    ))  # fmt: skip
    for words in (
        "Mozambique , Brazil 2003 (agreed)", "The story It began.", "Results A plant.", "Lessons Patience.",
        "IP rights Patents", "Sector, as said “pharmaceuticals”", "Focus Access to essential goods",
        "Told of the partnership The factory",
    ):  # fmt: skip
        assert words in shown


def test_related_records_are_hidden_from_whom_they_are_hidden(client):
    record, draft = initiative(), initiative(title="Secret partnership", state=State.DRAFT)
    InitiativeRelation.objects.create(initiative=record, other=draft)
    case_study(title="Secret case", initiative=record, state=State.DRAFT)
    shown = text(client, record)
    assert ("Secret partnership" in shown, "Secret case" in shown) == (False, False)
    assert "Told of the partnership" not in text(client, case_study(initiative=draft))


def test_related_records_say_why(client):
    record = initiative(title="This one", providers=["BR"], beneficiaries=["KE"], topics=["patents"])
    initiative(title="Nearest", providers=["KE"], beneficiaries=["UG"], topics=["patents"], sectors=["health"])
    initiative(title="Like it", providers=["IN"], beneficiaries=["PE"], topics=["patents"])
    initiative(title="Neighbour", providers=["BR"], beneficiaries=["PE"], topics=["gender"], sectors=["water"])
    shown = text(client, record)
    related = shown[shown.index("Related Same") :]
    order = [related.index(words) for words in (
        "Same country, same topic", "Nearest", "Same topic, same sector", "Like it", "Same country ", "Neighbour",
    )]  # fmt: skip
    assert (order[:4], order[5] > order[3]) == (sorted(order[:4]), True)


@pytest.mark.parametrize("make", [initiative, case_study])
def test_user_text_cannot_leave_its_place(client, make):
    record = make(title='</script><script>alert("x")</script>', summary="<img src=x onerror=alert(1)> & more")
    html = client.get(record.get_absolute_url()).content.decode()
    assert ("<script>alert" in html, "<img src=x" in html) == (False, False)
    assert data_of(client, record)["name"] == record.title


def test_json_ld_says_what_the_page_says(client):
    record = full_initiative()
    assert data_of(client, record) == {
        "@context": "https://schema.org", "@type": "Project", "identifier": record.ref, "name": "Shared examination",
        "description": "Nine offices share searches.",
        "url": f"http://testserver{record.get_absolute_url()}", "knowsAbout": ["Copyright and related rights"],
        "foundingDate": "2009",
    }  # fmt: skip


def test_a_sample_is_labelled_and_the_text_carries_its_language(client):
    record = case_study(is_sample=True, title="دورة", language_id="ar")
    assert "Sample record, invented" in text(client, record)
    assert '<h1 lang="ar" dir="rtl">دورة</h1>' in client.get(record.get_absolute_url()).content.decode()
