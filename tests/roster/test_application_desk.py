"""Applications on the desk: who may look, who looks alike, and what each decision does and mails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from portal.core.models import Mail
from portal.site.account.own_data import own_data
from roster import erasing, withdrawal
from roster.applying.alike import alike
from roster.applying.housekeeping import tidy
from roster.models import Application, Consent, Consultant, CurriculumVitae
from tests import factories
from tests.desk import list_of, messages
from tests.partnerships.files import PDF
from tests.partnerships.submissions import page_of, url
from tests.roster.applications import CONSENT, DATA, DID, WHO, application, decide, decision, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


def page_on_desk(one: Application) -> str:
    return reverse("admin:roster_application_change", args=[one.pk])


# --- Who may look -----------------------------------------------------------------------------------------------------
def test_only_curators_open_the_desk_and_only_what_was_confirmed(desk, member, signed_in):
    one, unread = application("in_review"), application("sent")
    upload(desk, draft := application(data={}), "cv.pdf", PDF)
    draft.documents.update(submission=one)
    cv = reverse("admin:roster_application_document", args=[one.pk, one.documents.get().pk])
    addresses = [list_of(Application), page_on_desk(one), decision(one, "reject"), cv]
    assert [Client().get(each).status_code for each in addresses] == [302] * 4
    assert [signed_in(member).get(each, follow=True).status_code for each in addresses] == [403] * 4
    assert [desk.get(each).status_code for each in addresses] == [200] * 4
    assert desk.get(page_on_desk(unread)).status_code == 302  # back to the list: there is no such one
    response = desk.get(cv)
    assert b"".join(response.streaming_content) == PDF
    assert (response["Content-Disposition"], response["X-Content-Type-Options"]) == (
        'attachment; filename="cv.pdf"', "nosniff",
    )  # fmt: skip
    assert Client().get(one.documents.get().file.url).status_code == 404


def test_the_queue_begins_with_who_has_waited_longest(desk):
    new, old = application("in_review"), application("in_review", name="Olu Old")
    Application.objects.filter(pk=old.pk).update(state_since=timezone.now() - timedelta(days=9))
    found = desk.get(f"{list_of(Application)}?queue=applied").context["cl"].result_list
    assert [each.pk for each in found] == [old.pk, new.pk]


def test_everything_stands_beside_each_other(desk):
    page = page_of(desk.get(page_on_desk(application("in_review"))))
    said = ["Ana Souza", "ana@example.org", "1978", "Examiners from Maputo", "Brazil was a developing country"]
    assert [word for word in said if word not in page] == []


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"email": "Ana+roster@example.org", "name": "A. S."}, "same e-mail address"),
        ({"name": "Ána SOUZA", "birth_year": 1978}, "same name, same year of birth"),
        ({"name": "Souza, Ana"}, "same name, no year of birth to compare"),
        ({"name": "Ana Souza", "birth_year": 1990}, None),
        ({"name": "Bela Okoro", "birth_year": 1978}, None),
    ],
)
def test_look_alikes_are_shown(desk, known, reason):
    other = factories.consultant(**known)
    one = application("in_review")
    assert [(each.thing, each.reason) for each in alike(one)] == ([(other, reason)] if reason else [])
    assert (other.ref in page_of(desk.get(page_on_desk(one)))) == bool(reason)


def test_other_applications_look_alike_too_if_curators_may_read_them():
    one, other = application("in_review"), application("in_review", email="b@example.org", mailbox="b@example.org")
    application("draft")
    assert [each.thing for each in alike(one)] == [other]


# --- Decisions --------------------------------------------------------------------------------------------------------
def test_accepting_makes_the_profile_with_all_its_lines(desk, curator):
    known = factories.activity(state="published")
    did = {"assignments": [*DID["assignments"], {"activity": known.ref, "role": "Trainer"}]}
    office = factories.organisation("Bureau of Marks")
    one = application("in_review", data=DATA | {"did": did}, language="pt")
    said_at = one.versions["consent"]["at"]
    decide(desk, one, "accept", {"basis": "worked"})
    made = Consultant.objects.get()
    assert (made.state, made.name, made.email, made.birth_year, made.residence_id, made.basis, made.language) == (
        "published", "Ana Souza", "ana@example.org", 1978, "PT", "worked", "pt",
    )  # fmt: skip
    assert (made.employer, made.employer_as_said, made.availability, made.remote) == (office, "", "limited", True)
    assert (made.interests, made.interests_declared_on, made.last_confirmed_on) == (
        "I advise fruit growers.", timezone.localdate(), timezone.localdate(),
    )  # fmt: skip
    assert [str(each.topic.code) for each in made.expertise.all()] == ["trademarks"]
    assert sorted(made.nationality_links.values_list("country", flat=True)) == ["BR", "PT"]
    assert sorted(made.biographies.values_list("language", "text")) == [
        ("en", "I examine marks."), ("pt", "Examino marcas."),
    ]  # fmt: skip
    assert set(made.assignments.values_list("activity__ref", "as_said", "role")) == {
        (None, "Examiners from Maputo in Rio", "Lecturer"), (known.ref, "", "Trainer"),
    }  # fmt: skip
    given = {each.field: (each.how, each.given_at.isoformat(), each.given_by) for each in made.consents.all()}
    assert given == {field: ("form", said_at, None) for field, answer in CONSENT.items() if answer == "yes"}
    assert (stored(one).state, stored(one).consultant, stored(one).decided_by) == ("accepted", made, curator)


def test_an_account_with_the_same_confirmed_address_has_the_profile_others_are_asked(desk):
    person = factories.user(email="ana@example.org")
    person.emailaddress_set.all().delete()
    person.emailaddress_set.create(email="ana@example.org", verified=False, primary=True)
    decide(desk, application("in_review"), "accept", {"basis": "verified"})
    unclaimed = Consultant.objects.get()
    assert (unclaimed.account, Mail.objects.filter(name="consultant_claim").count()) == (None, 1)
    person.emailaddress_set.update(verified=True)
    decide(desk, application("in_review"), "accept", {"basis": "verified"})
    assert Consultant.objects.exclude(pk=unclaimed.pk).get().account == person
    assert Mail.objects.filter(name="consultant_claim").count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"has_consent": False, "data": DATA | {"consent": CONSENT | {"listing": "no"}}}, "has not agreed"),
        ({"data": DATA | {"who": WHO | {"nationalities": [{"country": "FR"}]}}}, "none of the nationalities"),
        ({"data": DATA | {"know": {}}}, "No record can be made of it"),
    ],
)
def test_nobody_is_listed_without_consent_or_a_nationality_of_the_south(desk, values, said):
    one = application("in_review", **values)
    page = page_of(desk.post(decision(one, "accept"), {"basis": "verified"}))
    assert said in page
    assert (stored(one).state, Consultant.objects.count(), Mail.objects.count()) == ("in_review", 0, 0)


def test_the_mail_is_seen_first_reasons_come_in_the_applicants_language_and_twice_is_once(desk):
    one = application("in_review", language="fr")
    words = {"answer": "known", "reason": "See CO-2026-0001."}
    preview = page_of(desk.post(decision(one, "reject"), words))
    assert (stored(one).state, Mail.objects.count()) == ("in_review", 0)
    assert one.token not in preview
    response = decide(desk, one, "reject", words)
    assert messages(response) == [f"{one.ref}: “Not accepted”. The submitter is told by mail."]
    mail = Mail.objects.get()
    assert (mail.name, mail.language, "See CO-2026-0001." in mail.text) == ("application_rejected", "fr", True)
    assert desk.post(decision(one, "reject"), words | {"seen": "x"}).status_code == 302
    assert (Mail.objects.count(), stored(one).state_answer) == (1, "known")
    assert desk.post(decision(one, "ask-for-changes"), {"reason": "?"}).status_code == 200
    assert stored(one).state == "rejected"


@pytest.mark.parametrize("name", ["ask-for-changes", "reject", "message", "accept"])
def test_a_decision_without_its_words_asks_for_them(desk, name):
    one = application("in_review")
    response = desk.post(decision(one, name), {"basis": ""})
    assert (response.status_code, stored(one).state, Mail.objects.count()) == (200, "in_review", 0)
    assert "errorlist" in page_of(response)


def test_a_rejected_one_can_come_back_and_the_applicant_can_write(desk, client):
    one = application("rejected")
    client.post(url(one, "message"), {"text": "Here is my reference."})
    assert desk.get(f"{list_of(Application)}?queue=applicants-asking").context["cl"].result_count == 1
    decide(desk, one, "back-to-review", {"reason": "We read it."})
    assert (stored(one).state, stored(one).unanswered_since) == ("in_review", None)


def test_applications_are_in_what_one_takes_along():
    person, one = factories.user(email="ana@example.org"), application("in_review")
    application("sent")  # anybody may have typed the address
    assert [(each["ref"], each["data"]) for each in own_data(person)["applications"]] == [(one.ref, DATA)]


def test_erasing_a_profile_takes_its_application_and_cv_along(desk):
    one = application("changes_requested")
    upload(Client(), one, "cv.pdf", PDF)
    Application.objects.filter(pk=one.pk).update(state="in_review")
    decide(desk, one, "accept", {"basis": "verified"})
    with TestCase.captureOnCommitCallbacks(execute=True):
        file = one.documents.get().file
        erasing.erase(Consultant.objects.get())
    assert (file.storage.exists(file.name), Application.objects.count(), Consultant.objects.count()) == (False, 0, 0)


# --- What is not kept -------------------------------------------------------------------------------------------------
def test_the_cv_goes_with_the_person(desk):
    one = application("changes_requested")
    upload(Client(), one, "cv.pdf", PDF)
    file = one.documents.get().file
    Application.objects.filter(pk=one.pk).update(state="in_review")
    decide(desk, one, "accept", {"basis": "verified"})
    assert file.storage.exists(file.name)
    made = Consultant.objects.get()
    withdrawal.withdraw(made, by=None)
    emptied = stored(one)
    assert (CurriculumVitae.objects.count(), emptied.data, emptied.name, emptied.email) == (0, {}, "", "")
    assert Consent.objects.open().count() == 0


def test_files_leave_the_disk_once_it_is_certain(committed):
    one = application("changes_requested")
    upload(Client(), one, "cv.pdf", PDF)
    file = one.documents.get().file
    long_ago = timezone.now() - timedelta(days=settings.KEEP_SUBMITTER_DAYS + 1)
    Application.objects.filter(pk=one.pk).update(state="rejected", decided_at=long_ago)
    assert tidy() == (0, 0, 1)
    assert (file.storage.exists(file.name), stored(one).state, stored(one).data) == (False, "rejected", {})
    assert tidy() == (0, 0, 0)


def test_old_drafts_are_deleted_and_others_stay():
    old, new, asked = application(), application(), application("changes_requested")
    long_ago = timezone.now() - timedelta(days=settings.KEEP_DRAFT_DAYS + 1)
    Application.objects.filter(pk__in=[old.pk, asked.pk]).update(updated_at=long_ago)
    assert tidy() == (1, 0, 0)
    assert set(Application.objects.values_list("pk", flat=True)) == {new.pk, asked.pk}
