"""A match from three accounts being opened to the story that everybody reads: who seeks, who provides, who helps."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PROJECT, sign_in
from tests.browser.scene import CURATOR
from tests.browser.test_membership import follow, here, open_account, press, says
from tests.browser.test_roster import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

STORY = "Twelve examiners of Kenya worked beside those of Brazil."


@dataclass
class Person:
    page: Page
    email: str


@pytest.fixture
def trio(open_page, mailed_link) -> list[Person]:
    people = [
        Person(open_page("/account/signup/"), f"{uuid4().hex}@example.org") for _name in ("Amina", "Bruno", "Hana")
    ]
    for person, name in zip(people, ("Amina", "Bruno", "Hana"), strict=True):
        open_account(person.page, person.email, name, mailed_link)
    return people


def test_a_match_from_signing_up_to_a_published_story(trio, open_page, scene, database, portal, mailed_link):
    walk, (seeker, provider, helper) = Walk(), trio
    command = [sys.executable, "-m", "tests.browser.match_scene", *(person.email for person in trio)]
    told = subprocess.run(
        command, cwd=PROJECT, env=os.environ | {"DATABASE_URL": database}, check=True, capture_output=True, text=True
    )
    need = told.stdout.strip()
    address = meeting(seeker, provider, portal + need, walk, mailed_link)
    curator = sign_in(open_page("/admin/"), CURATOR, scene)
    curator.goto(address)
    helping(curator, helper, address, walk, mailed_link)
    agreeing(seeker.page, provider.page, address, walk)
    recording(provider.page, walk)
    telling(seeker.page, provider.page, address, walk)
    curator.goto(f"{portal}/admin/matchmaking/match/")
    walk.at("desk: board", curator)
    curator.get_by_role("link", name=re.compile("^MA-")).first.click()
    curator.wait_for_url("**/change/")
    walk.at("desk: match", curator)
    reader = open_page(need)
    expect(reader.locator("#stories + article")).to_contain_text(STORY)
    walk.at("need, with its story", reader)
    assert {name: wrong for name, wrong in walk.found.items() if wrong} == {}


def meeting(seeker: Person, provider: Person, need: str, walk: Walk, link) -> str:
    """Interest is expressed and taken up; the address of the match."""
    page = provider.page
    page.goto(need)
    page.locator("#interest a.button").click()
    press(page, "Express interest")
    expect(page.locator(".errors").first).to_be_visible()
    walk.at("interest, with a mistake", page)
    page.fill("#id_message", "Two of our examiners could come.")
    press(page, "Express interest")
    expect(page.locator(".messages")).to_be_visible()
    walk.at("interest expressed", page)
    page = seeker.page
    page.goto(link(seeker.email, to="/matchmaking/interests/"))
    expect(page.locator(".said").first).to_have_text("Two of our examiners could come.")
    walk.at("interest", page)
    press(page, "Take it up")
    page.wait_for_url("**/matches/**")
    walk.at("new match", page)
    assert here(page) in link(provider.email, to="/matchmaking/matches/")
    return page.url


def helping(curator: Page, helper: Person, address: str, walk: Walk, link) -> None:
    """A curator asks a third organisation in; it says what is next."""
    follow(curator, "Ask an organisation in")
    curator.fill("#id_organisation", "Helping Agency")
    curator.get_by_label("Facilitator").check()
    walk.at("asking in", curator)
    press(curator, "Ask it in")
    says(curator, "Done.")
    page = helper.page
    page.goto(link(helper.email, to="/matchmaking/matches/"))
    follow(page, "Set the next step")
    press(page, "Set the next step")
    walk.at("next step, with mistakes", page)
    page.fill("#id_text", "Send the draft programme.")
    page.get_by_label("Providing Office").check()
    page.fill("#id_due", "30/06/2028")
    press(page, "Set the next step")
    expect(page.locator(".next")).to_contain_text("Send the draft programme.")
    page.fill("#id_text", "We pay for the interpreters.")
    press(page, "Send the message")
    expect(page.locator(".talk")).to_contain_text("We pay for the interpreters.")
    walk.at("match, of who facilitates", page)


def agreeing(seeker: Page, provider: Page, address: str, walk: Walk) -> None:
    seeker.goto(address)
    follow(seeker, "Write the terms")
    seeker.fill("#id_text", "Two examiners, two weeks; we pay the rooms.")
    seeker.get_by_label("Technical support").check()
    seeker.get_by_label("We agree to these terms").check()
    walk.at("terms", seeker)
    press(seeker, "Put these terms on the table")
    provider.goto(address)
    walk.at("match, asked to agree", provider)
    press(provider, "We agree")
    says(provider, "Agreed")
    provider.goto(f"{address.split('/matchmaking/')[0]}/matchmaking/")
    walk.at("desk of an organisation", provider)
    provider.goto(address)


def recording(page: Page, walk: Walk) -> None:
    follow(page, "Make an activity of it")
    walk.at("making a record", page)
    press(page, "Make an activity of it")
    expect(page.locator("#result")).to_contain_text("In review")
    walk.at("match, under way", page)


def telling(seeker: Page, provider: Page, address: str, walk: Walk) -> None:
    seeker.goto(address)
    follow(seeker, "Tell what came of it")
    seeker.fill("#id_text", "The backlog is half of what it was.")
    walk.at("outcome", seeker)
    press(seeker, "Save the outcome")
    follow(seeker, "Write it as a story for everybody")
    seeker.fill("#id_text", STORY)
    seeker.get_by_label("We agree to publish this text").check()
    walk.at("story", seeker)
    press(seeker, "Put this text to the other side")
    provider.goto(address)
    walk.at("match, asked to publish", provider)
    press(provider, "We agree to publish it")
    expect(provider.locator("#result")).to_contain_text("Published on")
    walk.at("match, told to everybody", provider)
