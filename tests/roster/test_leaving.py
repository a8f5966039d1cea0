"""Leaving the roster: out of sight at once, erased within the promise, and then no table knows the person any more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone

from portal.core import housekeeping
from portal.core.models import Mail
from portal.site.account import closing
from roster import claims, consents, erasing, merging, withdrawal
from roster.actions import record_consultant
from roster.applying import publication
from roster.models import Claim, Consultant, CurrencyCheck, FormerAssignment
from tests.desk import sign_in
from tests.factories import activity, consultant, user
from tests.roster.applications import ABOUT, DATA, WHO, application
from tests.roster.profiles import mails, owned, text
from tests.roster.relaying import asked

pytestmark = pytest.mark.django_db
SITE = "https://portal.example.org"
MARK = "xqzmark"  # part of every word that the person, or somebody about them, has written


def tables_with(word: str) -> dict[str, int]:
    """Every table of the database that holds the word in any column, with the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text ILIKE %s", [f"%{word}%"])
            found[table] = cursor.fetchone()[0]
    return {table: rows for table, rows in found.items() if rows}


@pytest.fixture
def known(curator):
    """Somebody of whom everything that can be kept is kept, in several versions; it belongs to an account that has
    another address. The claim that bound it was mailed to a third one."""
    course, other = activity(title="Drafting course"), activity(title="Study visit")
    lines = {
        "biographies": [{"language_id": "en", "text": f"Biography {MARK}b"}],
        "assignments": [
            {"activity_id": course.pk, "role": f"Trainer {MARK}c", "output": f"Manual {MARK}d", "from_year": 2019,
             "country_id": "UG", "verified_on": date(2026, 1, 2), "verified_by": curator},
            {"activity_id": other.pk, "role": "Guide", "from_year": 2020, "to_year": 2021},
            {"as_said": f"Wrote {MARK}e", "role": "Author"},
        ],
    }  # fmt: skip
    record = consultant(
        name=f"Wanjiru {MARK}f", email=f"{MARK}g@example.org", note=f"Met {MARK}h", position=f"Head {MARK}i",
        employer_as_said=f"Office {MARK}j", interests=f"Shares {MARK}k", interests_declared_on=date(2026, 1, 2),
        state_reason="", lines=lines, by=curator,
    )  # fmt: skip
    claim = claims.invite(record, by=curator, site=SITE)
    claims.accept(claim, by=user(email="member@example.net"), site=SITE)
    record = Consultant.objects.get(pk=record.pk)
    record_consultant(by=curator, values={"name": f"W. {MARK}l"}, consultant=record)
    kind = ContentType.objects.get_for_model(Consultant)
    LogEntry.objects.create(
        user=curator, content_type=kind, object_id=str(record.pk), object_repr=str(record), action_flag=2,
        change_message=f"{MARK}m",
    )  # fmt: skip
    return record


def test_withdrawal_is_at_once_and_erasure_in_a_week(known, monkeypatch):
    client, path = sign_in(known.account), "/roster/mine/withdraw/"
    page = text(client.get(path))
    assert "on each of 2 activities of this portal" in page
    assert Consultant.objects.listed().get() == known
    assert client.post(path)["Location"] == "/roster/mine/"
    assert client.post(path)["Location"] == "/roster/mine/"  # pressed twice
    known.refresh_from_db()
    assert not Consultant.objects.listed().exists()
    assert consents.given(known) == set()
    assert "You have left the roster" in text(client.get("/roster/mine/"))
    (mail,) = mails("consultant_withdrawn")
    assert mail.to == known.account.email
    assert MARK not in mail.subject + mail.text + mail.html

    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=6, hours=23))
    assert erasing.erase_withdrawn() == 0
    assert tables_with(MARK) != {}
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=7, minutes=1))
    assert erasing.erase_withdrawn() == 1
    assert erasing.erase_withdrawn() == 0
    assert tables_with(MARK) == {}
    assert tables_with(known.ref) == {}
    assert client.get("/roster/mine/").status_code == 404
    stays = FormerAssignment.objects.order_by("from_year").values_list(
        "activity__title", "from_year", "to_year", "country", "was_verified"
    )
    assert list(stays) == [("Drafting course", 2019, None, "UG", True), ("Study visit", 2020, 2021, None, False)]
    assert erasing.erase_withdrawn in housekeeping.CHORES


