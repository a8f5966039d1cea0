"""What the guide and the documentation page tell programmers to do works, and gives what they say it gives."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
from html import unescape
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command

from portal.site.api import RECORDS, TERMS
from tests.core.test_api_keys import make
from tests.factories import activity, case_study, consultant, full_initiative, initiative, meeting, need, offer, user

GUIDE = Path(__file__).resolve().parents[2] / "docs/api.md"
DOCS = "/api/v1/docs/"
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.S)


@pytest.fixture
def portal(live_server, monkeypatch):
    """The address of a running portal with the real records, somebody in its roster, and a key to it."""
    call_command("import_activities", verbosity=0)
    call_command("import_partnerships", verbosity=0)
    call_command("import_case_studies", verbosity=0)
    call_command("import_meetings", verbosity=0)
    gone = activity()
    type(gone).objects.filter(pk=gone.pk).update(state="archived", state_reason="Over")
    person = user()
    consultant(), need(title="Patent searches"), offer()
    need(title="Trademark examiners", state="draft", by=person)
    monkeypatch.setenv("PORTAL_KEY", make(person, "read:own"))
    return live_server.url


def run(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "example", "exec"), {"__name__": "example"})  # noqa: S102 -- our own documentation
    return printed.getvalue()


def curl(command: str) -> bytes:
    program, *options, address = shlex.split(os.path.expandvars(command))
    assert (program, options[::2]) == ("curl", ["-H"] * (len(options) // 2))
    headers = dict(option.split(": ") for option in options[1::2])
    with urlopen(Request(address, headers=headers)) as answer:
        return answer.read()


def test_the_guide(portal):
    blocks = BLOCK.findall(GUIDE.read_text().replace("https://portal.example.org", portal))
    said = [text for language, text in blocks if language == "text"]
    printed = [run(text) for language, text in blocks if language == "python"]
    assert printed == said
    assert len(printed) == 8
    commands = [text for language, text in blocks if not language]
    assert all(json.loads(curl(command))["count"] > 0 for command in commands)
    assert commands


def examples(html: str, kind: str) -> list[str]:
    return [unescape(each) for each in re.findall(rf'<code data-example="{kind}">(.*?)</code>', html, re.S)]


def test_the_page(portal):
    with urlopen(portal + DOCS) as page:
        html = page.read().decode()
    answers = [json.loads(each) for each in examples(html, "answer")]
    assert len(answers) == 2 * len(RECORDS) + len(TERMS) + 1  # the tombstones
    assert [answer for answer in answers if answer.get("results") == []] == []
    assert [json.loads(run(each)) for each in examples(html, "python")] == answers
    first, *commands = examples(html, "curl")
    assert json.loads(curl(first))["count"] > 0
    assert [json.loads(curl(each)) for each in commands] == answers
    [own], [asked] = examples(html, "key-curl"), examples(html, "key-python")
    assert json.loads(curl(own)) == json.loads(run(asked))
    assert {each["state"] for each in json.loads(curl(own))["results"]} == {"draft", "published"}
    terms = re.findall(r'<a href="([^"]+)" data-example="term">', html)
    assert [json.loads(curl(f'curl "{portal}{each}"'))["code"] for each in terms] == [
        each.split("/")[4] for each in terms
    ]
    assert [each.split("/")[3] for each in terms] == sorted(TERMS)


@pytest.mark.django_db
def test_the_page_shows_nothing_that_a_visitor_may_not_see(signed_in, curator):
    activity(title="MARKER", state="draft", topics=["trademarks"], beneficiaries=["KE"], providers=["BR"])
    initiative(title="MARKER", state="draft")
    case_study(title="MARKER", state="draft")
    assert "MARKER" not in signed_in(curator).get(DOCS).content.decode()


@pytest.mark.django_db
def test_the_page_of_an_empty_portal_counts_against_no_limit(client, settings):
    settings.API_RATE = 1
    assert [client.get(DOCS).status_code for _ask in range(3)] == [200, 200, 200]
    assert client.get("/api/v1/topics/").status_code == 200


@pytest.mark.django_db
def test_the_page_is_linked_and_names_every_parameter(client):
    html = client.get(DOCS).content.decode()
    assert f'href="{DOCS}"' in client.get("/fr/activities/").content.decode()
    schema = client.get("/api/v1/schema/").json()
    for path, operations in schema["paths"].items():
        if "/webhooks/" in path:
            assert set(re.findall(r'<dt id="(\w+)"', html)) >= {each["operationId"] for each in operations.values()}
            continue
        around, name = ("p", r"<code>(\w+)</code>") if "{code}" in path else ("section", r"<dt><code>(.*?)</code>")
        section = re.search(rf'id="{operations["get"]["operationId"]}">(.*?)</{around}>', html, re.S)[1]
        names = re.findall(name, section)
        assert names == [parameter["name"] for parameter in operations["get"]["parameters"]], path


@pytest.mark.django_db
def test_the_page_asks_as_much_for_one_record_as_for_many(client, django_assert_num_queries):
    def one_more() -> None:
        activity(topics=["trademarks"], beneficiaries=["KE", "group:aripo"])
        full_initiative()
        case_study()
        consultant(), need(), offer(), meeting()

    one_more()
    client.get(DOCS)
    with django_assert_num_queries(117):
        client.get(DOCS)
    for _number in range(10):
        one_more()
    client.get(DOCS)
    with django_assert_num_queries(117):
        client.get(DOCS)
