"""Every mail of the portal: complete, in both shapes, with links that nobody can bend."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.exceptions import DisallowedHost, ImproperlyConfigured
from django.test import RequestFactory

from partnerships.submission import mails as submission_mails
from partnerships.submission import notices as submission_notices
from portal.core import mail
from portal.core.checks import links_in_mails_are_ours
from portal.core.models import Mail
from portal.core.submitting import mails as form_mails
from portal.site.account import mails as account_mails
from portal.site.saved_searches import mails as saved_search_mails
from roster.relay import mails as relay_mails

FOLDER = Path(project.BASE_DIR) / "templates" / "emails"


def mails_of(module, prefix: str = "") -> set[str]:
    """The names of a module's mails: whoever sends one says which site its links lead to."""
    functions = inspect.getmembers(module, inspect.isfunction)
    return {
        f"{prefix}{name}" for name, found in functions
        if found.__module__ == module.__name__ and name[0] != "_" and "site" in inspect.signature(found).parameters
    }  # fmt: skip


OF_THE_GROUND_FLOOR = mails_of(mail)
OF_ACCOUNTS = mails_of(account_mails, "account_")
OF_FORMS = mails_of(form_mails) - {"decided", "to_writer"}  # those two write the others
OF_SUBMISSIONS = mails_of(submission_mails, "submission_") | mails_of(submission_notices, "submission_")
OF_SUBMISSIONS |= {f"submission_{name}" for name in OF_FORMS}
OF_APPLICATIONS = {f"application_{name}" for name in [*OF_FORMS, "accepted", "waiting"]}
OF_SAVED_SEARCHES = mails_of(saved_search_mails, "saved_search_")
OF_THE_RELAY = mails_of(relay_mails, "relay_")
MAILS = OF_THE_GROUND_FLOOR | OF_ACCOUNTS | OF_SUBMISSIONS | OF_SAVED_SEARCHES | OF_THE_RELAY | OF_APPLICATIONS
MAILS |= {"nomination", "listing_question", "listing_expires"}


def test_each_mail_has_its_three_templates_and_somebody_who_sends_it():
    files = {path.name for path in FOLDER.iterdir() if not path.name.startswith("_")}
    names = {name.partition(".")[0] for name in files}
    assert names >= MAILS
    assert files == {f"{name}.{ending}" for name in names for ending in ("subject.txt", "txt", "html")}
    rooms = [Path(project.BASE_DIR) / room for room in ("portal", "partnerships", "roster", "tad")]
    code = "".join(path.read_text() for room in rooms for path in room.rglob("*.py"))
    assert {name for name in names if f'"{name}"' not in code} == set()


def test_each_template_stands_in_the_frame_that_says_why_it_comes():
    for path in FOLDER.glob("[a-z]*.*"):
        text = path.read_text()
        if not path.name.endswith(".subject.txt"):
            assert f'{{% extends "emails/_base{path.suffix}" %}}' in text, path
        assert not re.search(r"urlize|\|\s*safe\b|<script|src=", text), path


def test_each_mail_can_be_looked_at_by_developers_only(client, settings, db):
    for name in MAILS:
        assert client.get(f"/components/{name}.html").status_code == 404
    settings.DEBUG = True
    gallery = client.get("/components/").content.decode()
    for name in MAILS:
        html, words = (client.get(f"/ar/components/{name}.{shape}") for shape in ("html", "txt"))
        assert "style-src 'self' 'unsafe-inline'" in html["Content-Security-Policy"]
        assert 'dir="rtl"' in html.content.decode()
        assert ("CR-0000-0007" in words.content.decode()) is (name in OF_THE_GROUND_FLOOR)
        assert ("SB-0000-0007" in words.content.decode()) is (name in OF_SUBMISSIONS)
        assert ("AP-0000-0007" in words.content.decode()) is (name in OF_APPLICATIONS)
        assert ("RQ-0000-0007" in words.content.decode()) is (name in OF_THE_RELAY)
        assert f'href="/components/{name}.html"' in gallery
    assert client.get("/components/nonsense.html").status_code == 404
    assert Mail.objects.count() == 0


# --- Links ------------------------------------------------------------------------------------------------------------
def test_links_begin_with_the_site_or_else_with_the_requests_address(settings):
    request = RequestFactory().get("/", secure=True, headers={"Host": "testserver"})
    assert mail.origin(request) == "https://testserver"
    settings.SITE_URL = "https://portal.example.org"
    assert mail.origin(request) == mail.origin() == "https://portal.example.org"


def test_a_host_that_is_not_ours_is_refused(settings):
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    with pytest.raises(DisallowedHost):
        mail.origin(RequestFactory().get("/", headers={"Host": "evil.example"}))


def test_without_a_request_the_site_must_be_known():
    with pytest.raises(ImproperlyConfigured, match="SITE_URL is not set"):
        mail.origin()


@pytest.mark.parametrize(
    ("site", "hosts", "warned"),
    [
        ("", ["portal.example.org"], False),
        ("", ["*"], True),
        ("", [".example.org"], True),
        ("https://a.example.org", ["*"], False),
    ],
)
def test_a_deployment_that_answers_to_any_name_is_warned(settings, site, hosts, warned):
    settings.SITE_URL, settings.ALLOWED_HOSTS = site, hosts
    assert [each.id for each in links_in_mails_are_ours(None)] == ["portal.W005"] * warned
