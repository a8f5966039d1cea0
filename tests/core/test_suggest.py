"""Help with words: suggestions while typing, and "did you mean" where nothing was found."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.models import SearchWord, State
from portal.core.suggest import WordHelp
from tad import search_rows
from tad.filters import ActivityFilterSet
from tad.listing import activity_text
from tad.models import Activity
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db


def suggested(client, typed: str, prefix: str = "") -> list[tuple[str, str]]:
    response = client.get(f"{prefix}/activities/suggest/", {"q": typed})
    assert response.status_code == 200
    said, values, kinds = response.json()
    assert said == typed
    return list(zip(values, kinds, strict=True))


def meant(client, address: str) -> tuple[str, str] | None:
    """Address and words of "did you mean"."""
    html = client.get(address).content.decode()
    found = re.search(r'<p class="empty__meant">Did you mean <a href="([^"]+)" rel="nofollow">(.*?)</a>', html)
    return found and (unescape(found[1]), unescape(re.sub("</?strong>", "", found[2])))


def words() -> dict[str, int]:
    return dict(SearchWord.objects.filter(subject="activity").values_list("word", "records"))


@pytest.fixture
def records(db):
    activity(title="Patent drafting", summary="Patents and claims", language_id="en", topics=["patents"])
    activity(title="Patentes en la región", language_id="es", topics=["patents"], beneficiaries=["DZ"])
    activity(title="Taller de capacitación", language_id="es", topics=[], beneficiaries=["UY"])


def test_words_of_public_records_are_counted_whatever_changes(db):
    record = activity(title="Alpha beta", summary="beta gamma")
    other = activity(title="Alpha 2013 x", summary="")
    assert words() == {"alpha": 2, "beta": 1, "gamma": 1}
    Activity.objects.filter(pk=record.pk).update(title="Delta")
    assert words() == {"alpha": 1, "beta": 1, "gamma": 1, "delta": 1}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tad_activity SET state = 'draft' WHERE id = %s", [other.pk])
    assert words() == {"beta": 1, "gamma": 1, "delta": 1}
    Activity.objects.filter(pk=other.pk).update(state="published", outcome="Épsilon")
    assert words() == {"alpha": 1, "beta": 1, "gamma": 1, "delta": 1, "épsilon": 1}
    record.delete()
    assert words() == {"alpha": 1, "épsilon": 1}
    before = words()
    search_rows.derive_all()
    assert (words(), search_rows.differing()) == (before, 0)


def test_a_wrong_count_is_noticed_and_repaired(records):
    SearchWord.objects.filter(word="patentes").update(records=7)
    SearchWord.objects.create(subject="activity", word="ghost", letters="ghost", records=1)
    assert search_rows.differing() == 2
    search_rows.derive_all()
    assert search_rows.differing() == 0


def test_what_is_not_public_never_leaks(client, signed_in, curator):
    office = organisation("Zanzibar hidden office", country="TZ")
    for state in (State.DRAFT, State.IN_REVIEW, State.ARCHIVED, State.REJECTED):
        activity(
            title=f"Zephyrine {state}", summary="zeppelins", state=state, beneficiaries=["ZW"], topics=["gender"],
            others={"organiser": [f"organisation:{office.slug}"]},
        )  # fmt: skip
    assert words() == {}
    for reader in (client, signed_in(curator)):  # one answer for everybody: it may be kept by any cache
        assert [suggested(reader, typed) for typed in ("zep", "zephyrine d", "zan", "zimb", "gend")] == [[]] * 5
    assert meant(client, "/activities/?q=zepelins") is None


def test_suggestions_complete_words_names_and_titles(client, records):
    assert suggested(client, "pat") == [
        ("Patents", "Topic"), ("patent", ""), ("patentes", ""), ("Patent drafting", "Title"),
        ("Patentes en la región", "Title"),
    ]  # fmt: skip
    assert suggested(client, "drafting cla") == [("drafting claims", "")]
    assert suggested(client, "capacit") == [("capacitación", "")]
    assert suggested(client, "CAPACITACION") == [("capacitación", "")]


def test_names_are_suggested_in_the_readers_language(client, records):
    shown = {prefix: suggested(client, typed, prefix) for prefix, typed in (
        ("", "alg"), ("/fr", "algé"), ("/fr", "algerie"), ("/es", "arge"), ("/ru", "алж"), ("/ar", "الجز"),
        ("/zh-hans", "阿尔"), ("/pt", "argé"),
    )}  # fmt: skip
    assert shown == {
        "": [("Algeria", "Country")], "/fr": [("Algérie", "Pays")], "/es": [("Argelia", "País")],
        "/ru": [("Алжир", "Страна")], "/ar": [("الجزائر", "البلد")], "/zh-hans": [("阿尔及利亚", "国家")],
        "/pt": [("Argélia", "País")],
    }  # fmt: skip


def test_a_word_inside_a_name_may_begin_so_too(client, db):
    office = organisation("National Office of Ideas")
    activity(title="Visit", others={"organiser": [f"organisation:{office.slug}"]})
    assert suggested(client, "idea") == [("National Office of Ideas", "Organisation")]
    assert suggested(client, "dea") == []


@pytest.mark.parametrize("typed", ["", " ", "p", "!!", "%%", "_z", "\\\\", "x" * 500, "\x00", "<q>"])
def test_nothing_to_suggest_is_an_empty_list(client, typed):
    activity(title="Something")
    assert suggested(client, typed) == []


def test_long_titles_are_cut_to_what_a_search_takes(client):
    activity(title="Zulu " + "word " * 70)
    [_word, (title, _kind)] = suggested(client, "zul")
    assert len(title) <= 200
    assert "Zulu" in unescape(re.sub("<[^>]+>", "", client.get("/activities/", {"q": title}).content.decode()))


def test_suggestions_may_be_kept_by_caches_and_ask_little(client, records, django_assert_num_queries):
    response = client.get("/activities/suggest/?q=pat")
    assert sorted(response["Cache-Control"].split(", ")) == ["max-age=300", "public"]
    assert response["Content-Type"] == "application/x-suggestions+json"
    with django_assert_num_queries(3):
        client.get("/activities/suggest/?q=pat")
    for number in range(30):
        activity(title=f"Patents {number}")
    client.get("/activities/suggest/?q=pat")
    with django_assert_num_queries(3):
        client.get("/activities/suggest/?q=pat")
    assert client.post("/activities/suggest/").status_code == 405


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("patnet", "patent"),
        ("ptents", "patents"),
        ("draftign", "drafting"),
        ("capasitacion", "capacitación"),
        ("drafting patnets", "drafting patents"),
        ('"patent draftin"', '"patent drafting"'),
        ("patnet -claim", "patent -claim"),
        ("Algiria", "Algeria"),  # stands in no text, but is a name
        ("Urugay capacitación", "Uruguay capacitación"),
    ],
)
def test_a_slip_is_met_with_a_question(client, records, typed, words):
    if words == "patent -claim":
        activity(title="A patent", topics=[])
    address, shown = meant(client, f"/activities/?q={typed.replace(' ', '+')}&view=table")
    assert shown == words
    page = client.get(address).content.decode()
    assert 'class="empty' not in page
    assert "view=table" in address


def test_a_question_keeps_the_filters_and_never_leads_to_nothing(client, records):
    address, _words = meant(client, "/activities/?topic=patents&q=patnet&beneficiary=KE&page=1")
    assert address == "/activities/?topic=patents&beneficiary=KE&q=patent"
    assert meant(client, "/activities/?q=patnet&beneficiary=UY") is None


@pytest.mark.parametrize("typed", ["qqqqqq", "patent claims zzzz", "-", "the", "patent -patents", "商标", "12345"])
def test_where_nothing_is_similar_nothing_is_asked(client, records, typed):
    assert meant(client, f"/activities/?q={typed}") is None


def test_words_of_a_slip_are_escaped(client, records):
    html = client.get("/activities/", {"q": 'patnet "<script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


anything = settings(max_examples=60)


@anything
@given(typed=st.text(max_size=200))
def test_whatever_is_typed_gets_an_answer(records, typed):
    help_with = WordHelp.current(activity_text, ActivityFilterSet)
    for value, _kind in help_with.suggestions(typed):
        assert len(value) <= 230
    assert isinstance(help_with.meant(typed, help_with.snapshot.readable()), str)