def test_the_walk_finds_what_is_there(known):
    """Else it would prove nothing."""
    expected = {
        "core_mail", "core_searchword", "django_admin_log", "roster_assignment", "roster_assignmentevent",
        "roster_biography", "roster_biographyevent", "roster_claim", "roster_consultant", "roster_consultantevent",
        "roster_consultantsearch",
    }  # fmt: skip
    assert set(tables_with(MARK)) == expected


def test_nobody_elses_data_goes_with_it(known):
    other = owned(full=True)
    before = Consultant.pgh_event_model.objects.filter(pgh_obj=other).count()
    mail = Mail.objects.create(name="x", key="k", to=other.email, text="Words", language="en")
    erasing.erase(known)
    assert Consultant.objects.get() == other
    assert other.assignments.count() == 2
    assert Consultant.pgh_event_model.objects.filter(pgh_obj=other).count() == before > 0
    mail.refresh_from_db()
    assert mail.text == "Words"


def test_application_messages_and_merged_profiles_go_too(curator):
    """Whatever ways in and out there are: form, claim, relay, two profiles of one person, what curators noted."""
    about = ABOUT | {"interests": f"Shares {MARK}a", "employer": f"Bureau {MARK}b"}
    who = WHO | {"name": f"Ana {MARK}c", "email": f"{MARK}d@example.org"}
    application_ = application(
        "in_review", data=DATA | {"who": who, "about": about}, name=who["name"], email=who["email"],
        mailbox=who["email"],
    )  # fmt: skip
    record = publication.accept(application_, by=curator, basis="verified", site=SITE)
    asked(record, name=f"Carlos {MARK}e", text=f"Could you come to {MARK}f?", email=f"{MARK}g@visitor.example")
    other = consultant(name=f"A. {MARK}h", email=f"{MARK}i@example.org", released=[], by=curator)
    for each in (record, other):
        claims.invite(each, by=curator, site=SITE)
    merging.merge(other, into=record, by=curator, reason=f"Same face, {MARK}j")
    assert {"roster_application", "roster_message", "pghistory_context"} <= tables_with(MARK).keys()
    withdrawal.withdraw(record, by=None)
    erasing.erase(Consultant.objects.get(pk=record.pk))
    assert tables_with(MARK) == {}
    assert not Consultant.objects.exists()


def test_until_then_one_can_change_ones_mind(known):
    client = sign_in(known.account)
    client.post("/roster/mine/withdraw/")
    assert "Nothing is shown until you say" in text(client.post("/roster/mine/", {"do": "stay"}, follow=True))
    known.refresh_from_db()
    assert (known.withdrawn_at, known.is_listed) == (None, False)
    Consultant.objects.update(created_at=timezone.now() - timedelta(days=400))
    assert erasing.erase_withdrawn() == 0
    consents.give(known, ["listing"], how="own_page", by=known.account)
    assert known.is_listed


def test_who_declined_is_erased_like_who_left(curator, settings):
    settings.KEEP_WITHDRAWN_DAYS = 0
    entered = consultant(name=f"Somebody {MARK}", released=[], state="draft", by=curator)
    claim = claims.invite(entered, by=curator, site=SITE)
    Client().post(f"{claim.get_absolute_url()}decline/")
    assert erasing.erase_withdrawn() == 1
    assert tables_with(MARK) == {}
    assert not Claim.objects.exists()


def test_closing_the_account_erases_the_profile(known):
    person = known.account
    CurrencyCheck.objects.create(consultant=known)
    closing.close(person)
    assert not Consultant.objects.exists()
    assert tables_with(MARK) == {}


def test_questions_and_claims_end_with_the_withdrawal(known, curator):
    CurrencyCheck.objects.create(consultant=known)
    withdrawal.withdraw(known, by=None)
    assert not CurrencyCheck.objects.filter(answered_at=None).exists()
    with pytest.raises(claims.ClaimRefused, match="withdrawn"):
        claims.invite(known, by=curator, site=SITE)
