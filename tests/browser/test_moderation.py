"""A partnership from the first word to the public record: told, confirmed, sent back, mended, accepted, read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.audit import looks, violations
from tests.browser.conftest import sign_in
from tests.browser.scene import CURATOR
from tests.browser.test_submission import begin, fill_snapshot, fill_who, go_on
from tests.databases import cursor_on

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

BETTER = "Examiners of INPI and IPI learn from each other in Rio"
ASKED = "Please name both offices in the title."


class Outbox:
    """What the portal wrote to somebody: the newest mail of a name, as it stands in the database."""

    def __init__(self, database: str) -> None:
        self.database = database

    def link(self, name: str, ending: str = "") -> str:
        """The first address in the mail whose path ends so."""
        with cursor_on(self.database) as cursor:
            cursor.execute("SELECT text FROM core_mail WHERE name = %s ORDER BY id DESC LIMIT 1", [name])
            [text] = cursor.fetchone()
        return re.search(rf"^http\S+{ending}$", text, re.MULTILINE)[0]


def send(page: Page, database: str) -> None:
    """From the page of the last check; the draft is made a minute older, because programs are told by their speed."""
    with cursor_on(database) as cursor:
        cursor.execute("UPDATE submission_submission SET created_at = created_at - interval '1 minute'")
    page.get_by_role("button", name="Send").click()


def follow(desk: Page, link: Locator) -> None:
    """To the page that a link or a button leads to, and an audit of it."""
    with desk.expect_navigation():
        link.click()
    assert violations(desk) == []


def decide(desk: Page, state: str, button: str) -> None:
    """On the page that shows the mail of a decision: this is what we want, and so it is."""
    follow(desk, desk.get_by_role("button", name=button))
    expect(desk.locator(".state").first).to_have_text(state)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_first_word_to_the_public_record(open_page, scene, database, scripts):
    mails = Outbox(database)
    writer = begin(open_page, scripts=scripts)
    fill_who(writer)
    go_on(writer)
    fill_snapshot(writer)
    go_on(writer)
    writer.goto(writer.url.replace("/story/", "/consent/"))
    writer.get_by_label("What I wrote and uploaded may be published").check()
    go_on(writer)
    writer.goto(re.sub(r"/(consent|review)/.*", "/review/", writer.url))
    send(writer, database)
    ref = writer.locator(".receipt__ref").inner_text()

    writer.goto(mails.link("submission_link", "confirm/[^/]+/"))
    writer.locator("main form button").first.click()
    expect(writer.locator(".notice--success")).to_contain_text("your e-mail address is confirmed")

    desk = sign_in(open_page("/admin/submission/submission/?queue=submitted", scripts=scripts), CURATOR, scene)
    follow(desk, desk.get_by_role("link", name=ref))
    follow(desk, desk.locator(".desk-moves a", has_text="Ask for changes"))
    desk.locator("[name=asked][value='snapshot.title']").check()
    desk.locator("[name=reason]").fill(ASKED)
    follow(desk, desk.get_by_role("button", name="Look at the mail first"))
    decide(desk, "Changes requested", "Ask for changes, and send this mail")

    writer.goto(mails.link("submission_changes_asked"))
    expect(writer.locator("main")).to_contain_text(ASKED)
    assert violations(writer) == []
    writer.goto(re.sub(r"(/SB-[^/]+/[^/]+/).*", r"\1snapshot/", writer.url))
    writer.get_by_label("Title", exact=True).fill(BETTER)
    assert violations(writer) == []
    go_on(writer)
    writer.goto(re.sub(r"(/SB-[^/]+/[^/]+/).*", r"\1review/", writer.url))
    send(writer, database)
    expect(writer.locator("main")).to_contain_text(ref)

    desk.goto(desk.url)
    expect(desk.locator(".state").first).to_have_text("In review")
    follow(desk, desk.locator(".desk-moves a", has_text="Accept and publish"))
    expect(desk.locator("#preview pre")).to_contain_text("was accepted and is now published")
    decide(desk, "Accepted", "Accept and publish, and send this mail")

    reader = open_page("/partnerships/", scripts=scripts)
    reader.goto(mails.link("submission_accepted", r"PI-\d{4}-\d{4}/"))
    expect(reader.locator("h1")).to_have_text(BETTER)
    assert "ana@example.org" not in reader.content()
    assert "Ana Souza" not in reader.content()
    assert looks(reader) == ([], 0)
