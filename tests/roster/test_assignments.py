"""What consultants say they did, held against the activities."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.curation import MoveRefused
from roster import assignments
from roster.actions import record_consultant
from roster.models import Assignment
from tests.desk import messages, page
from tests.factories import activity, consultant, user

pytestmark = pytest.mark.django_db
LIST = "/admin/roster/consultant/assignments/"
TITLE = "Regional workshop on marks for small firms"
SAID = "Trainer at the regional workshop on marks for small firms"


def said(**values) -> Assignment:
    values = {"as_said": TITLE, "role": "Trainer", "from_year": 2012, "to_year": 2014, "country_id": "KE"} | values
    return consultant(lines={"assignments": [values]}).assignments.get()


def suggested(line: Assignment, person) -> list[tuple[str, str]]:
    [case] = assignments.cases([line], person)
    return [(each.record.ref, each.likeness.reason) for each in case.suggestions]


def test_the_activity_is_suggested_by_title_country_and_period(curator):
    meant = activity(title=TITLE, starts_on=date(2014, 6, 2))
    activity(title="Seminar on plant varieties", starts_on=date(2014, 6, 2))
    assert suggested(said(), curator) == [(meant.ref, "same title, about the same time, 1 of 2 countries")]
    assert suggested(said(as_said=SAID, from_year=2014), curator) == [
        (meant.ref, "similar title, same year, 1 of 2 countries")
    ]
    assert suggested(said(from_year=2001, to_year=2003), curator) == [
        (meant.ref, "same title, other dates, 1 of 2 countries")
    ]
    assert suggested(said(as_said=SAID, from_year=2001, to_year=2003, country_id="NA"), curator) == []
    assert suggested(said(from_year=None, to_year=None, country_id=None), curator) == [
        (meant.ref, "same title, no date to compare")
    ]
    assert suggested(said(as_said="", activity_id=meant.pk), curator) == []


def test_one_press_verifies_and_the_second_is_told(signed_in, curator):
    line, meant = said(), activity(title=TITLE, starts_on=date(2013, 6, 2))
    desk, address = signed_in(curator), f"{LIST}{line.pk}/"
    html = desk.get(LIST).content.decode()
    assert line.consultant.name in html
    assert meant.ref in html
    press = {"seen": assignments.seen(line), "activity": meant.ref}
    told = [messages(desk.post(address, press, follow=True)) for _click in range(2)]
    assert told[0] == [f"Verified: {line.consultant.name} worked on {meant.ref}."]
    assert "changed since you saw it" in told[1][0]
    line.refresh_from_db()
    assert (line.activity, line.verified_by, line.as_said) == (meant, curator, TITLE)
    assert line.verified_on is not None
    with pytest.raises(MoveRefused, match="already"):
        assignments.verify(line, activity=meant, as_seen=assignments.seen(line), by=user("curator"))
    assert "No assignment waits" in desk.get(LIST).content.decode()
    history = desk.get(page(line.consultant, "history")).content.decode()
    assert "Assignment verified" in history


def test_an_edit_by_whatever_way_takes_the_word_back(curator):
    line, meant = said(), activity(title=TITLE)
    written = [{"as_said": TITLE, "activity_id": meant.pk, "role": "Head"}]
    for edit in (
        lambda line: Assignment.objects.filter(pk=line.pk).update(role="Director"),
        lambda line: record_consultant(by=curator, values={}, consultant=line.consultant, assignments=written),
    ):
        assignments.verify(line, activity=meant, as_seen=assignments.seen(line), by=curator)
        edit(line)
        line = line.consultant.assignments.get()
        assert (line.verified_on, line.verified_by) == (None, None)
    assignments.set_aside(line, as_seen=assignments.seen(line), by=curator)
    assert list(assignments.waiting()) == []
    Assignment.objects.filter(pk=line.pk).update(output="A report")
    assert list(assignments.waiting()) == [line]


def test_what_changed_meanwhile_is_not_vouched_for(signed_in, curator):
    line, meant = said(), activity(title=TITLE)
    seen = assignments.seen(line)
    Assignment.objects.filter(pk=line.pk).update(as_said="I led the office")
    desk = signed_in(curator)
    for press in ({"activity": meant.ref}, {"aside": "1"}):
        [told] = messages(desk.post(f"{LIST}{line.pk}/", press | {"seen": seen}, follow=True))
        assert "changed since you saw it" in told
    line.refresh_from_db()
    assert (line.verified_on, line.unmatched_on) == (None, None)


def test_wrong_input_changes_nothing(signed_in, curator):
    line = said()
    desk, seen = signed_in(curator), assignments.seen(line)
    for sent, said_back in (
        ({"activity": "TA-1999-9999"}, "There is no activity “TA-1999-9999”."),
        ({"activity": ""}, "Type the reference of an activity."),
        ({}, "Type the reference of an activity."),
    ):
        sent = sent | {"seen": seen, "back": "https://elsewhere.example/"}
        answer = desk.post(f"{LIST}{line.pk}/", sent, follow=True)
        assert messages(answer) == [said_back]
        assert answer.redirect_chain == [(LIST, 302)]
    assert desk.get(f"{LIST}{line.pk}/").status_code == 405
    assert desk.post(f"{LIST}999999/", {}).status_code == 404
    assert messages(desk.post(f"{LIST}{line.pk}/", {"aside": "1", "seen": seen}, follow=True)) == [
        "Set aside: the portal knows no such activity."
    ]
    assert messages(desk.post(f"{LIST}{line.pk}/", {"aside": "1", "seen": seen}, follow=True)) == [
        "This assignment was set aside already."
    ]


def test_the_same_activity_and_role_twice_is_refused_in_words(curator):
    meant = activity(title=TITLE)
    lines = [{"as_said": "a", "role": "Trainer", "activity_id": meant.pk}, {"as_said": "b", "role": "Trainer"}]
    record = consultant(lines={"assignments": lines})
    line = record.assignments.get(as_said="b")
    with pytest.raises(MoveRefused, match="with the same role already"):
        assignments.verify(line, activity=meant, as_seen=assignments.seen(line), by=curator)


def test_who_waits_and_at_what_cost(signed_in, curator, member, client, django_assert_num_queries):
    activity(title=TITLE)
    lines = [said() for _each in range(3)]
    consultant(is_sample=True, lines={"assignments": [{"as_said": TITLE}]})
    consultant(state="draft", lines={"assignments": [{"as_said": TITLE}]})
    assert list(assignments.waiting()) == lines
    for number in (1, 3):
        rows = assignments.waiting().select_related("consultant", "country", "activity")[:number]
        with django_assert_num_queries(
            7
        ):  # lines, a savepoint, its setting, candidates, its end, activities, countries
            assert [len(case.suggestions) for case in assignments.cases(rows, curator)] == [1] * number
    for reader in (client, signed_in(member)):
        assert reader.get(LIST).status_code in {302, 403}
        assert reader.post(f"{LIST}{lines[0].pk}/", {"aside": "1"}).status_code in {302, 403}
    assert assignments.waiting().count() == 3
    desk = signed_in(curator)
    assert f'<a href="{LIST}">' in desk.get("/admin/").content.decode()
