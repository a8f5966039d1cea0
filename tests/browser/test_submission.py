"""The form in a browser: by a visitor who types, reloads and comes back, with scripts and without; axe on each step."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.audit import faults, violations
from tests.browser.conftest import PROJECT
from tests.browser.test_weight import weigh
from tests.databases import cursor_on

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

START = "/partnerships/submit/"
STEPS = ["who", "snapshot", "story", "means", "reuse", "consent"]


def begin(open_page, **how):
    page = open_page(START, **how)
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/who/")
    return page


def fill_who(page) -> None:
    page.get_by_label("Your name").fill("Ana Souza")
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_label("I may submit this partnership").check()


def fill_snapshot(page) -> None:
    page.get_by_label("Title", exact=True).fill("Examiners of two offices learn from each other")
    page.get_by_label("In one sentence or two").fill("Twelve examiners worked in Rio for a month.")
    for number, (country, role) in enumerate([("BR", "provider"), ("MZ", "beneficiary")]):
        page.locator(f"#id_countries-{number}-country").select_option(country)
        page.locator(f"#id_countries-{number}-role").select_option(role)
    page.locator("#id_organisations-0-name").fill("INPI")
    page.locator("#id_organisations-0-country").select_option("BR")
    page.locator("#id_organisations-0-role").select_option("provider")
    page.get_by_label("Trademarks", exact=True).check()
    page.get_by_label("What kind of work it was").select_option("study-visit")
    page.get_by_label("When it began").fill("03/2019")
    page.get_by_label("It still goes on").check()
    page.get_by_label("No", exact=True).check()


def go_on(page) -> None:
    page.locator(".submit__bar").get_by_role("button", name="Save and continue").click()


def was_begun_later(database: str, interval: str) -> None:
    with cursor_on(database) as cursor:
        cursor.execute("UPDATE submission_submission SET created_at = created_at + %s::interval", [interval])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_visitor_tells_of_a_partnership(open_page, database, scripts):
    page = begin(open_page, scripts=scripts)
    go_on(page)
    expect(page.locator(".errors li")).to_have_count(3)
    expect(page.locator(".errors")).to_be_focused()
    fill_who(page)
    go_on(page)
    page.wait_for_url("**/snapshot/")
    fill_snapshot(page)
    page.get_by_role("button", name="Add another country").click()
    page.wait_for_url("**countries=3**")
    expect(page.locator("#id_countries-2-country")).to_be_visible()
    assert page.get_by_label("Title", exact=True).input_value() == "Examiners of two offices learn from each other"
    go_on(page)
    page.wait_for_url("**/story/")
    page.get_by_role("link", name="Check and send").first.click()
    page.wait_for_url("**/review/")
    assert page.locator(".kind--south_south").inner_text() == "South-South"
    was_begun_later(database, "1 hour")  # so that it is sent within seconds, however long the way here took: a program
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".errors")).to_contain_text("very quick")
    was_begun_later(database, "-1 hour -21 seconds")  # nobody has to wait
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("One more thing: confirm your e-mail address")
    assert re.fullmatch(r"SB-\d{4}-\d{4}", page.locator(".receipt__ref").inner_text())
    assert violations(page) == []


def test_what_is_typed_is_saved_by_itself_and_there_after_a_reload(open_page):
    page = begin(open_page)
    page.get_by_label("Your name").fill("Ana Souza")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    assert page.get_by_label("Your name").input_value() == "Ana Souza"
    page.get_by_label("Your name").fill("Ana Souza Lima")
    go_on(page)
    expect(page.locator(".errors")).to_be_visible()
    assert "kept" not in page.url
    page.goto(page.url)
    assert page.get_by_label("Your name").input_value() == "Ana Souza Lima"


def test_a_second_window_is_told_and_both_texts_are_kept(open_page):
    first = begin(open_page)
    second = open_page(f"/{first.url.split('/', 3)[3]}")
    first.get_by_label("Your name").fill("From the first")
    expect(first.locator("[data-saved]")).to_contain_text("Saved")
    second.get_by_label("Your name").fill("From the second")
    expect(second.locator("[data-saved][data-failed]")).to_contain_text("another window")
    second.reload()
    assert second.get_by_label("Your name").input_value() == "From the first"
    expect(second.locator("#kept dd")).to_have_text("From the second")
    assert violations(second) == []
    second.get_by_role("button", name="Put this one into the boxes").click()
    expect(second.get_by_label("Your name")).to_have_value("From the second")


@pytest.fixture(scope="module")
def drafts(portal, database, tmp_path_factory) -> dict[str, str]:
    """Private addresses: of an empty draft, of a full one with mistakes, of one that was sent."""
    code = """
from uuid import uuid4
from django.utils import timezone
from partnerships.submission.models import Submission
from tests.partnerships.submissions import SNAPSHOT, WHO
full = {"who": WHO | {"email": "ana@"}, "snapshot": SNAPSHOT | {"start": "soon"}, "story": {"challenge": "Long " * 400}}
now = timezone.now()
for ref, data, state, stamps in [
    ("SB-1999-0001", {}, "draft", {}), ("SB-1999-0002", full, "draft", {}),
    ("SB-1999-0003", full, "in_review", {"submitted_at": now, "email_confirmed_at": now}),
]:
    one = Submission.objects.create(ref=ref, start_key=uuid4(), language="en", data=data, state=state, **stamps)
    print(one.get_absolute_url())
"""
    environment = os.environ | {"DATABASE_URL": database, "PORTAL_STATE": str(tmp_path_factory.mktemp("drafts"))}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
    return dict(zip(["empty", "full", "sent"], done.stdout.split(), strict=True))


@pytest.mark.parametrize("name", [*STEPS, "review"])
def test_every_step_is_accessible(visit, drafts, name):
    address = f"{drafts['full']}{name}/?check"
    assert faults(visit(address)) == []
    assert faults(visit(f"/ar{address}")) == []
    assert violations(visit(address, scheme="dark")) == []


@pytest.mark.parametrize("which", ["start", "empty", "full", "sent"])
def test_the_pages_around_the_steps_are_accessible(visit, drafts, which):
    assert faults(visit(START if which == "start" else drafts[which])) == []


def test_a_step_weighs_no_more_than_any_page(open_page, drafts):
    weigh(open_page, drafts["full"] + "snapshot/")
