"""Records that organisations propose: drafts that only members see, handed in, sent back, and never lost."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from portal.core import curation, memberships
from portal.core.models import FundingKind, Mail, Membership, OrganisationType, State
from tad.models import Activity
from tests.desk import list_of, sign_in
from tests.desk import page as desk_page
from tests.factories import activity, full_activity, organisation, user

pytestmark = pytest.mark.django_db
BASE = "/account/organisations/kipi-test/records/"
CAST = ["visitor", "stranger", "other_admin", "reader", "editor", "admin", "curator"]
SIGN_IN, GONE, NO, YES = "sign in", 404, 403, 200
WHOLE = {
    "title": "Workshop on marks in Nairobi", "summary": "Twelve examiners learned to search.", "modality": "workshop",
    "topics": ["trademarks", "patents"], "start": "03/2019", "end": "17/04/2019", "status": "completed",
    "objective": "Better searches.", "outcome": "Seven of twelve still search so.", "participants": "12", "women": "7",
    "participations-0-role": "provider", "participations-0-place": "BR",
    "participations-1-role": "beneficiary", "participations-1-place": "group:aripo",
    "participations-2-role": "organiser", "participations-2-organisation": "KIPI-test",
    "working_languages-0-language": "en", "funding-0-kind": "in-kind", "funding-0-funder": "kipi-test",
    "funding-0-amount": "1200.50", "funding-0-currency": "usd", "funding-0-in_kind": "rooms",
    "documents-0-url": "https://kipi.example.org/report", "documents-0-title": "Report", "documents-0-kind": "report",
    "source_url": "https://kipi.example.org/",
}  # fmt: skip


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def answer(response) -> object:
    if response.status_code == 302 and "login" in response["Location"]:
        return SIGN_IN
    return response.status_code


@pytest.fixture
def office():
    return organisation("Kenya Industrial Property Institute at test", acronym="KIPI", country="KE", slug="kipi-test")


@pytest.fixture
def cast(office, curator):
    people = {"visitor": None, "stranger": user(), "other_admin": user(), "curator": curator}
    Membership.objects.create(user=people["other_admin"], organisation=organisation(), role="admin")
    for role in ("reader", "editor", "admin"):
        people[role] = user(name=f"The {role}")
        Membership.objects.create(user=people[role], organisation=office, role=role)
    return people


@pytest.fixture
def editor(cast) -> Client:
    return sign_in(cast["editor"])


def send(client, ref: str = "new", *, do: str = "save", **values):
    words = {name: value for name, value in (WHOLE | values).items() if value is not None}
    return client.post(f"{BASE}{ref}/", words | {"do": do} | seen(client, ref))


def seen(client, ref: str) -> dict[str, str]:
    if ref == "new":
        return {}
    page = client.get(f"{BASE}{ref}/")
    shown = page.context and page.context.get("page")
    return {"seen": shown.seen, "opened": shown.opened} if shown else {}


def problems(response) -> dict[str, str]:
    return {each.anchor: each.message for each in response.context["page"].problems}


# --- Writing ----------------------------------------------------------------------------------------------------------
def test_a_draft_holds_what_was_typed(editor, cast, office):
    assert send(editor)["Location"] == f"{BASE}TA-2019-0001/"
    made = Activity.objects.get()
    assert (made.state, made.owner, made.created_by, made.submitted_at) == ("draft", office, cast["editor"], None)
    assert (made.title, made.modality.code, made.language_id) == (WHOLE["title"], "workshop", "en")
    assert (made.starts_on, made.starts_precision) == (date(2019, 3, 1), "month")
    assert (made.ends_on, made.ends_precision) == (date(2019, 4, 17), "day")
    assert (made.participants, made.women, made.men) == (12, 7, None)
    parties = made.participations.values_list("role", "country", "group__code", "organisation__slug")
    assert list(parties) == [
        ("provider", "BR", None, None), ("beneficiary", None, "aripo", None), ("organiser", None, None, "kipi-test"),
    ]  # fmt: skip
    assert list(made.topics.order_by("code").values_list("code", flat=True)) == ["patents", "trademarks"]
    assert list(made.working_languages.values_list("code", flat=True)) == ["en"]
    fund = made.funding.get()
    assert (fund.kind.code, fund.funder, str(fund.amount), fund.currency, fund.in_kind) == (
        "in-kind", office, "1200.50", "USD", "rooms",
    )  # fmt: skip
    assert made.documents.get().url == "https://kipi.example.org/report"
    assert made.kind == "south_south"


def test_what_is_stored_is_shown_again_and_saving_it_changes_nothing(editor, office):
    made = full_activity(state=State.DRAFT, owner=office)
    page = editor.get(f"{BASE}{made.ref}/")
    before = {line: list(getattr(made, line).values()) for line in KEPT}
    shown = page.context["page"].form
    sent = dict(shown.data.lists())
    for lines in shown.line_lists.values():
        for form in lines.filled:
            sent |= dict(form.data.lists())
    assert (
        editor.post(f"{BASE}{made.ref}/", sent | {"do": "save", "seen": page.context["page"].seen}).status_code == 302
    )
    again = Activity.objects.get()
    same = ["title", "summary", "starts_on", "ends_on", "modality_as_said", "outcome", "women", "date_note", "scope"]
    assert {name: getattr(again, name) for name in same} == {name: getattr(made, name) for name in same}
    assert {line: list(getattr(again, line).values()) for line in KEPT} == before


KEPT = ["participations", "taggings", "funding", "quantities", "evaluations", "documents", "sources", "goal_links"]


def test_a_draft_needs_a_title_and_nothing_else(editor):
    nothing = dict.fromkeys(WHOLE)
    refused = send(editor, **nothing | {"summary": "Some words"})
    assert problems(refused) == {"id_title": "This is still missing."}
    assert refused.context["page"].form["summary"].value() == "Some words"
    assert send(editor, **nothing | {"title": "A plan"}).status_code == 302
    assert Activity.objects.get().title == "A plan"


def test_handing_in_names_what_is_missing_and_saves_the_rest(editor):
    assert send(editor, do="submit", summary=None, modality=None)["Location"] == f"{BASE}TA-2019-0001/?check"
    assert Activity.objects.get().state == "draft"
    assert set(problems(editor.get(f"{BASE}TA-2019-0001/?check"))) == {"id_summary", "id_modality"}


@pytest.mark.parametrize(
    ("values", "anchor"),
    [
        ({"title": "x" * 401}, "id_title"),
        ({"start": "soon"}, "id_start"),
        ({"start": "2019", "end": "2018"}, "id_end"),
        ({"women": "13"}, "id_participants"),
        ({"women": "-1"}, "id_women"),
        ({"modality": "no-such"}, "id_modality"),
        ({"topics": ["no-such"]}, "id_topics_0"),
        ({"source_url": "javascript:alert(1)"}, "id_source_url"),
        ({"participations-0-place": "XX"}, "id_participations-0-place"),
        ({"participations-2-organisation": "No such office"}, "id_participations-2-organisation"),
        ({"funding-0-amount": "much"}, "id_funding-0-amount"),
        ({"funding-0-currency": ""}, "id_funding-0-currency"),
        ({"funding-0-band": "under_10k"}, "id_funding-0-band"),
        ({"documents-0-url": "nowhere"}, "id_documents-0-url"),
    ],
)
def test_each_mistake_is_named_and_nothing_typed_is_lost(editor, values, anchor):
    refused = send(editor, **values)
    assert refused.status_code == 200
    assert list(problems(refused)) == [anchor]
    html = unescape(refused.content.decode())
    for typed in (
        "Better searches.",
        "1200.50" if "amount" not in anchor else "much",
        "https://kipi.example.org/report",
    ):
        assert typed in html or anchor == "id_documents-0-url"
    assert Activity.objects.count() == 0


def test_a_party_cannot_stand_there_twice(editor):
    twice = {"participations-2-role": "provider", "participations-2-place": "BR", "participations-2-organisation": None}
    refused = send(editor, **twice)
    assert problems(refused) == {"id_participations-2-role": "A line is there twice."}
    assert Activity.objects.count() == 0


def test_one_more_line_keeps_everything_and_stores_nothing(editor):
    page = send(editor, do="add:participations")
    assert len(page.context["page"].form.line_lists["participations"].forms) == 4
    assert page.context["page"].form["objective"].value() == "Better searches."
    assert Activity.objects.count() == 0


def test_a_lost_cookie_loses_no_words(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast["editor"])
    page = send(strict)
    assert (page.status_code, Activity.objects.count()) == (403, 0)
    assert page.context["page"].form["objective"].value() == "Better searches."


# --- States -----------------------------------------------------------------------------------------------------------
def test_from_draft_to_published_by_way_of_the_curators(editor, cast):
    assert send(editor, do="submit")["Location"] == BASE
    made = Activity.objects.get()
    assert (made.state, made.submitted_by) == ("in_review", cast["editor"])
    assert editor.get(f"{BASE}{made.ref}/")["Location"] == made.get_absolute_url()
    curation.send_back(made, by=cast["curator"], reason="Who paid for the rooms?")
    assert "Who paid for the rooms?" in text(editor.get(BASE))
    assert "Who paid for the rooms?" in text(editor.get(f"{BASE}{made.ref}/"))
    assert send(editor, made.ref, do="submit", summary="Better.")["Location"] == BASE
    made.refresh_from_db()
    assert (made.state, made.summary) == ("in_review", "Better.")
    curation.publish(made, by=cast["curator"])
    assert text(Client().get(made.get_absolute_url())).count(WHOLE["title"]) > 0


def test_what_is_with_the_curators_is_not_changed_from_an_old_page(editor, cast):
    send(editor)
    made = Activity.objects.get()
    mark = seen(editor, made.ref)
    curation.submit(made, by=cast["editor"])
    late = editor.post(f"{BASE}{made.ref}/", WHOLE | {"do": "save", "title": "Too late"} | mark)
    assert late.status_code == 409
    assert late.context["page"].form["title"].value() == "Too late"
    assert "moved on: “In review”" in text(late)
    assert Activity.objects.get().title == WHOLE["title"]


def test_two_editors_at_one_draft_are_told_and_lose_nothing(editor, cast):
    send(editor)
    made = Activity.objects.get()
    mark = seen(editor, made.ref)
    assert send(sign_in(cast["admin"]), made.ref, outcome="Hers").status_code == 302
    told = editor.post(f"{BASE}{made.ref}/", WHOLE | {"do": "save", "outcome": "His"} | mark)
    page = told.context["page"]
    assert told.status_code == 409
    assert [(each.label, each.lines) for each in page.theirs] == [("Outcome", ["Hers"])]
    assert (page.form["outcome"].value(), Activity.objects.get().outcome) == ("His", "Hers")
    assert "The admin saved this record" in text(told)
    editor.post(
        f"{BASE}{made.ref}/", WHOLE | {"do": "save", "outcome": "Both", "seen": page.seen, "opened": page.opened}
    )
    assert Activity.objects.get().outcome == "Both"


# --- Discarding -------------------------------------------------------------------------------------------------------
def test_a_draft_is_discarded_once_that_was_asked(editor, office):
    gone, stays = (activity(state=State.DRAFT, owner=office) for _draft in range(2))
    assert f"{BASE}{gone.ref}/discard/" in editor.get(f"{BASE}{gone.ref}/").content.decode()
    assert gone.title in text(editor.get(f"{BASE}{gone.ref}/discard/"))
    assert Activity.objects.count() == 2
    assert f"{gone.ref} is discarded." in text(editor.post(f"{BASE}{gone.ref}/discard/", follow=True))
    assert list(Activity.objects.all()) == [stays]
    assert editor.post(f"{BASE}{gone.ref}/discard/").status_code == 404


def test_who_may_discard(cast, office):
    for who in CAST:
        draft = activity(state=State.DRAFT, owner=office)
        assert answer(sign_in(cast[who]).get(f"{BASE}{draft.ref}/discard/")) == EDITORS[who]
        sign_in(cast[who]).post(f"{BASE}{draft.ref}/discard/")
        assert Activity.objects.filter(pk=draft.pk).exists() == (who not in {"editor", "admin"})


def test_what_curators_have_seen_and_what_has_parts_stays(editor, office):
    whole = activity(state=State.DRAFT, owner=office)
    activity(parent=whole)
    seen_once = activity(state=State.CHANGES_REQUESTED, owner=office)
    for record in (whole, seen_once, activity(state=State.IN_REVIEW, owner=office), activity(owner=office)):
        assert "cannot be discarded" in text(editor.post(f"{BASE}{record.ref}/discard/", follow=True))
        assert Activity.objects.filter(pk=record.pk).exists()
    assert "Discard this draft" not in text(editor.get(f"{BASE}{seen_once.ref}/"))


def test_a_draft_of_another_organisation_is_not_there(editor):
    theirs = activity(state=State.DRAFT, owner=organisation())
    assert editor.post(f"{BASE}{theirs.ref}/discard/").status_code == 404
    assert Activity.objects.count() == 1


# --- Who may ----------------------------------------------------------------------------------------------------------
MEMBERS = dict.fromkeys(CAST, YES) | {"visitor": SIGN_IN, "stranger": GONE, "other_admin": GONE, "curator": GONE}
EDITORS = MEMBERS | {"reader": NO}


@pytest.mark.parametrize(("page", "allowed"), [("", MEMBERS), ("new/", EDITORS), ("{ref}/", EDITORS)])
def test_who_may_open_a_page(cast, office, page, allowed):
    draft = activity(state=State.DRAFT, owner=office)
    found = {who: answer(sign_in(cast[who]).get(BASE + page.format(ref=draft.ref))) for who in CAST}
    assert found == allowed


def test_who_may_write(cast, office):
    draft = activity(state=State.DRAFT, owner=office, title="As it was")
    for who in ("visitor", "stranger", "other_admin", "reader", "curator"):
        assert answer(send(sign_in(cast[who]), draft.ref)) == EDITORS[who]
        assert answer(send(sign_in(cast[who]))) == EDITORS[who]
    assert list(Activity.objects.values_list("title", flat=True)) == ["As it was"]


@pytest.mark.parametrize(("asked", "shown", "told"), [("draft", 1, 0), ("published", 0, 0), ("nonsense", 1, 1)])
def test_records_of_a_state_and_a_word_that_is_none(editor, office, asked, shown, told):
    activity(state=State.DRAFT, owner=office)
    response = editor.get(BASE, {"state": asked})
    assert (response.status_code, len(response.context["records"])) == (200, shown)
    assert text(response).count("This page does not know “nonsense”.") == told


def test_strangers_never_see_a_draft(cast, office):
    draft = activity(state=State.DRAFT, owner=office, title="Marker of a draft")
    seen = {who: sign_in(cast[who]).get(draft.get_absolute_url()).status_code for who in CAST}
    assert seen == {
        "visitor": GONE, "stranger": GONE, "other_admin": GONE, "reader": YES, "editor": YES, "admin": YES,
        "curator": YES,
    }  # fmt: skip


def test_nobody_takes_over_the_record_of_another_organisation(editor):
    theirs = activity(state=State.DRAFT, owner=organisation())
    nobodys = activity(state=State.DRAFT)
    for record in (theirs, nobodys):
        assert editor.get(f"{BASE}{record.ref}/").status_code == 404
        assert editor.post(f"{BASE}{record.ref}/", WHOLE | {"do": "save"}).status_code == 404


def test_an_organisation_that_waits_for_verification_proposes_nothing(cast):
    kind = OrganisationType.objects.get(code="university")
    made = memberships.propose(by=cast["stranger"], name="A university", type=kind)
    client = sign_in(cast["stranger"])
    page = f"/account/organisations/{made.slug}/records/"
    assert "Propose an activity" not in text(client.get(page))
    assert client.get(f"{page}new/").status_code == 403
    refused = client.post(f"{page}new/", WHOLE | {"do": "save"})
    assert (refused.status_code, Activity.objects.count()) == (403, 0)
    assert refused.context["page"].form["objective"].value() == "Better searches."


def test_the_list_filters_by_state_and_asks_no_more_for_more(editor, office, django_assert_num_queries):
    activity(state=State.DRAFT, owner=office, title="First")

    def counted() -> int:
        with django_assert_num_queries(8, exact=False) as asked:
            assert editor.get(BASE).status_code == 200
        return len(asked)

    one = counted()
    for state in (State.PUBLISHED, State.CHANGES_REQUESTED, State.IN_REVIEW, State.DRAFT):
        activity(state=state, owner=office)
    assert counted() == one
    assert [each["record"].title for each in editor.get(BASE, {"state": "draft"}).context["records"]][-1:] == ["First"]
    assert len(editor.get(BASE, {"state": "draft"}).context["records"]) == 2
    assert len(editor.get(BASE, {"state": "nonsense", "page": "x"}).context["records"]) == 5


def test_funding_of_a_kind_that_is_not_stated(editor):
    assert FundingKind.objects.filter(code="not-stated").exists()
    bare = {"funding-0-kind": "not-stated", "funding-0-amount": None, "funding-0-currency": None}
    assert send(editor, **bare | {"funding-0-funder": None, "funding-0-in_kind": None}).status_code == 302
    assert Activity.objects.get().funding.get().kind.code == "not-stated"


# --- What curators decide ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("move", "reason", "subject"),
    [
        ("publish", {}, "TA-2019-0001 is published"),
        ("send_back", {"reason": "Who paid?\nAnd when?"}, "TA-2019-0001: the curators ask for changes"),
        ("reject", {"reason": "Not ours."}, "TA-2019-0001 was not accepted"),
    ],
)
def test_whoever_handed_it_in_hears_what_was_decided(editor, cast, signed_in, move, reason, subject):
    send(editor, do="submit")
    made = Activity.objects.get()
    desk = signed_in(cast["curator"])
    for _click in range(2):
        desk.post(desk_page(made) + f"move/{move}/", reason)
    mail = Mail.objects.get(name="record_decided")
    assert (mail.to, mail.subject) == (cast["editor"].email, subject)
    assert WHOLE["title"] not in mail.text + mail.subject
    assert all(f"> {line}" in mail.text for line in reason.get("reason", "").splitlines())
    assert "because you handed this record in" in mail.text
    assert mail.stop_url.startswith("http://testserver/account/")


def test_many_decided_at_once_are_told_too(editor, cast, signed_in):
    send(editor, do="submit")
    activity(state=State.IN_REVIEW)
    chosen = {"action": "publish_selected", "_selected_action": list(Activity.objects.values_list("pk", flat=True))}
    signed_in(cast["curator"]).post(list_of(Activity), chosen | {"confirmed": "yes"})
    assert set(Activity.objects.values_list("state", flat=True)) == {"published"}
    assert [mail.to for mail in Mail.objects.filter(name="record_decided")] == [cast["editor"].email]
