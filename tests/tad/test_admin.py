"""Activities on the curators' desk: lists, saving with lines, moves one by one and many at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core import curation
from portal.core.models import Modality, Organisation, State, Topic
from tad.models import Activity, Participation
from tests.desk import another, as_shown, errors, list_of, messages, page
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db

LIST = list_of(Activity)
ADD = reverse("admin:tad_activity_add")


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def move(client, record: Activity, name: str, **sent):
    return client.post(f"{page(record)}move/{name}/", sent, follow=True)


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
    [work] = desk.get(reverse("admin:index")).context["desks"]
    assert {each.queue.code: each.count for each in work["queues"]}[queue] == 2


def test_an_unknown_queue_is_no_error(desk):
    activity()
    assert desk.get(LIST, {"queue": "x"}).status_code == 200


def test_nobody_moves_everything_at_once(desk, monkeypatch):
    monkeypatch.setattr("portal.core.admin.moves.AT_ONCE", 1)
    records = [activity(), activity()]
    answer = act(desk, "verify_selected", records)
    assert messages(answer) == ["Choose at most 1 records at once."]


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
    answer = desk.post(page(record), mine, follow=True)
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


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind_override": "triangular"}, "Setting the kind by hand needs a reason."),
        ({"kind_override": "triangular", "kind_override_reason": "  "}, "Setting the kind by hand needs a reason."),
        ({"kind_override_reason": "Because."}, "A reason alone changes nothing"),
        ({"starts_on": "2019-03-05", "ends_on": "2019-03-04"}, "cannot end before it starts"),
        ({"starts_on": "1066-10-14", "ends_on": ""}, "between 1900 and 2199"),
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
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_the_form(desk, changed, said):
    record = activity(title="As it was")
    answer = save(desk, record, **changed)
    assert answer.status_code == 200
    assert said in errors(answer)
    assert Activity.objects.get().title == "As it was"


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


# --- Lines ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"role": "beneficiary", "country": "KE"}, "This participant already has that role."),
        ({"role": "host"}, "Name a country, a group or an organisation."),
        ({"role": "host", "country": "KE", "group": "aripo"}, "A group stands alone"),
        ({"role": "king", "country": "KE"}, "not one of the available choices"),
        ({"role": "host", "country": "QQ"}, "not one of the available choices"),
    ],
)
def test_a_participation_that_cannot_be(desk, reference, line, said):
    record = activity()
    if "group" in line:
        line = line | {"group": reference.groups.by_code["aripo"].id}
    sent = another(as_shown(desk.get(page(record))), "participations", **line)
    answer = desk.post(page(record), sent, follow=True)
    assert said in errors(answer)
    assert record.participations.count() == 2


def test_two_new_lines_that_say_the_same(desk):
    record = activity()
    sent = as_shown(desk.get(page(record)))
    for _ in range(2):
        sent = another(sent, "participations", role="host", country="GH")
    assert "This participant already has that role." in errors(desk.post(page(record), sent, follow=True))


@pytest.mark.parametrize(
    ("prefix", "line", "said"),
    [
        ("taggings", {"topic": "patents"}, "This is listed twice."),
        ("goal_links", {"goal": "9", "is_main": "on"}, "An activity has one main goal."),
        ("funding", {"kind": "in-kind", "amount": "5"}, "An amount needs a currency code"),
        ("funding", {"kind": "in-kind", "amount": "5", "currency": "usd"}, "An amount needs a currency code"),
        ("funding", {"kind": "in-kind", "amount": "5", "currency": "USD", "band": "under_10k"}, "not both"),
        ("quantities", {"unit": "persons", "number": "many"}, "Enter a whole number"),
        ("documents", {"kind": "page", "title": "Nowhere", "url": "nowhere"}, "Enter a valid URL"),
        ("sources", {"record": "A1", "citation": "News"}, "already exists"),
    ],
)
def test_other_lines_that_cannot_be(desk, prefix, line, said):
    from portal.core.models import FundingKind, Goal

    activity(lines={"sources": [{"record": "A1", "citation": "News"}]})
    record = activity(topics=["patents"], lines={"goals": [{"goal": Goal.objects.get(code="8"), "is_main": True}]})
    for name, model in [("topic", Topic), ("goal", Goal)]:
        if name in line:
            line = line | {name: model.objects.get(code=line[name]).pk}
    if prefix == "funding":
        line = line | {"kind": FundingKind.objects.get(code=line["kind"]).pk}
    sent = another(as_shown(desk.get(page(record))), prefix, **line)
    assert said in errors(desk.post(page(record), sent, follow=True))


def test_lines_may_exchange_places(desk):
    """Half-way the record would name Kenya as beneficiary twice; the end is what counts."""
    record = activity(beneficiaries=["KE", "UG", "TZ"])
    sent = as_shown(desk.get(page(record)))
    places = {code: place_of(sent, "participations", country=code) for code in ("KE", "UG", "TZ")}
    for now, then in [("KE", "UG"), ("UG", "TZ"), ("TZ", "KE")]:
        sent[f"participations-{places[now]}-country"] = then
    answer = desk.post(page(record), sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    assert [country for role, country in lines(record) if role == "beneficiary"] == ["UG", "TZ", "KE"]


def test_another_goal_becomes_the_main_one(desk):
    record = activity(goals=["8", "9"])
    first, second = record.goal_links.order_by("pk")
    record.goal_links.filter(pk=second.pk).update(is_main=True)
    sent = as_shown(desk.get(page(record)))
    del sent["goal_links-1-is_main"]
    answer = desk.post(page(record), sent | {"goal_links-0-is_main": "on"}, follow=True)
    assert answer.redirect_chain, errors(answer)
    assert [link.pk for link in record.goal_links.filter(is_main=True)] == [first.pk]


def test_a_line_is_removed_and_the_same_entered_anew(desk):
    record = activity()
    sent = as_shown(desk.get(page(record)))
    number = place_of(sent, "participations", role="provider")
    sent = another(sent | {f"participations-{number}-DELETE": "on"}, "participations", role="provider", country="BR")
    assert desk.post(page(record), sent, follow=True).redirect_chain
    assert lines(record) == [("beneficiary", "KE"), ("provider", "BR")]


def test_a_line_of_another_record_cannot_be_taken(desk):
    mine, other = activity(), activity()
    foreign = other.participations.first()
    sent = as_shown(desk.get(page(mine)))
    desk.post(page(mine), sent | {"participations-0-id": foreign.pk, "participations-0-country": "GH"})
    assert Participation.objects.get(pk=foreign.pk).activity_id == other.pk


def test_mangled_line_counts_are_no_crash(desk):
    record = activity()
    assert save(desk, record, **{"participations-TOTAL_FORMS": "x"}).status_code == 200


# --- One move ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "name", "leads_to"),
    [
        (State.DRAFT, "submit", State.IN_REVIEW),
        (State.IN_REVIEW, "publish", State.PUBLISHED),
        (State.PUBLISHED, "verify", State.PUBLISHED),
    ],
)
def test_a_button_moves_the_record(desk, curator, state, name, leads_to):
    record = activity(state=state, last_verified_on=None)
    assert f"move/{name}/" in desk.get(page(record)).content.decode()
    answer = move(desk, record, name)
    record.refresh_from_db()
    assert (record.state, record.updated_by) == (leads_to, curator)
    assert len(messages(answer)) == 1
    assert record.ref in messages(answer)[0]


@pytest.mark.parametrize(
    ("state", "name", "leads_to"),
    [
        (State.IN_REVIEW, "send_back", State.CHANGES_REQUESTED),
        (State.IN_REVIEW, "reject", State.REJECTED),
        (State.PUBLISHED, "archive", State.ARCHIVED),
        (State.REJECTED, "reopen", State.IN_REVIEW),
    ],
)
def test_some_buttons_ask_why_first(desk, state, name, leads_to):
    record = activity(state=state)
    asked = desk.get(f"{page(record)}move/{name}/")
    assert record.title in asked.content.decode()
    refused = move(desk, record, name, reason="  ")
    assert "A reason is needed" in refused.content.decode()
    assert Activity.objects.get().state == state
    move(desk, record, name, reason="The dates are wrong.")
    record.refresh_from_db()
    assert (record.state, record.state_reason) == (leads_to, "The dates are wrong.")


def test_the_page_shows_only_open_doors(desk):
    content = desk.get(page(activity(state=State.DRAFT))).content.decode()
    assert "move/submit/" in content
    assert "move/publish/" not in content


def test_the_second_curator_is_told(desk, curator):
    record = activity(state=State.IN_REVIEW)
    curation.reject(record, by=curator, reason="An advertisement.")
    answer = move(desk, record, "publish")
    assert messages(answer) == [f"{record.ref} is now in the state “Rejected”: this step is not possible from there."]


def test_moves_that_are_none(desk):
    record = activity(state=State.IN_REVIEW)
    assert desk.get(f"{page(record)}move/publish/").status_code == 405
    assert desk.post(f"{page(record)}move/delete/").status_code == 404
    assert desk.post(f"{page(record)}move/_move/").status_code == 404
    assert desk.post(page(record).replace(str(record.pk), "99999999") + "move/publish/").status_code == 404
    assert desk.post(page(record).replace(str(record.pk), "x") + "move/publish/").status_code == 404
    assert Activity.objects.get().state == State.IN_REVIEW


def test_the_queue_is_found_again_after_a_move(desk):
    record = activity(state=State.IN_REVIEW)
    opened = desk.get(page(record) + "?_changelist_filters=queue%3Dto-review").content.decode()
    assert "move/publish/?_changelist_filters=queue%3Dto-review" in opened
    answer = desk.post(f"{page(record)}move/publish/?_changelist_filters=queue%3Dto-review", follow=True)
    assert f"{LIST}?queue=to-review" in answer.content.decode()


# --- Many at once -----------------------------------------------------------------------------------------------------
def act(client, action: str, records, **sent):
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    return client.post(LIST, chosen | sent, follow=True)


def test_many_are_published_and_the_refused_are_named(desk):
    waiting = [activity(state=State.IN_REVIEW) for _ in range(3)]
    draft = activity(state=State.DRAFT)
    answer = act(desk, "publish_selected", [*waiting, draft])
    assert messages(answer) == [
        "“Publish”: 3 records.",
        f"{draft.ref} is now in the state “Draft”: this step is not possible from there.",
    ]
    assert Activity.objects.published().count() == 3


def test_many_are_verified(desk):
    records = [activity(verify_due_on=date(2020, 1, 1)) for _ in range(2)]
    act(desk, "verify_selected", records)
    assert set(Activity.objects.values_list("last_verified_on", flat=True)) == {timezone.localdate()}


def test_many_are_archived_for_one_reason(desk):
    records = [activity(), activity()]
    asked = act(desk, "archive_selected", records)
    assert all(record.ref in asked.content.decode() for record in records)
    refused = act(desk, "archive_selected", records, confirmed="yes", reason="")
    assert "A reason is needed" in refused.content.decode()
    assert Activity.objects.published().count() == 2
    done = act(desk, "archive_selected", records, confirmed="yes", reason="Twice in the collection.")
    assert messages(done) == ["“Archive”: 2 records."]
    assert set(Activity.objects.values_list("state", "state_reason")) == {("archived", "Twice in the collection.")}


def test_nothing_chosen_moves_nothing(desk):
    activity(state=State.IN_REVIEW)
    act(desk, "publish_selected", [])
    assert Activity.objects.get().state == State.IN_REVIEW


def test_there_is_no_deleting_of_many(desk):
    record = activity(state=State.DRAFT)
    act(desk, "delete_selected", [record], post="yes")
    assert Activity.objects.filter(pk=record.pk).exists()


# --- Deleting ---------------------------------------------------------------------------------------------------------
def test_a_draft_may_vanish(desk):
    record = activity(state=State.DRAFT)
    desk.post(page(record, "delete"), {"post": "yes"})
    assert not Activity.objects.exists()


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_what_others_saw_does_not_vanish(desk, state):
    record = activity(state=state)
    assert desk.post(page(record, "delete"), {"post": "yes"}).status_code == 403
    assert Activity.objects.filter(pk=record.pk).exists()


# --- Looking things up ------------------------------------------------------------------------------------------------
def look_up(client, field: str, term: str, model: str = "participation") -> list[str]:
    sent = {"app_label": "tad", "model_name": model, "field_name": field, "term": term}
    return [row["text"] for row in client.get(reverse("admin:autocomplete"), sent).json()["results"]]


def test_relations_are_looked_up_in_any_language(desk):
    organisation("Bureau of Marks", acronym="BM")
    assert look_up(desk, "country", "keny") == ["Kenya"]
    assert look_up(desk, "country", "Кения") == ["Kenya"]
    assert look_up(desk, "group", "aripo") == ["ARIPO member states"]
    assert look_up(desk, "organisation", "eau of mar") == ["Bureau of Marks (BM)"]


def test_what_is_out_of_use_is_not_offered_but_stays(desk):
    record = activity(topics=["patents"])
    Topic.objects.filter(code="patents").update(is_active=False)
    assert "Patents" not in look_up(desk, "topic", "patent", "activitytopic")
    assert save(desk, record, outcome="Done.").redirect_chain
    assert [topic.code for topic in record.topics.all()] == ["patents"]


def test_organisations_in_use_are_not_deleted(desk):
    wipo = Organisation.objects.get(slug="wipo")
    activity(others={"organiser": ["organisation:wipo"]})
    assert desk.post(page(wipo, "delete"), {"post": "yes"}).status_code == 403
    free = organisation()
    assert desk.post(page(free, "delete"), {"post": "yes"}).status_code == 302
    assert not Organisation.objects.filter(pk=free.pk).exists()
