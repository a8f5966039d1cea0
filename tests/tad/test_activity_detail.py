"""/activities/<ref>/: everything that is recorded, in words; what is not recorded, said once; nothing to strangers."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.utils.translation import override

from portal.core.models import State
from tad.models import Activity
from tests.factories import activity, full_activity, organisation

pytestmark = pytest.mark.django_db


def text(client, record: Activity, prefix: str = "") -> str:
    html = client.get(prefix + record.get_absolute_url()).content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture
def full(db):
    """An activity with something in every field."""
    return full_activity()


def test_everything_recorded_is_shown(client, full):
    shown = text(client, full)
    for words in (
        "South-South", "Study visit", "Namibia for Botswana , ARIPO member states",
        "20–24 November 2017 (as announced)",
        "Windhoek", "In person", "Completed", "Six societies.", "Learn licensing.", "A week in Windhoek.", "A plan.",
        "Two societies changed their rules.", "World Intellectual Property Organization",
        "Namibian Society of Composers", "Copyright and related rights", "“visit of officials”",
        "In kind · Namibian Society of Composers · about 12,500 USD · in kind: rooms", "“host paid”",
        "12 persons · 7 women · 5 men", "Person-days: 60 · training", "English and Portuguese",
        "Later follow-up, 1 May 2018", "Rules changed", "2 of 6", "Report", "Society news", "“The visit”",
        "2 January 2026", "due again 2 January 2027", full.ref,
    ):  # fmt: skip
        assert words in shown, words
    assert "Not recorded" not in shown


def test_words_that_name_several_stand_once(client):
    record = activity(providers=["BR", "CN", "JP"], beneficiaries=["KE"])
    for country, words in (
        ("BR", "with the South"),
        ("CN", "with the South"),
        ("JP", "with Japan"),
        ("KE", "with Japan"),
    ):
        record.participations.filter(country=country).update(as_said=words)
    shown = text(client, record)
    assert "Brazil China “with the South” Japan “with Japan”" in shown
    assert "Beneficiary Kenya “with Japan”" in shown


def test_the_kind_comes_with_its_reason(client, full):
    assert "Namibia provided for Botswana and ARIPO member states; all were developing" in text(client, full)


def test_an_override_gives_the_curators_reason(client):
    record = activity(
        kind_override="triangular", kind_override_reason="Japan paid, says the report.", kind="triangular"
    )
    shown = text(client, record)
    assert "Japan paid, says the report. Set by a curator, not by the rule." in shown


def test_what_is_not_recorded_is_said_once(client):
    record = activity(providers=[], beneficiaries=[], topics=[], modality="", starts_on=None, ends_on=None)
    shown = text(client, record)
    assert "Provider not recorded for beneficiary not recorded" in shown
    assert "No provider is recorded." in shown
    assert "No outcome recorded." in shown
    assert "Funding Not stated" in shown
    missing = "objective, description, funding, number of participants, working languages, evaluation, and documents"
    assert shown.count(f"Not recorded: {missing}.") == 1


def test_the_number_of_queries_does_not_grow(client, full, django_assert_max_num_queries, reference):
    sparse = activity()
    for record in (sparse, full):
        client.get(record.get_absolute_url())
        with django_assert_max_num_queries(8):
            client.get(record.get_absolute_url())


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        (State.PUBLISHED, {"visitor": 200, "member": 200, "author": 200, "colleague": 200, "curator": 200}),
        (State.DRAFT, {"visitor": 404, "member": 404, "author": 200, "colleague": 200, "curator": 200}),
        (State.IN_REVIEW, {"visitor": 404, "member": 404, "author": 200, "colleague": 200, "curator": 200}),
        (State.ARCHIVED, {"visitor": 404, "member": 404, "author": 200, "colleague": 200, "curator": 200}),
    ],
)
def test_who_sees_which_state(client, signed_in, member, curator, django_user_model, state, seen):
    office = organisation()
    author, colleague = (django_user_model.objects.create_user(f"{who}@example.org", "x") for who in "ac")
    office.memberships.create(user=colleague, role="reader")
    address = activity(state=state, by=author, owner=office).get_absolute_url()
    clients = {"visitor": client} | {
        name: signed_in(user)
        for name, user in (("member", member), ("author", author), ("colleague", colleague), ("curator", curator))
    }
    assert {name: each.get(address).status_code for name, each in clients.items()} == seen


def test_an_unknown_reference_is_not_found(client):
    assert client.get("/activities/TA-1999-9999/").status_code == 404
    assert client.get("/activities/%00/").status_code == 404


def test_a_reference_in_small_letters_is_understood(client):
    record = activity()
    assert client.get(f"/activities/{record.ref.lower()}/").status_code == 200


def test_only_curators_get_an_edit_link(client, signed_in, member, curator):
    record = activity(by=member)
    edit = f"/admin/tad/activity/{record.pk}/change/"
    pages = [each.get(record.get_absolute_url()).content.decode() for each in (client, signed_in(member))]
    assert [edit in page for page in pages] == [False, False]
    assert edit in signed_in(curator).get(record.get_absolute_url()).content.decode()


def test_parent_and_children_are_linked_but_not_to_strangers(client):
    parent = activity(title="Programme")
    child = activity(title="First step", parent=parent)
    hidden = activity(title="Secret step", parent=parent, state=State.DRAFT)
    assert "Part of Programme" in text(client, child)
    shown = text(client, parent)
    assert ("First step" in shown, hidden.title in shown) == (True, False)
    Activity.objects.filter(pk=parent.pk).update(state=State.DRAFT)
    assert "Programme" not in text(client, child)


def test_related_records_say_why(client):
    record = activity(title="This one", providers=["BR"], beneficiaries=["KE"], topics=["patents"])
    activity(title="Closest", providers=["BR"], beneficiaries=["KE"], topics=["patents", "gender"])
    activity(title="Same provider", providers=["BR"], beneficiaries=["PE"], topics=["patents"])
    activity(title="Same beneficiary", providers=["IN"], beneficiaries=["KE"], topics=["patents"])
    activity(title="Other topic", providers=["BR"], beneficiaries=["KE"], topics=["climate"])
    activity(title="Unpublished", providers=["BR"], beneficiaries=["KE"], topics=["patents"], state=State.DRAFT)
    shown = text(client, record)
    related = shown[shown.index("Related Same") :]
    order = [related.index(words) for words in (
        "Same provider, same beneficiary, same topic", "Closest", "Same provider, same topic",
        "Same beneficiary, same topic",
    )]  # fmt: skip
    assert order == sorted(order)
    assert ("Other topic" in related, "Unpublished" in related, "This one" in related) == (False, False, False)


def test_user_text_cannot_leave_its_place(client):
    record = activity(title='</script><script>alert("x")</script>', summary="<img src=x onerror=alert(1)> & more")
    html = client.get(record.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))
    assert data["name"] == record.title


def test_json_ld_says_what_the_page_says(client, full):
    html = client.get(full.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "identifier": full.ref,
        "name": "Study visit",
        "description": "Six societies.",
        "inLanguage": "en",
        "url": f"http://testserver{full.get_absolute_url()}",
        "about": ["Copyright and related rights"],
        "startDate": "2017-11-20",
        "endDate": "2017-11-24",
        "location": {"@type": "Place", "name": "Windhoek"},
    }


def test_the_text_carries_its_own_language(client):
    record = activity(title="دورة تدريبية", language_id="ar")
    html = client.get(record.get_absolute_url()).content.decode()
    assert '<h1 lang="ar" dir="rtl">دورة تدريبية</h1>' in html


def test_cite_as_and_permalink_name_the_record(client, full):
    path = full.get_absolute_url()
    html = client.get(path).content.decode()
    assert f"“<bdi>Study visit</bdi>” (<bdi>{full.ref}</bdi>). <bdi>South-South IP Portal</bdi>, as of" in html
    assert html.count(f"http://testserver{path}<") == 2
    full.title = "<b>دورة</b> WIPO"
    full.save()
    html = client.get(f"/ar{path}").content.decode()
    assert f"«<bdi>&lt;b&gt;دورة&lt;/b&gt; WIPO</bdi>» (<bdi>{full.ref}</bdi>)" in html
    assert f"<bdi>http://testserver/ar{path}</bdi>" in html


def test_in_french_with_french_labels(client, full):
    shown = text(client, full, "/fr")
    assert "20–24 novembre 2017" in shown
    assert "Botswana" in shown
    with override("fr"):
        assert str(full.modality) in shown


def test_a_sample_is_labelled(client):
    assert "Sample record, invented" in text(client, activity(is_sample=True))
