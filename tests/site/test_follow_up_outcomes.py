"""Asking what came of something: what is missing, who is asked, the mails before they go, and nobody twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships.models import Initiative
from portal.core.models import Correction, Mail, Membership, OutcomeRequest, StoppedMail
from portal.site.follow_up import asking
from portal.site.follow_up.missing import KINDS
from tad.models import Activity
from tests.desk import messages
from tests.factories import activity, initiative, organisation, user
from tests.partnerships import submissions

pytestmark = pytest.mark.django_db
PAGE = "/admin/follow-up/outcomes/"
LONG_AGO = timezone.localdate() - timedelta(days=400)


@pytest.fixture
def desk(signed_in, curator):
    return signed_in(curator)


def member(office, role: str = "editor", **values):
    person = user(**values)
    Membership.objects.create(user=person, organisation=office, role=role)
    return person


def over(*, office=None, role: str = "provider", **values) -> Activity:
    """A completed activity without an outcome."""
    record = activity(**{"starts_on": LONG_AGO, "ends_on": LONG_AGO, "status": "completed", "outcome": ""} | values)
    if office:
        record.participations.create(role=role, organisation=office, order=9)
    return record


def post(desk, *records, do: str = "look", query: str = ""):
    return desk.post(PAGE + query, {"record": [each.pk for each in records], do: "1"}, follow=True)


def refs(desk, query: str = "") -> list[str]:
    return [row["record"].ref for row in desk.get(PAGE + query).context["rows"]]


def test_curators_with_a_second_factor_only(client, member, curator):
    record = over()
    for person in (None, member, curator):
        if person:
            client.force_login(person)
        assert {client.get(PAGE).status_code, post_status(client, record)} <= {302, 403}
    assert not OutcomeRequest.objects.exists()


def post_status(client, record) -> int:
    return client.post(PAGE, {"record": [record.pk], "send": "1"}).status_code


def test_nothing_is_missing(desk):
    answer = desk.get(PAGE)
    assert (answer.status_code, answer.context["rows"]) == (200, [])
    assert "everything that is over says what came of it" in answer.content.decode()


def test_what_is_missing_is_over_public_real_and_told_by_nobody(desk):
    today, later = timezone.localdate(), timedelta(days=1)
    young = {"starts_on": today - timedelta(days=170), "ends_on": today - timedelta(days=170)}
    found = [over(ends_on=LONG_AGO + later), over(ends_on=None), over(starts_on=None)]
    for odd in ({"outcome": "Twelve were trained."}, {"status": "ongoing"}, {"state": "draft"}, {"is_sample": True},
                {"starts_on": None, "ends_on": None}, young):  # fmt: skip
        over(**odd)
    assert refs(desk) == [found[1].ref, found[2].ref, found[0].ref]
    done = {"starts_on": LONG_AGO, "ends_on": LONG_AGO, "status": "completed"}
    untold = initiative(**done)
    initiative(**done, results="Marks are examined in half the time.")
    initiative(**done).result_lines.create(figure=12, what="examiners trained")
    initiative(**done | {"status": "unknown"})
    assert refs(desk, "?kind=partnerships") == [untold.ref]
    assert desk.get(f"{PAGE}?kind=nonsense", follow=True).redirect_chain == [(PAGE, 302)]


def test_who_may_write_for_a_party_is_asked_once_in_their_language(desk, curator):
    office, other = organisation("Office of Chile", slug="office-cl"), organisation("Office of Fiji")
    chief, editor = member(office, "admin", language="es"), member(office)
    member(office, "reader")
    member(organisation("Elsewhere"))
    gone = member(other)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    StoppedMail.objects.create(user=member(other), kind="outcome_asked")
    Membership.objects.create(user=editor, organisation=other, role="editor")  # for both, and one mail
    organiser = organisation("An organiser")
    member(organiser)
    record = over(office=office, title="Study visit")
    record.participations.create(role="beneficiary", organisation=other, order=10)
    record.participations.create(role="organiser", organisation=organiser, order=11)
    shown = post(desk, record)
    assert (shown.context["summary"], Mail.objects.count(), OutcomeRequest.objects.count()) == (
        "2 mails about 1 record", 0, 0,
    )  # fmt: skip
    preview = shown.context["preview"]
    assert (preview["to"], preview["language"], f"¿{record.ref}" in preview["text"]) == (chief.email, "español", False)
    assert "unsubscribe" not in preview["text"]
    told = messages(post(desk, record, do="send"))
    assert told == ["Asked: 2 mails about 1 record."]
    assert [mail.to for mail in Mail.objects.order_by("pk")] == [chief.email, editor.email]
    english = Mail.objects.get(to=editor.email)
    assert english.subject == f"What came of {record.ref}?"
    assert "> Study visit" in english.text
    assert f"http://testserver/activities/{record.ref}/correct/?part=outcome&for=office-cl" in english.text
    assert english.stop_url.startswith("http://testserver/")
    kept = OutcomeRequest.objects.get()
    assert (kept.record, kept.people, kept.asked_by) == (record, 2, curator)


def test_the_link_leads_to_the_form_and_the_answer_to_the_desk(desk):
    office = organisation("Office of Chile", slug="office-cl")
    editor = member(office)
    Membership.objects.create(user=editor, organisation=organisation(slug="another"), role="admin")
    record = over(office=office)
    post(desk, record, do="send")
    client = Client()
    client.force_login(editor)
    form = client.get(f"{record.get_absolute_url()}correct/?part=outcome&for=office-cl").context["form"]
    assert (form["part"].value(), form["sent_for"].value()) == (Correction.Part.OUTCOME, "office-cl")
    odd = client.get(f"{record.get_absolute_url()}correct/?part=nonsense&for=stranger").context["form"]
    assert (odd["part"].value(), odd["sent_for"].value()) == (None, "")


def test_a_submitter_is_asked_on_the_private_page_as_long_as_the_address_is_kept(desk):
    record = initiative(starts_on=LONG_AGO, ends_on=LONG_AGO, status=Initiative.Status.COMPLETED)
    submission = submissions.submission("accepted", initiative=record, email_confirmed_at=timezone.now())
    query = "?kind=partnerships"
    shown = post(desk, record, query=query)
    assert shown.context["preview"]["to"] == submission.email
    assert submission.token not in shown.content.decode()
    post(desk, record, do="send", query=query)
    assert submission.url("still_running") in Mail.objects.get(name="outcome_asked").text
    type(submission).objects.filter(pk=submission.pk).update(email="")
    OutcomeRequest.objects.all().delete()
    assert post(desk, record, query=query).context["asked"].without == [record]


def test_nobody_is_asked_twice(desk, curator):
    office = organisation()
    member(office)
    first, second = over(office=office), over(office=office)
    for told in (
        ["Asked: 1 mail about 1 record."],
        ["1 record was asked about or told of before: nobody was asked again."],
    ):
        assert messages(post(desk, first, do="send")) == told
    both = messages(post(desk, first, second, do="send"))
    assert both[0] == "Asked: 1 mail about 1 record."
    assert Mail.objects.count() == OutcomeRequest.objects.count() == 2
    assert [row["may_ask"] for row in desk.get(PAGE).context["rows"]] == [False, False]
    OutcomeRequest.objects.update(asked_at=timezone.now() - timedelta(days=184))
    assert asking.ask(KINDS["activities"], [first.pk], by=curator, site="http://testserver").records == [first]


def test_nothing_chosen_nobody_there_and_what_is_no_number(desk):
    record = over()
    assert messages(post(desk)) == ["Choose at least one record."]
    odd = desk.post(PAGE, {"record": ["x", "-1", "9" * 30, ""]}, follow=True)
    assert messages(odd) == ["Choose at least one record."]
    shown = post(desk, record)
    assert (shown.context["asked"].without, "Send " in shown.content.decode()) == ([record], False)
    assert messages(post(desk, record, do="send")) == [f"Nobody here could be asked about {record.ref}."]
    assert not OutcomeRequest.objects.exists()
    assert desk.post(PAGE, {"record": ["999999"]}).context["asked"].late == 1


def test_those_one_looks_after(desk, curator):
    from portal.core.models import Topic

    mine = over(topics=["trademarks"])
    over(topics=["patents"])
    assert len(refs(desk, "?remit=mine")) == 2
    curator.topics.add(Topic.objects.get(code="trademarks"))
    assert refs(desk, "?remit=mine") == [mine.ref]
    assert len(refs(desk)) == 2


def test_as_many_queries_for_one_as_for_many(desk):
    office = organisation()
    member(office)
    over(office=office)
    counts = []
    for _round in range(2):
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            desk.get(PAGE)
        counts.append(len(asked))
        for _number in range(4):
            member(office)
            over(office=office)
    assert counts[0] == counts[1]
