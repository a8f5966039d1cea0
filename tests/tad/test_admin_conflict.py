"""Two curators at one record: nobody's words are overwritten, nobody's are lost, and no form counts twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.core.models import ReferenceCounter, State, User
from tad.models import Activity
from tests.desk import another, as_shown, errors, messages, page, sign_in
from tests.factories import activity, user

pytestmark = pytest.mark.django_db
ADD = reverse("admin:tad_activity_add")


@pytest.fixture
def mine(curator, signed_in) -> Client:
    return signed_in(curator)


@pytest.fixture
def other(administrator, signed_in) -> Client:
    return signed_in(administrator)


@pytest.fixture
def record(db) -> Activity:
    return activity(
        title="As it was", outcome="None yet", beneficiaries=["KE", "UG"], starts_on=date(2019, 3, 4), state=State.DRAFT
    )


def opened(client: Client, record: Activity) -> dict:
    return as_shown(client.get(page(record)))


def save(client: Client, record: Activity, **changed):
    return client.post(page(record), opened(client, record) | changed, follow=True)


def again(answer, *theirs: str, **changed) -> dict:
    """The page of both versions, sent once more."""
    sent = as_shown(answer) | changed
    return sent | ({"theirs": list(theirs)} if theirs else {})


def line(sent: dict, country: str) -> str:
    keys = [key for key, value in sent.items() if key.startswith("participations-") and value == country]
    return keys[0].removesuffix("-country")


def rows(answer) -> list[tuple]:
    shown = answer.context["conflict"]
    return [(row["label"] or row["where"], row["was"], row["theirs"], row["yours"], row["pick"]) for row in shown]


def parties(record: Activity) -> set[tuple]:
    return set(record.participations.values_list("role", "country_id", "as_said"))


AS_IT_WAS = {("provider", "BR", ""), ("beneficiary", "KE", ""), ("beneficiary", "UG", "")}


# --- Fields -----------------------------------------------------------------------------------------------------------
def test_both_versions_are_shown_and_nothing_is_saved(mine, other, record):
    sent = opened(mine, record)
    save(other, record, title="Theirs", place="Nairobi")
    answer = mine.post(page(record), sent | {"title": "Mine", "outcome": "Much"}, follow=True)
    assert "Somebody changed this record since you opened it" in errors(answer)
    assert sorted(rows(answer)) == [
        ("Outcome", "None yet", "None yet", "Much", ""),
        ("Place", "", "Nairobi", "", ""),
        ("Title", "As it was", "Theirs", "Mine", "title"),
    ]
    assert rows(answer)[0][0] == "Title"
    record.refresh_from_db()
    assert (record.title, record.place, record.outcome) == ("Theirs", "Nairobi", "None yet")


def test_saved_again_mine_stands_and_theirs_beside_it(mine, other, record):
    sent = opened(mine, record)
    save(other, record, title="Theirs", place="Nairobi")
    answer = mine.post(page(record), sent | {"title": "Mine", "outcome": "Much"}, follow=True)
    assert mine.post(page(record), again(answer), follow=True).redirect_chain
    record.refresh_from_db()
    assert (record.title, record.place, record.outcome) == ("Mine", "Nairobi", "Much")


def test_theirs_may_be_taken(mine, other, record):
    sent = opened(mine, record)
    save(other, record, title="Theirs", status="ongoing", ends_on="2019-03-05")
    answer = mine.post(page(record), sent | {"title": "Mine", "status": "planned", "outcome": "Much"}, follow=True)
    assert {row[0]: row[1:4] for row in rows(answer)}["Status"] == ("Completed", "Ongoing", "Planned")
    assert mine.post(page(record), again(answer, "title", "status"), follow=True).redirect_chain
    record.refresh_from_db()
    assert (record.title, record.status, record.outcome, record.ends_on) == (
        "Theirs", "ongoing", "Much", date(2019, 3, 5),
    )  # fmt: skip


def test_a_third_version_is_refused_in_turn(mine, other, record):
    sent = opened(mine, record)
    save(other, record, title="Theirs")
    answer = mine.post(page(record), sent | {"title": "Mine"}, follow=True)
    save(other, record, title="Theirs once more")
    answer = mine.post(page(record), again(answer), follow=True)
    assert rows(answer) == [("Title", "Theirs", "Theirs once more", "Mine", "title")]
    assert mine.post(page(record), again(answer, "title", outcome="Much"), follow=True).redirect_chain
    record.refresh_from_db()
    assert (record.title, record.outcome) == ("Theirs once more", "Much")


def test_a_mistake_beside_a_conflict_is_said_and_nothing_is_lost(mine, other, record):
    sent = opened(mine, record)
    save(other, record, place="Nairobi")
    answer = mine.post(page(record), sent | {"title": "", "outcome": "Much", "starts_on": "soon"}, follow=True)
    assert "This field is required" in errors(answer)
    shown = as_shown(answer)
    assert (shown["outcome"], shown["starts_on"], shown["place"]) == ("Much", "soon", "Nairobi")


def test_names_are_shown_for_what_is_chosen(mine, other, record, reference):
    from portal.core.models import Modality

    codes = reference[Modality].by_code
    sent = opened(mine, record)
    save(other, record, modality=codes["study-visit"].id)
    answer = mine.post(page(record), sent | {"modality": "9" * 30}, follow=True)
    assert rows(answer) == [("Modality", codes["workshop"].label, codes["study-visit"].label, "9" * 30, "modality")]


@pytest.mark.parametrize("known", ["", "x", "[]", "[1, 2]", '[{}, {"participations": 1}]', "null"])
def test_without_knowing_what_was_seen_everything_different_is_a_choice(mine, other, record, known):
    sent = opened(mine, record)
    save(other, record, title="Theirs")
    answer = mine.post(page(record), sent | {"outcome": "Much", "as_opened": known}, follow=True)
    assert {(row[0], row[4]) for row in rows(answer)} >= {("Title", "title"), ("Outcome", "outcome")}
    assert as_shown(answer)["title"] == "As it was"
    assert mine.post(page(record), again(answer, "title"), follow=True).redirect_chain
    record.refresh_from_db()
    assert (record.title, record.outcome) == ("Theirs", "Much")
    assert parties(record) == AS_IT_WAS


# --- Lines ------------------------------------------------------------------------------------------------------------
def test_lines_that_the_other_added_stay(mine, other, record):
    sent = opened(mine, record)
    other.post(page(record), another(opened(other, record), "participations", role="funder", country="JP"))
    answer = mine.post(page(record), another(sent, "participations", role="observer", country="IN"), follow=True)
    assert rows(answer) == [
        ("participation: Funder · Japan", "not there", "Funder · Japan", "not there", ""),
        ("participation: Observer · India", "not there", "not there", "Observer · India", ""),
    ]
    assert mine.post(page(record), again(answer), follow=True).redirect_chain
    assert parties(record) == AS_IT_WAS | {("funder", "JP", ""), ("observer", "IN", "")}


def test_the_same_line_added_by_both_is_added_once(mine, other, record):
    sent = opened(mine, record)
    other.post(page(record), another(opened(other, record), "participations", role="funder", country="JP"))
    sent = another(sent | {"outcome": "Much"}, "participations", role="funder", country="JP")
    answer = mine.post(page(record), sent, follow=True)
    assert mine.post(page(record), again(answer), follow=True).redirect_chain
    assert parties(record) == AS_IT_WAS | {("funder", "JP", "")}


def test_a_line_that_the_other_removed_goes(mine, other, record):
    sent = opened(mine, record)
    theirs = opened(other, record)
    other.post(page(record), theirs | {f"{line(theirs, 'UG')}-DELETE": "on"})
    answer = mine.post(page(record), sent | {"outcome": "Much"}, follow=True)
    assert (
        "participation: Beneficiary · Uganda",
        "Beneficiary · Uganda",
        "not there",
        "Beneficiary · Uganda",
        "",
    ) in rows(answer)
    assert mine.post(page(record), again(answer), follow=True).redirect_chain
    assert parties(record) == AS_IT_WAS - {("beneficiary", "UG", "")}


def test_a_line_that_the_other_removed_and_i_changed_comes_back(mine, other, record):
    sent = opened(mine, record)
    theirs = opened(other, record)
    other.post(page(record), theirs | {f"{line(theirs, 'UG')}-DELETE": "on"})
    answer = mine.post(page(record), sent | {f"{line(sent, 'UG')}-as_said": "the Ugandans"}, follow=True)
    [row] = answer.context["conflict"]
    assert row["outcome"] == "Removed by the other one, changed by you: it would be added anew."
    assert mine.post(page(record), again(answer), follow=True).redirect_chain
    assert parties(record) == AS_IT_WAS - {("beneficiary", "UG", "")} | {("beneficiary", "UG", "the Ugandans")}


def test_both_changed_one_line(mine, other, record):
    sent, theirs = opened(mine, record), opened(other, record)
    other.post(page(record), theirs | {f"{line(theirs, 'UG')}-as_said": "Uganda, they say"})
    answer = mine.post(page(record), sent | {f"{line(sent, 'UG')}-as_said": "the Ugandans"}, follow=True)
    [(label, was, their, my, pick)] = rows(answer)
    assert (label, was, their, my) == ("In the source's words", "", "Uganda, they say", "the Ugandans")
    answer = mine.post(page(record), again(answer, pick), follow=True)
    assert answer.redirect_chain, errors(answer)
    assert ("beneficiary", "UG", "Uganda, they say") in parties(record)


@pytest.mark.parametrize("takes_theirs", [True, False])
def test_i_removed_what_the_other_changed(mine, other, record, takes_theirs):
    sent, theirs = opened(mine, record), opened(other, record)
    other.post(page(record), theirs | {f"{line(theirs, 'UG')}-as_said": "Uganda, they say"})
    answer = mine.post(page(record), sent | {f"{line(sent, 'UG')}-DELETE": "on", "outcome": "Much"}, follow=True)
    pick = rows(answer)[0][4]
    assert pick.endswith("-DELETE")
    mine.post(page(record), again(answer, *([pick] if takes_theirs else [])), follow=True)
    assert (("beneficiary", "UG", "Uganda, they say") in parties(record)) is takes_theirs
    assert Activity.objects.get().outcome == "Much"


def test_both_removed_it(mine, other, record):
    sent, theirs = opened(mine, record), opened(other, record)
    other.post(page(record), theirs | {f"{line(theirs, 'UG')}-DELETE": "on"})
    answer = mine.post(page(record), sent | {f"{line(sent, 'UG')}-DELETE": "on"}, follow=True)
    assert answer.redirect_chain
    assert parties(record) == AS_IT_WAS - {("beneficiary", "UG", "")}


@pytest.mark.parametrize(
    "pick", ["x", "participations-99-country", "nothing-0-id", "participations-0-x", "seen_at", "-"]
)
def test_choices_that_are_none(mine, record, pick):
    assert save(mine, record, theirs=pick, outcome="Much").redirect_chain
    assert Activity.objects.get().outcome == "Much"


def test_many_differences_take_as_many_queries_as_few(mine, other, record):
    counts = []
    for countries in [["JP", "IN"], ["CN", "GH", "ZM", "FR", "DE"]]:
        sent, theirs = opened(mine, record), opened(other, record)
        for country in countries[1:]:
            theirs = another(theirs, "participations", role="funder", country=country)
        other.post(page(record), theirs)
        with CaptureQueriesContext(connection) as queries:
            answer = mine.post(page(record), another(sent, "participations", role="host", country=countries[0]))
        assert len(rows(answer)) == len(countries)
        counts.append(sum('"core_country"."iso2" IN' in query["sql"] for query in queries))
    assert counts[0] == counts[1] > 0


# --- The same form twice ----------------------------------------------------------------------------------------------
def test_the_same_form_twice_changes_once(mine, record):
    sent = another(opened(mine, record) | {"title": "New"}, "participations", role="funder", country="JP")
    mine.post(page(record), sent, follow=True)
    events = Activity.pgh_event_model.objects.count()
    answer = mine.post(page(record), sent, follow=True)
    assert messages(answer) == [f"There was nothing left to save: {record.ref} says all of it."]
    assert Activity.pgh_event_model.objects.count() == events
    assert parties(record) == AS_IT_WAS | {("funder", "JP", "")}


def test_the_same_new_form_twice_adds_one(mine):
    sent = as_shown(mine.get(ADD)) | {"title": "Seminar", "starts_on": "2019-03-04"}
    mine.post(ADD, sent)
    answer = mine.post(ADD, sent, follow=True)
    record = Activity.objects.get()
    assert f"{record.ref} was saved already; nothing was added." in messages(answer)
    assert answer.redirect_chain[-1][0] == page(record)


def test_two_forms_add_two_and_one_key_is_one_persons(mine, other):
    sent = as_shown(mine.get(ADD)) | {"title": "Seminar", "starts_on": "2019-03-04"}
    mine.post(ADD, sent)
    other.post(ADD, sent)
    mine.post(ADD, sent | {"form_key": as_shown(mine.get(ADD))["form_key"]})
    assert Activity.objects.count() == 3


@pytest.fixture
def two_people(db):
    """A draft and two curators, written on a connection of their own, so that other ones see them."""
    [made] = at_once(lambda: (activity(title="As it was", state=State.DRAFT), [user("curator"), user("curator")]))
    yield made
    at_once(lambda: removed(made[1]))


def removed(people: list[User]) -> None:
    Activity.objects.all().delete()
    Session.objects.all().delete()
    LogEntry.objects.all().delete()
    User.objects.filter(pk__in=[person.pk for person in people]).delete()
    ReferenceCounter.objects.all().delete()


def at_once(*tasks) -> list:
    def run(task):
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_two_curators_saving_at_the_same_moment(two_people):
    record, people = two_people
    clients = at_once(*(lambda person=person: sign_in(person) for person in people))
    forms = [opened(client, record) | {"title": f"Of {number}"} for number, client in enumerate(clients)]
    answers = at_once(lambda: clients[0].post(page(record), forms[0]), lambda: clients[1].post(page(record), forms[1]))
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [200, 302]
    assert Activity.objects.get().title == f"Of {codes.index(302)}"
    assert len(rows(answers[codes.index(200)])) == 1


def test_a_double_click_on_a_new_record(two_people):
    _record, people = two_people
    [client] = at_once(lambda: sign_in(people[0]))
    sent = as_shown(client.get(ADD)) | {"title": "Seminar", "starts_on": "2019-03-04"}
    answers = at_once(lambda: client.post(ADD, sent), lambda: client.post(ADD, sent))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Activity.objects.filter(title="Seminar").count() == 1
