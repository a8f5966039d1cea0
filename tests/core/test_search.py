"""Full text: what finds what, in which order, and how hits are marked."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection
from pyroaring import BitMap

from portal.core.facets import REMEMBERED
from portal.core.highlight import highlighted
from portal.core.search import is_empty
from tad.listing import activity_text
from tad.models import Activity
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db


def found(words: str) -> set[str]:
    stamp = activity_text.index.current().stamp
    hits = activity_text.hits(words, stamp)
    return set(Activity.objects.filter(pk__in=list(hits)).values_list("title", flat=True))


@pytest.fixture
def records(db):
    copyright_board = organisation(
        "Bureau burkinabè du droit d’auteur", acronym="BBDA", country="BF", aliases=["Board X"]
    )
    activity(title="Café labels", summary="Geographical indications for coffee", beneficiaries=["KE"])
    activity(title="Coffee fair", outcome="Forty growers registered a trademark", place="Ouagadougou")
    activity(title="Authors", others={"organiser": [f"organisation:{copyright_board.slug}"]}, beneficiaries=["CI"])
    activity(title="Group work", beneficiaries=["group:aripo"])


def test_words_find(records):
    expected = {
        "cafe": {"Café labels"},
        "CAFÉ": {"Café labels"},
        "coffee": {"Café labels", "Coffee fair"},
        "coffee fair": {"Coffee fair"},
        '"labels café"': set(),
        "coffee -fair": {"Café labels"},
        "labels or fair": {"Café labels", "Coffee fair"},
        "growers": {"Coffee fair"},  # outcome
        "ouagadougou": {"Coffee fair"},  # place
        "bbda": {"Authors"},  # acronym
        "burkinabe auteur": {"Authors"},  # organisation, accents ignored
        '"Board X"': {"Authors"},  # another name of the organisation
        "ivoire": {"Authors"},  # country
        "ARIPO member states": {"Group work"},
        "nothing like this": set(),
        "'); drop table tad_activity; --": set(),
        "((((": set(),
    }
    assert {words: found(words) for words in expected} == expected


def test_reference_numbers_are_found(records):
    ref = Activity.objects.get(title="Coffee fair").ref
    assert "Coffee fair" in found(ref)


def test_a_renamed_organisation_is_found_by_its_new_name_only(records):
    from portal.core.models import Organisation

    Organisation.objects.filter(acronym="BBDA").update(name="Office of authors", acronym="OOA", aliases=[])
    assert (found("OOA"), found("burkinabè")) == ({"Authors"}, set())


def test_what_changes_is_found_at_once(records):
    Activity.objects.filter(title="Coffee fair").update(outcome="Tea")
    assert (found("tea"), found("growers")) == ({"Coffee fair"}, set())


def test_a_word_in_the_title_ranks_before_one_in_the_text(db, rf, client):
    activity(title="Something else", outcome="licence " * 3)
    activity(title="Licence course")
    page = client.get("/activities/?q=licence").content.decode()
    assert page.index("Licence</mark> course") < page.index("Something else")


def test_common_words_come_newest_first_and_the_page_says_so(db, client, monkeypatch):
    monkeypatch.setattr("portal.core.search.RANK_LIMIT", 1)
    activity(title="Common one")
    activity(title="Common two")
    assert "the newest come first" in client.get("/activities/?q=common").content.decode()


def test_pages_by_relevance_do_not_overlap(db, rf):
    for number in range(30):
        activity(title=f"Course {number}")
    stamp = activity_text.index.current().stamp
    hits = activity_text.hits("course", stamp)
    pages = [activity_text.ranked_page("course", stamp, hits, start, 25) for start in (0, 25)]
    assert sorted(pages[0] + pages[1]) == sorted(hits)


def test_only_asked_for_hits_are_ranked(db):
    first, _second = activity(title="Course one"), activity(title="Course two")
    stamp = activity_text.index.current().stamp
    assert activity_text.ranked_page("course", stamp, BitMap([first.pk]), 0, 25) == [first.pk]


def test_kept_questions_are_bounded(db, monkeypatch):
    monkeypatch.setattr("portal.core.search.KEPT_QUESTIONS", 3)
    stamp = activity_text.index.current().stamp
    for number in range(10):
        activity_text.hits(f"word{number}", stamp)
    assert len(activity_text._kept) == 3


def test_hits_are_marked_and_everything_else_is_escaped(db):
    texts = ["Le café & <b>the</b> cafe", "nothing"]
    assert highlighted(texts, "cafe") == [
        "Le <mark>café</mark> &amp; &lt;b&gt;the&lt;/b&gt; <mark>cafe</mark>",
        "nothing",
    ]


def test_marks_cannot_be_smuggled_in(db):
    assert highlighted(["<mark>x</mark> \x02x\x03"], "y") == ["&lt;mark&gt;x&lt;/mark&gt; \x02x\x03"]


@pytest.mark.parametrize(("words", "empty"), [("-", True), ("!!!", True), ("a", False), ("-a", False)])
def test_words_that_ask_nothing(db, words, empty):
    assert is_empty(words) is empty


def test_a_lone_sign_gets_advice(db, client):
    activity()
    assert "There is nothing to search for" in client.get("/activities/?q=!!!").content.decode()


def test_what_was_found_is_kept_until_something_changes(db, django_assert_num_queries):
    activity(title="Course")
    stamp = activity_text.index.current().stamp
    activity_text.hits("course", stamp)
    with django_assert_num_queries(0):
        activity_text.hits("course", stamp)


def in_tables(words: str) -> list[int]:
    """What the words find, the most relevant first, asked of the database alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT activity_id FROM tad_activitysearch, core_search_query(%s) AS question WHERE document @@ question "
            "ORDER BY ts_rank(document, question) DESC, sort_date DESC NULLS LAST, activity_id DESC",
            [words],
        )
        return [pk for (pk,) in cursor.fetchall()]


