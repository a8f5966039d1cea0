"""Which curators hear of a submission, when, and in which words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from partnerships.submission import mails, moves, notices
from partnerships.submission.notices import News
from portal.core.models import Mail, Region, StoppedMail, Topic
from portal.core.remits import curators_for
from tests import factories
from tests.partnerships.submissions import SNAPSHOT, WHO, ready, submission, url

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"


def curator_of(*, regions: tuple[str, ...] = (), topics: tuple[str, ...] = (), role: str = "curator", **values):
    person = factories.user(role, **values)
    person.regions.set(Region.objects.filter(countries__in=regions))
    person.topics.set(Topic.objects.filter(code__in=topics))
    return person


def told(one) -> list[str]:
    notices.waiting(one, News.ARRIVED, site=SITE)
    return list(Mail.objects.order_by("pk").values_list("to", flat=True))


# --- Whom -------------------------------------------------------------------------------------------------------------
def test_those_whose_region_or_topic_it_is_hear_of_it():
    of_region = curator_of(regions=("MZ",))
    of_topic = curator_of(topics=("trademarks", "patents"))
    of_both = curator_of(regions=("BR",), topics=("trademarks",))
    curator_of(regions=("IN",), topics=("copyright",))
    curator_of()
    assert told(submission("in_review")) == [of_region.email, of_topic.email, of_both.email]


def test_what_is_nobodys_own_goes_to_those_without_a_remit():
    curator_of(regions=("IN",))
    unbound, administrator = curator_of(), curator_of(role="administrator")
    curator_of(role="member")
    curator_of(is_active=False)
    assert told(submission("in_review")) == [unbound.email, administrator.email]


def test_where_everybody_has_another_remit_somebody_hears_of_it_all_the_same():
    other = curator_of(regions=("IN",))
    assert told(submission("in_review")) == [other.email]


def test_who_stopped_such_mails_is_passed_over_for_somebody_else():
    by_administrator = curator_of(regions=("MZ",), notify_by_mail=False)
    by_link = curator_of(regions=("MZ",))
    StoppedMail.objects.create(user=by_link, kind=notices.KIND)
    unbound = curator_of()
    assert by_administrator.email not in told(submission("in_review"))
    assert told(submission("in_review")) == [unbound.email] * 2


def test_the_number_of_questions_does_not_grow_with_the_curators(django_assert_num_queries):
    for count in (1, 5):
        for _number in range(count):
            curator_of(regions=("MZ",))
        curators_for(notices.KIND, countries=["MZ"], topics=[])
        with django_assert_num_queries(4):  # versions, curators, their regions, their topics
            curators_for(notices.KIND, countries=["MZ"], topics=[])


# --- When -------------------------------------------------------------------------------------------------------------
def news() -> list[str]:
    found = Mail.objects.filter(name="submission_waiting").order_by("pk").values_list("subject", flat=True)
    return [subject.partition(":")[0] for subject in found]


def test_it_is_told_on_arrival_on_return_and_once_for_messages(client, curator):
    one = ready("sent")
    client.post(mails.confirm_path(one))
    one.refresh_from_db()
    for text in ("When will you decide?", "Are you there?"):
        client.post(url(one, "message"), {"text": text})
    assert news() == ["A partnership was submitted", "A submitter wrote to the curators"]
    moves.ask_for_changes(one, by=curator, reason="When?")
    client.post(url(one, "review"))
    client.post(url(one, "message"), {"text": "I changed it."})
    assert news()[2:] == ["A submission came back with changes", "A submitter wrote to the curators"]


def test_what_is_sent_from_a_confirmed_address_is_told_at_once(client, curator):
    one = ready("confirmed")
    for _press in range(2):
        client.post(url(one, "review"))
    assert news() == ["A partnership was submitted"]


def test_nobody_hears_of_what_is_not_confirmed(client, curator):
    one = ready("draft")
    client.post(url(one, "review"))
    client.post(url(one, "message"), {"text": "Hello?"})
    assert (news(), one.messages.count()) == ([], 0)


def test_whoever_confirms_after_sending_gets_a_receipt(client):
    one = ready("sent")
    for _press in range(2):
        client.post(mails.confirm_path(one))
    assert [mail.subject for mail in Mail.objects.filter(to="ana@example.org")] == [
        f"Your submission {one.ref} has arrived"
    ]


# --- In which words ---------------------------------------------------------------------------------------------------
def test_the_mail_holds_no_strangers_words_and_no_key():
    marker = "MARKERWORD"
    who = WHO | {"name": marker, "organisation": marker}
    rows = [{"name": marker, "country": "BR", "role": "provider"}]
    snapshot = SNAPSHOT | {"title": marker, "summary": marker, "organisations": rows}
    one = submission("in_review", data={"who": who, "snapshot": snapshot}, title=marker, name=marker)
    curator_of(regions=("MZ",))
    moves.say(one, text=marker)
    for each in News:
        notices.waiting(one, each, site=SITE)
    found = Mail.objects.all()
    assert len(found) == len(News)
    for mail in found:
        for part in (mail.subject, mail.text, mail.html):
            assert [word for word in (marker, one.token, WHO["email"]) if word in part] == []
        assert ["Brazil and Mozambique" in mail.text, one.ref in mail.subject] == [True, True]
        assert f"{SITE}/admin/submission/submission/{one.pk}/change/" in mail.text


def test_it_speaks_the_curators_language_says_why_and_can_be_stopped():
    curator = curator_of(topics=("trademarks",), language="fr")
    notices.waiting(submission("in_review"), News.ARRIVED, site="http://testserver")
    mail = Mail.objects.get()
    assert mail.language == "fr"
    assert [
        "Brésil" in mail.text,
        "vous suivez : Marques" in mail.text.replace("\xa0", " ").replace("\u202f", " "),
    ] == [True, True]
    Client().post(re.sub("^http://testserver", "", mail.stop_url))
    assert curator.stopped_mails.get().kind == notices.KIND
