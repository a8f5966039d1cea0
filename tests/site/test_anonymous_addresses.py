"""Nothing private of a consultant stands anywhere: every address is read, by a visitor and by a member.

Each private value and each field of consent is a word that stands nowhere else (for numbers, countries and choices: two
worlds that differ in nothing else must look the same). The words are looked for in every page, file, feed, answer of
the API, sitemap, error page, suggestion and page of the desk that a stranger can type the address of.
"""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roster import consents
from roster.models import Consent, Consultant, Nomination
from tests.factories import activity, case_study, consultant, initiative, meeting, organisation, user
from tests.partnerships.files import PDF
from tests.roster.applications import ABOUT, DATA, WHO, application, upload
from tests.roster.relaying import asked
from tests.site.addresses import LANGUAGES, NOBODYS, addresses, variants, walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Field = Consent.Field

# What only curators and one mailbox read: in an application, the CV with it, and a nomination.
UNREAD = ["zqapplicant", "zqanswer", "zqcurriculum", "zqnominee", "zqwhy"]
# By the field that releases it; "" is never released.
WORDS = {
    "": ["zqmail", "zqnote", "zqaccount", "zqclaim", "zqreason", "zqmessage", "zqvisitor", *UNREAD],
    Field.NAME: ["zqname"],
    Field.POSITION: ["zqposition", "zqemployer"],
    Field.BIOGRAPHY: ["zqbiography", "zqbiographie"],
    Field.ASSIGNMENTS: ["zqwork", "zqrole", "zqoutput"],
    Field.INTERESTS: ["zqinterests"],
}
EVERY = [word for words in WORDS.values() for word in words]


@pytest.fixture
def marked(settings) -> Consultant:
    """Listed, and with a word in every text that a profile has."""
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 10**9
    record = consultant(
        released=[Field.LISTING],
        name="Zqname Person",
        email="zqmail@example.org",
        account=user(email="zqaccount@example.org", name="Zqaccount"),
        note="Zqnote",
        birth_year=1961,
        state_reason="Zqreason",
        residence_id="TV",
        position="Zqposition",
        employer_as_said="Zqemployer",
        availability="limited",
        remote=True,
        interests="Zqinterests",
        interests_declared_on=date(1989, 2, 3),
        lines={
            "biographies": [
                {"language_id": "en", "text": "Zqbiography of patents"},
                {"language_id": "fr", "text": "Zqbiographie de brevets"},
            ],
            "assignments": [
                {"as_said": "Zqwork", "role": "Zqrole", "output": "Zqoutput", "from_year": 1987},
                {"activity_id": activity(title="Public course").pk, "role": "Zqrole", "country_id": "NR"},
            ],
        },
    )
    Consent.objects.filter(consultant=record).update(given_at=timezone.now() - timedelta(days=1))
    record.claims.create(
        email="zqclaim@example.org", mailbox="zqclaim@example.org", expires_at=timezone.now() + timedelta(days=9)
    )
    asked(record, text="Zqmessage", email="zqvisitor@example.org", name="Zqvisitor")
    answers = DATA | {"who": WHO | {"name": "Zqapplicant"}, "about": ABOUT | {"interests": "Zqanswer"}}
    applied = application("changes_requested", data=answers, name="Zqapplicant")
    upload(Client(), applied, "zqcurriculum.pdf", PDF)
    assert applied.documents.get().name == "zqcurriculum.pdf"
    Nomination.objects.create(
        organisation=organisation(), language="en", digest="x", name="Zqnominee", email="zqnominee@example.org",
        why="Zqwhy",
    )  # fmt: skip
    return record


@pytest.fixture
def every(marked, client) -> list[str]:
    """Every address there is, with everything that can stand in it, and every list in all its ways."""
    refs = [marked.ref, consultant(is_sample=True).ref, activity().ref, initiative().ref, case_study().ref, "zqname"]
    refs.append(meeting().ref)
    number = [marked.pk]
    known = {
        "ref": refs, "slug": [organisation(slug="zz-office").slug, "zqemployer", "privacy"],
        "version": number, "code": ["KE", "patents", "zqname"],
        "section": ["pages", "consultants", "zqname"], "token": [NOBODYS], "signature": ["x"], "key": ["set-password"],
        "uidb36": ["1"], "pk": number, "object_id": number, "name": ["person", "topics", "zqname"], "shape": ["html"],
        "room": ["roster", "consultants"], "move": ["publish"], "app_label": ["roster"], "content_type_id": number,
        "url": ["zqname"], "id": number, "of": ["consultants"], "form": ["csv", "svg", "jsonld", "ttl"],
        "iso2": ["KE", "TV", "zqname"], "kind": ["countries", "topics", "organisations"], "extension": ["json", "xlsx"],
        "file": ["latest.zip", "zqname"],
    }  # fmt: skip
    plain = addresses(known)
    desk = [each for each in plain if each.startswith("/admin/")]
    public = [each for each in plain if not each.startswith("/admin/")]
    looked_for = [*(words[0] for words in WORDS.values()), marked.ref, "Nauru"]
    found = [variant for each in public for variant in variants(client, each, looked_for)]
    look_up = "/admin/autocomplete/?app_label={}&model_name={}&field_name={}&term=zqname"
    look_ups = [
        ("roster", "merged", "into"),
        ("roster", "consultant", "employer"),
        ("roster", "assignment", "activity"),
    ]
    typed = [f"/{name}/suggest/?q={word[:4]}" for name in ("roster", "activities", "organisations") for word in EVERY]
    pages = [f"{language}/{name}/" for language in LANGUAGES for name in (f"roster/{marked.ref}", "roster", "search")]
    wrong = ["/roster/?topic=zqname", "/roster/zqname", "/search/?q=zq", "/search/?q=Zqname+Person", "/zqname/"]
    return [*found, *desk, *(look_up.format(*each) for each in look_ups), *typed, *pages, *wrong]