def test_after_any_changes_the_order_is_that_of_the_tables(db):
    """What was found before is brought up to date by asking about what changed alone; nothing of it may be missed."""
    random, words = Random(11), ["rooibos", "honeybush", "tea", "rooibos tea", "tea -honeybush"]
    ids = [activity(title=f"Rooibos {number}").pk for number in range(8)]
    for _round in range(REMEMBERED + 10):
        move = random.choice(["change", "change", "add", "remove", "reload"])
        if move == "add":
            ids.append(activity(title=random.choice(words)).pk)
        elif move == "remove" and len(ids) > 3:
            Activity.objects.filter(pk=ids.pop(random.randrange(len(ids)))).delete()
        elif move == "reload":
            activity_text.index.forget()
        else:
            said = {"title": random.choice(words), "summary": random.choice(words)}
            Activity.objects.filter(pk__in=random.sample(ids, random.randint(1, 3))).update(**said)
        stamp = activity_text.index.current().stamp
        for each in random.sample(words, 2):
            hits = activity_text.hits(each, stamp)
            assert activity_text.ranked_page(each, stamp, hits, 0, 100) == in_tables(each)
            assert hits == BitMap(in_tables(each))


def test_a_change_costs_one_small_question(db, django_assert_num_queries):
    for number in range(3):
        activity(title=f"Rooibos {number}")
    other = activity(title="Tea")

    def ask(queries: int) -> None:
        stamp = activity_text.index.current().stamp
        with django_assert_num_queries(queries):
            hits = activity_text.hits("rooibos", stamp)
            assert len(activity_text.ranked_page("rooibos", stamp, hits, 0, 25)) == len(hits)

    ask(2)
    ask(0)
    Activity.objects.filter(pk=other.pk).update(title="Coffee")
    ask(1)  # whether it has the words now; the order holds
    Activity.objects.filter(pk=other.pk).update(title="Rooibos")
    ask(2)
    activity_text.index.forget()
    Activity.objects.filter(pk=other.pk).update(title="Coffee")
    ask(2)
