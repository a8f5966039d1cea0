"""The desk as a whole: who gets in, and what waits on the start page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from portal.core.models import (
    ApiKey,
    Country,
    Mail,
    Reviewed,
    State,
    Topic,
    User,
)
from tad.models import Activity
from tests.desk import list_of, page, show_second_factor
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


# --- Who gets in ------------------------------------------------------------------------------------------------------
def of_people(model: type) -> bool:
    return model in (User, Mail, ApiKey)


def pages_of(model: type) -> list[str]:
    """Its list, plain and searched, and the first record's page and history."""
    first = model._default_manager.first()
    return [list_of(model), list_of(model) + "?q=ken", *([page(first), page(first, "history")] if first else [])]


@pytest.mark.parametrize("who", ["visitor", "member", "curator", "administrator"])
def test_each_list_and_form_for_everybody(request, signed_in, who):
    activity(), organisation()
    person = None if who == "visitor" else request.getfixturevalue(who)
    reader, status = signed_in(person), {"member": 403, "curator": 200, "administrator": 200}
    for model in MODELS:
        expected = 403 if who == "curator" and of_people(model) else status.get(who)
        for address in pages_of(model):
            if who == "visitor":
                entrance = f"/admin/login/?next={address.replace('?', '%3F').replace('=', '%3D')}"
                assert (address, reader.get(address).get("Location")) == (address, entrance)
            else:
                assert (address, reader.get(address, follow=who == "member").status_code) == (address, expected)


def test_a_member_is_told_and_shown_nothing(signed_in, member):
    activity(state=State.DRAFT)
    answer = signed_in(member).get(START, follow=True)
    assert answer.status_code == 403
    assert "You need other rights to see it" in answer.content.decode()
    assert "To review" not in answer.content.decode()


def test_a_member_moves_nothing(signed_in, member):
    record = activity(state=State.IN_REVIEW)
    signed_in(member).post(f"{page(record)}move/publish/")
    record.refresh_from_db()
    assert record.state == State.IN_REVIEW


def test_moves_need_a_token_of_the_form(curator):
    from django.test import Client

    record = activity(state=State.IN_REVIEW)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    show_second_factor(strict, curator)
    assert strict.post(f"{page(record)}move/publish/").status_code == 403


def test_every_model_of_the_desk_says_where_it_belongs():
    from portal.site.admin_site import SECTIONS

    sections = {model.__name__: admin.site.section_of(model) for model in admin.site._registry}
    assert set(sections.values()) == set(SECTIONS)
    records = {name for name, section in sections.items() if section == "records"}
    grown = {"Interest", "Match"}  # what becomes of needs and offers
    assert {model.__name__ for model in MODELS if issubclass(model, Reviewed)} == records - grown


@pytest.mark.parametrize("language", ["", "/ar", "/fr"])
def test_no_page_brings_script_or_style_of_its_own(desk, language):
    record = activity(state=State.IN_REVIEW)
    addresses = [START, list_of(type(record)), page(record), page(record, "history"), f"{page(record)}move/reject/"]
    for address in [*addresses, page(Country.objects.get(pk="KE")), page(Topic.objects.first())]:
        answer = desk.get(language + address)
        html = answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html)
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", html)


# --- The start page ---------------------------------------------------------------------------------------------------
def shown_queues(client) -> dict[str, tuple[int, str]]:
    desks = {each["list_url"]: each["queues"] for each in client.get(START).context["desks"]}
    return {each.queue.code: (each.count, each.age) for each in desks[list_of(Activity)]}


def test_nothing_waits_on_an_empty_desk(desk, curator):
    type(curator).objects.update(name="Amina Okoth")
    assert set(shown_queues(desk).values()) == {(0, "")}
    page = desk.get(START)
    greeted = re.sub(r"\s+", " ", strip_tags(page.content.decode()))
    assert ("Welcome, Amina Okoth" in greeted, "Background tasks" in greeted) == (True, True)
    assert page.content.decode().count("nothing waits") == sum(len(each["queues"]) for each in page.context["desks"])


def test_the_work_is_counted_and_dated(desk):
    now, today = timezone.now(), timezone.localdate()
    activity(state=State.IN_REVIEW, submitted_at=now - timedelta(days=12))
    activity(state=State.IN_REVIEW)
    activity(verify_due_on=today - timedelta(days=1))
    activity(verify_due_on=today + timedelta(days=1))
    activity(verify_due_on=today - timedelta(days=90), state=State.ARCHIVED)
    activity(state=State.DRAFT, providers=[])
    assert shown_queues(desk) == {
        "to-review": (2, "oldest: 12 days"),
        "sent-back": (0, ""),
        "to-verify": (1, "oldest: 1 day"),
        "due-soon": (1, ""),
        "unclassified": (1, "oldest: today"),
        "drafts": (1, "oldest: today"),
    }


def test_what_was_reopened_has_an_age_too(desk, curator):
    from portal.core import curation

    record = activity(state=State.REJECTED, submitted_at=None, submitted_by=None)
    curation.reopen(record, by=curator, reason="Not an advertisement.")
    assert shown_queues(desk)["to-review"] == (1, "oldest: today")


def test_each_queue_leads_to_its_list(desk):
    activity(state=State.DRAFT)
    html = desk.get(START).content.decode()
    [address] = re.findall(rf'href="({list_of(Activity)}[^"]*queue=drafts)"', html)
    assert desk.get(address).context["cl"].result_count == 1


def test_the_start_page_takes_as_many_queries_for_many_as_for_none(desk):
    desk.get(START)
    with CaptureQueriesContext(connection) as none:
        desk.get(START)
    for state in State:
        activity(state=state)
    with CaptureQueriesContext(connection) as many:
        desk.get(START)
    assert len(many) == len(none)


def test_the_work_stands_before_the_lists(desk):
    html = desk.get(START).content.decode()
    assert html.index("To review") < html.index("Vocabularies")
    assert "/admin/core/user/" not in html