def said_where(answers: dict[str, str], words: list[str]) -> dict[str, list[str]]:
    """Which words stand where, but for those that the address itself says: a page may repeat what was typed."""
    found = {}
    for address, text in answers.items():
        typed, body = address.lower(), text.lower()
        if there := [word for word in words if word in body and word not in typed]:
            found[address] = there
    return found


def found_by(answers: dict[str, str], ref: str) -> list[str]:
    """Addresses that lead to the profile by a word that it did not release."""
    return [each for each, text in answers.items() if "q=zq" in each.lower() and ref in text and ref not in each]


def test_nothing_that_was_not_released_stands_anywhere(marked, every, client, signed_in, member):
    assert len(every) > 800
    logging.disable(logging.ERROR)
    for reader in (client, signed_in(member)):
        answers = walk(reader, every)
        assert said_where(answers, EVERY) == {}
        assert found_by(answers, marked.ref) == []
        assert [each for each, text in answers.items() if text.startswith("500")] == []
        # The walk did go where profiles are.
        assert sum(marked.ref in text for address, text in answers.items() if marked.ref not in address) > 20
    logging.disable(logging.NOTSET)


def shown(ref: str) -> list[str]:
    """Where a profile is shown, in whole or in part."""
    lists = ["/roster/", "/api/v1/consultants/"]
    records = [f"/roster/{ref}/", f"/ar/roster/{ref}/", f"/fr/roster/{ref}/", f"/api/v1/consultants/{ref}/"]
    files = [f"/roster/?format={name}" for name in ("csv", "xlsx", "json", "atom")]
    views = [
        "/roster/?view=table",
        "/roster/?sort=title",
        f"/search/?q={ref}",
        "/",
        "/sitemap-consultants.xml",
        "/activities/",
        "/organisations/",
    ]
    found = [f"/{name}/?q={word}" for name in ("search", "roster", "api/v1/consultants") for word in EVERY]
    typed = [f"/roster/suggest/?q={word[:5]}" for word in EVERY]
    return [*lists, *records, *files, *views, *found, *typed]


@pytest.mark.parametrize("field", [field for field in Field.values if field in WORDS])
def test_each_consent_lets_out_its_own_words_and_no_others(marked, client, field):
    consents.settle(marked, [Field.LISTING, field], how="form", by=None)
    places, others = shown(marked.ref), [word for word in EVERY if word not in WORDS[field]]
    answers = walk(client, places)
    assert said_where(answers, others) == {}
    said = said_where(answers, WORDS[field])
    for place in ("/roster/{}/", "/api/v1/consultants/{}/"):
        assert said[place.format(marked.ref)] == WORDS[field]
    assert said["/roster/?format=json"] == WORDS[field]
    leads = {word for word in EVERY for each in found_by(answers, marked.ref) if f"/roster/?q={word}" == each}
    assert leads == (set(WORDS[field]) if field != Field.INTERESTS else set())  # nobody is found by interests
    consents.withdraw(marked, [field], by=None)
    assert said_where(walk(client, places), EVERY) == {}


OF_THE_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[\d.]+)?(Z|[+-]\d\d:\d\d)?"
    r"|(?im:^(etag|last-modified|date|content-length|content-security-policy|set-cookie|content-disposition):.*$)"
    r"|nonce=\"[^\"]*\"|name=\"csrfmiddlewaretoken\" value=\"[^\"]*\""
)


def comparable(answers: dict[str, str]) -> dict[str, str]:
    """Without what differs between any two answers: moments and tokens, and how far a moment could be compressed."""
    return {address: OF_THE_MOMENT.sub("", text) for address, text in answers.items()}


def test_two_worlds_that_differ_in_what_is_not_released_look_the_same(marked, client):
    """Numbers, countries and choices are no words to look for; and a count or an order would tell them, too."""
    other, employer = consultant(name="Aaron", residence_id="KE", years=3), organisation("Zz")
    marked.refresh_from_db()  # the moment of its last consent, which spreadsheets give to the millisecond
    first = comparable(walk(client, shown(marked.ref)))
    Consultant.objects.filter(pk=marked.pk).update(
        name="Aaaa", email="b@example.org", birth_year=1962, residence_id="NR", position="", employer_as_said="Aaaa",
        availability="away", away_until=timezone.localdate() + timedelta(days=9), remote=False, interests="",
        interests_declared_on=None, account=None, employer=employer, note="", updated_at=marked.updated_at,
    )  # fmt: skip
    marked.assignments.all().delete()
    marked.biographies.all().delete()
    marked.refresh_from_db()
    second = comparable(walk(client, shown(marked.ref)))
    assert [address for address in first if first[address] != second[address]] == []
    assert other.ref in first["/roster/"]
