"""Activities on the curators' desk: lists, queues, new ones, changed ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core import curation
from portal.core.models import Modality, State, Topic
from tad.models import Activity
from tests.desk import another, as_shown, errors, list_of, messages, page
from tests.factories import activity

pytestmark = pytest.mark.django_db

LIST = list_of(Activity)
ADD = reverse("admin:tad_activity_add")


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def save(client, record: Activity, **changed):
    """Open the change page, change some fields, press save."""
    return client.post(page(record), as_shown(client.get(page(record))) | changed, follow=True)


def lines(record: Activity) -> list[tuple]:
    return list(record.participations.values_list("role", "country_id"))


def place_of(sent: dict, prefix: str, **wanted) -> int:
    """The number of the line in the form that shows these values."""
    total = int(sent[f"{prefix}-TOTAL_FORMS"])
    return next(n for n in range(total) if all(sent[f"{prefix}-{n}-{key}"] == value for key, value in wanted.items()))


# --- The list ---------------------------------------------------------------------------------------------------------
def test_an_empty_list_and_an_empty_search(desk):
    assert "0 activities" in desk.get(LIST).content.decode()
    assert "0 results" in desk.get(LIST, {"q": "nothing like this"}).content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_one(desk):
    activity()
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get(LIST)
    for _ in range(12):
        activity(by=None, state=State.IN_REVIEW)
    with CaptureQueriesContext(connection) as many:
        answer = desk.get(LIST)
    assert answer.context["cl"].result_count == 13
    assert len(many) == len(one)


@pytest.mark.parametrize("words", ["salt of", "ta-2013-0001"])
def test_the_list_is_searched_by_title_and_reference(desk, words):
    record = activity(title="The salt of the sea", ref="TA-2013-0001")
    activity(title="Something else")
    found = desk.get(LIST, {"q": record.ref.lower() if words.startswith("ta") else words}).context["cl"].result_list
    assert list(found) == [record]


@pytest.mark.parametrize("state", State)
def test_the_list_is_filtered_by_state(desk, state):
    records = {each: activity(state=each) for each in State}
    assert list(desk.get(LIST, {"state__exact": state}).context["cl"].result_list) == [records[state]]


def queues() -> dict[str, list[Activity]]:
    """Two records for each queue, in the order in which they should be looked at."""
    ago = timezone.now() - timedelta(days=9)
    today = timezone.localdate()
    return {
        "to-review": [activity(state=State.IN_REVIEW, submitted_at=ago), activity(state=State.IN_REVIEW)],
        "sent-back": [activity(state=State.CHANGES_REQUESTED), activity(state=State.CHANGES_REQUESTED)],
        "to-verify": [activity(verify_due_on=today - timedelta(days=40)), activity(verify_due_on=today)],
        "unclassified": [activity(providers=[]), activity(beneficiaries=[])],
        "drafts": [activity(state=State.DRAFT), activity(state=State.DRAFT)],
    }


@pytest.mark.parametrize("queue", ["to-review", "sent-back", "to-verify", "unclassified", "drafts"])
def test_a_queue_lists_what_it_counts_the_oldest_first(desk, queue):
    expected = queues()[queue]
    activity(verify_due_on=timezone.localdate() + timedelta(days=1))
    activity(state=State.ARCHIVED, providers=[])
    assert list(desk.get(LIST, {"queue": queue}).context["cl"].result_list) == expected
    work = next(each for each in desk.get(reverse("admin:index")).context["desks"] if each["list_url"] == LIST)
    assert {each.queue.code: each.count for each in work["queues"]}[queue] == 2


def test_an_unknown_queue_is_no_error(desk):
    activity()
    assert desk.get(LIST, {"queue": "x"}).status_code == 200


# --- A new activity ---------------------------------------------------------------------------------------------------
def new(client, **values):
    sent = as_shown(client.get(ADD)) | {"title": "Seminar on marks", "starts_on": "2019-03-04"} | values
    return client.post(ADD, sent, follow=True)


def test_a_new_activity_is_a_draft_with_a_reference_of_its_year(desk, curator):
    new(desk)
    record = Activity.objects.get()
    assert (record.ref, record.state) == ("TA-2019-0001", State.DRAFT)
    assert record.created_by == record.updated_by == curator
    new(desk)
    assert Activity.objects.latest("pk").ref == "TA-2019-0002"


def test_an_undated_activity_counts_in_the_year_it_is_entered(desk):
    new(desk, starts_on="")
    assert Activity.objects.get().ref == f"TA-{timezone.localdate().year}-0001"


def test_state_stamps_and_reference_cannot_be_typed_in(desk, administrator):
    new(
        desk, state="published", ref="TA-1", published_by=administrator.pk, created_by=administrator.pk, kind="national"
    )
    record = Activity.objects.get()
    assert (record.state, record.ref, record.published_by) == (State.DRAFT, "TA-2019-0001", None)
    assert record.created_by != administrator


def test_a_new_activity_with_lines_is_judged(desk):
    sent = as_shown(desk.get(ADD)) | {"title": "Seminar on marks", "starts_on": "2019-03-04"}
    sent = another(
        another(sent, "participations", role="provider", country="BR"),
        "participations",
        role="beneficiary",
        country="KE",
    )
    sent = another(sent, "taggings", topic=Topic.objects.get(code="trademarks").pk)
    answer = desk.post(ADD, sent, follow=True)
    record = Activity.objects.get()
    assert (record.kind, lines(record)) == ("south_south", [("provider", "BR"), ("beneficiary", "KE")])
    assert [topic.code for topic in record.topics.all()] == ["trademarks"]
    assert any("The kind is now “South-South”. Brazil provided for Kenya" in said for said in messages(answer))


def test_a_refused_new_activity_takes_no_number(desk):
    answer = new(desk, title="")
    assert "This field is required" in errors(answer)
    new(desk)
    assert Activity.objects.get().ref == "TA-2019-0001"


# --- Changing one -----------------------------------------------------------------------------------------------------
def test_saving_unchanged_changes_nothing_but_who_looked(desk, curator):
    record = activity(
        goals=["8"], recommendations=["10"], languages=["en"], others={"organiser": ["organisation:wipo"]}
    )
    before = Activity.objects.values().get()
    answer = save(desk, record)
    assert answer.redirect_chain, errors(answer)
    after = Activity.objects.values().get()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"updated_at", "updated_by_id"}
    assert after["updated_by_id"] == curator.pk


def test_a_form_of_many_lines_takes_as_many_queries_as_one_of_few(desk):
    few = activity(others={"organiser": ["organisation:wipo"]})
    many = activity(
        beneficiaries=["KE", "UG", "TZ", "ZM", "group:aripo"],
        topics=["patents", "trademarks"],
        others={"organiser": ["organisation:wipo"], "funder": ["organisation:wipo"]},
    )
    desk.get(page(few))
    with CaptureQueriesContext(connection) as for_few:
        desk.get(page(few))
    with CaptureQueriesContext(connection) as for_many:
        html = desk.get(page(many)).content.decode()
    assert len(for_many) == len(for_few)
    assert all(f">{name}</option>" in html for name in ("Zambia", "ARIPO member states", "Trademarks"))


def test_a_change_under_way_is_not_overwritten(desk, signed_in, administrator):
    record = activity(title="As it was")
    mine = as_shown(desk.get(page(record)))
    save(signed_in(administrator), record, title="As the other one wrote")
    answer = desk.post(page(record), mine | {"outcome": "An hour of my typing"}, follow=True)
    assert not answer.redirect_chain
    assert "Somebody changed this record since you opened it" in errors(answer)
    assert "An hour of my typing" in answer.content.decode()
    record.refresh_from_db()
    assert (record.title, record.outcome) == ("As the other one wrote", "")


@pytest.mark.parametrize("seen", ["", "yesterday", "2000-01-01T00:00:00+00:00", "2019-99-99T00:00:00"])
def test_without_a_true_mark_of_what_was_seen_nothing_is_saved(desk, seen):
    record = activity(title="As it was")
    answer = save(desk, record, seen_at=seen, title="Other")
    assert "Somebody changed this record" in errors(answer)


def test_a_move_counts_as_a_change(desk, curator):
    record = activity(state=State.IN_REVIEW)
    mine = as_shown(desk.get(page(record)))
    curation.publish(record, by=curator)
    answer = desk.post(page(record), mine | {"outcome": "Of mine"}, follow=True)
    assert "Somebody changed this record" in errors(answer)
    assert Activity.objects.get().state == State.PUBLISHED


def test_the_kind_follows_the_participations(desk):
    record = activity(providers=["BR"])
    sent = as_shown(desk.get(page(record)))
    number = place_of(sent, "participations", role="provider")
    answer = desk.post(page(record), sent | {f"participations-{number}-country": "JP"}, follow=True)
    assert Activity.objects.get().kind == "north_south"
    assert any("The kind is now “North-South”" in said for said in messages(answer))


def test_the_kind_is_set_by_hand_with_a_reason_and_released_again(desk):
    record = activity()
    save(desk, record, kind_override="triangular", kind_override_reason="Paid by a fund that is not recorded.")
    record.refresh_from_db()
    assert (record.kind, record.kind_override) == ("triangular", "triangular")
    assert "Paid by a fund" in desk.get(page(record)).content.decode()
    save(desk, record, kind_override="", kind_override_reason="")
    record.refresh_from_db()
    assert (record.kind, record.kind_override) == ("south_south", "")


IMPOSSIBLE = [
    ({"kind_override": "triangular"}, "Setting the kind by hand needs a reason."),
    ({"kind_override": "triangular", "kind_override_reason": "  "}, "Setting the kind by hand needs a reason."),
    ({"kind_override_reason": "Because."}, "A reason alone changes nothing"),
    ({"starts_on": "2019-03-05", "ends_on": "2019-03-04"}, "cannot end before it starts"),
    ({"starts_on": "1066-10-14", "ends_on": ""}, "between 1900 and 2199"),
    ({"starts_on": "0001-01-01", "ends_on": ""}, "between 1900 and 2199"),
    ({"starts_on": "9999-12-31", "ends_on": "", "starts_precision": "month"}, "between 1900 and 2199"),
    ({"starts_on": "soon"}, "Enter a valid date"),
    ({"participants": "3", "women": "2", "men": "2"}, "more women and men than participants"),
    ({"participants": "-1"}, "greater than or equal to 0"),
    ({"participants": "99999999999"}, "less than or equal to 2147483647"),
    ({"title": ""}, "This field is required"),
    ({"title": "x" * 401}, "at most 400 characters"),
    ({"title": "nul\x00"}, "Null characters are not allowed"),
    ({"summary": "x" * 501}, "at most 500 characters"),
    ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
    ({"modality": "999999"}, "not one of the available choices"),
    ({"language": "xx"}, "not one of the available choices"),
    ({"owner": "x"}, "not one of the available choices"),
    ({"owner": "9" * 30}, "not one of the available choices"),
    ({"status": "x"}, "not one of the available choices"),
]  # fmt: skip


def test_what_cannot_be_is_said_at_the_form(desk):
    record = activity(title="As it was")
    shown = as_shown(desk.get(page(record)))
    for changed, said in IMPOSSIBLE:
        answer = desk.post(page(record), shown | changed)
        assert (changed, answer.status_code) == (changed, 200)
        assert said in errors(answer), changed
        assert Activity.objects.get().title == "As it was", changed


def test_other_needs_the_sources_words(desk):
    record = activity()
    other = Modality.objects.get(code="other").pk
    assert "Say in the source" in errors(save(desk, record, modality=other, modality_as_said=""))
    assert save(desk, record, modality=other, modality_as_said="a caravan").redirect_chain


def test_nothing_is_part_of_itself(desk):
    record = activity()
    below = activity(parent=activity(parent=record))
    assert "itself part of this activity" in errors(save(desk, record, parent=below.pk))
    assert "itself part of this activity" in errors(save(desk, record, parent=record.pk))
    assert save(desk, below, parent=record.pk).redirect_chain


# --- Searching --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("courses", ["draft"]),  # another form of a word in the summary, of a record that readers do not see
        ("Brasil", ["draft", "public"]),  # a country by its name in another language
        ("Examin", ["public"]),  # what begins to be typed
        ("TA-1999", ["public"]),
        ("", ["draft", "public"]),
        ("nothing like it", []),
        ("-", ["draft", "public"]),  # stands in every reference
    ],
)
def test_the_list_finds_words_and_what_begins_to_be_typed(desk, typed, found):
    records = {
        "draft": activity(title="Workshop in Praia", summary="A course on licensing.", state=State.DRAFT),
        "public": activity(title="Examiners meet", starts_on=date(1999, 5, 6)),
    }
    answer = desk.get(list_of(Activity), {"q": typed})
    assert {record.ref for record in answer.context["cl"].queryset} == {records[name].ref for name in found}
