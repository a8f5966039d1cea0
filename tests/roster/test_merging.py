"""Two profiles of one person become one: everything moves, and nothing comes out that was kept back before."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.core import curation
from portal.core.curation import MoveRefused
from portal.core.models import Correction
from roster import consents, merging
from roster.merging import merge
from roster.models import Consent, Consultant, Merged
from tests.core.test_two_curators import in_threads
from tests.desk import messages, page
from tests.factories import activity, consultant, full_consultant, user

pytestmark = pytest.mark.django_db
Field = Consent.Field


def released_lines(record: Consultant) -> list[tuple[str, bool]]:
    return [(each.field, each.withdrawn_at is None) for each in record.consents.order_by("given_at", "pk")]


def test_everything_moves_and_the_stricter_consent_wins(curator, client):
    meant = activity(title="Course")
    doubled = {"activity_id": meant.pk, "role": "Trainer"}
    gone = full_consultant(
        name="W. Otieno", note="Old card.", account=user(), residence_id="RW",
        released=[Field.LISTING, Field.NAME, Field.BIOGRAPHY],
    )  # fmt: skip
    gone.assignments.create(**doubled, output="A syllabus")
    kept = consultant(
        name="Wanjiru Otieno", note="New card.", residence_id="KE", nationalities=["KE", "UG"], years=20,
        released=[Field.LISTING, Field.NAME, Field.ASSIGNMENTS], lines={"assignments": [doubled]},
    )  # fmt: skip
    person, employer, told = gone.account, gone.employer, gone.assignments.count()
    report = Correction.objects.create(
        ref="CR-1",
        token=uuid4(),
        record=gone,
        part=Correction.Part.choices[0][0],
        text="Wrong",
        name="R",
        email="r@example.org",
    )
    shown = merging.outcome(gone, kept)
    assert (shown.vanishes, shown.account) == (False, person)
    assert [str(Field(field).label) for field in (Field.LISTING, Field.NAME)] == shown.released
    assert [str(Field(field).label) for field in (Field.BIOGRAPHY, Field.ASSIGNMENTS)] == shown.closing
    assert shown.taken == ["year of birth", "position", "works at", "declaration of interests"]

    merge(gone, into=kept, by=curator, reason="One person.")

    assert consents.given(kept) == {Field.LISTING, Field.NAME}
    assert consents.given(gone) == set()
    assert sorted(released_lines(kept)) == [
        ("assignments", False),
        ("biography", False),  # of the one that went: known, and over
        *(("listing", is_open) for is_open in (False, True)),
        *(("name", is_open) for is_open in (False, True)),
    ]
    assert (kept.account, kept.employer, kept.residence_id, kept.birth_year) == (person, employer, "KE", 1975)
    assert (kept.name, kept.note) == ("Wanjiru Otieno", "New card.\nOld card.")
    assert kept.assignments.count() == told  # one of them stood on both
    assert kept.assignments.get(activity=meant).output == "A syllabus"
    assert kept.expertise.count() == 2
    assert kept.expertise.get(topic__code="patents").years == 20
    assert set(kept.nationality_links.values_list("country_id", flat=True)) == {"KE", "UG"}
    assert kept.biographies.count() == 2
    report.refresh_from_db()
    assert report.record == kept
    assert (gone.state, gone.name, gone.email, gone.mailbox, gone.account, gone.note, gone.birth_year) == (
        "archived", "", "", "", None, "", None,
    )  # fmt: skip
    assert client.get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    assert client.get(gone.get_absolute_url(), follow=True).status_code == 200
    with pytest.raises(curation.MoveRefused, match="is the same person as"):
        curation.reopen(gone, by=curator, reason="Why?")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"is_sample": True}, "A sample is nobody"),
        ({"withdrawn": True}, "was withdrawn"),
        ({"account": True}, "managed by an account of its own"),
        ({"merged": True}, "already"),
        ({"itself": True}, "into itself"),
        ({}, "A reason is needed"),
    ],
)
def test_what_must_not_be_merged_is_refused_with_nothing_changed(curator, values, said):
    gone, kept = consultant(is_sample="is_sample" in values), consultant(account=user())
    if "withdrawn" in values:
        Consultant.objects.filter(pk=gone.pk).update(withdrawn_at=gone.created_at)
    if "account" in values:
        Consultant.objects.filter(pk=gone.pk).update(account=user())
    if "merged" in values:
        merge(gone, into=consultant(), by=curator, reason="One.")
    before = Merged.objects.count()
    with pytest.raises(MoveRefused, match=said):
        merge(gone, into=gone if "itself" in values else kept, by=curator, reason="One." if values else " ")
    assert (Merged.objects.count(), kept.consents.open().count()) == (before, len(Field))


def test_links_mailed_for_the_one_open_no_other(curator):
    gone, kept = consultant(), consultant()
    for record in (gone, kept):
        record.claims.create(
            email=record.email,
            mailbox=record.mailbox,
            created_by=curator,
            expires_at=timezone.now() + timedelta(days=9),
        )
        record.checks.create()
    merge(gone, into=kept, by=curator, reason="One.")
    assert [each.email for each in kept.claims.open()] == [kept.email]
    assert (kept.claims.count(), kept.checks.count(), kept.checks.filter(answered_at=None).count()) == (2, 2, 1)


def test_chains_lead_to_the_last_if_it_is_seen(curator, client):
    first, second, last = consultant(), consultant(), consultant()
    merging.tell_apart(first, last, by=curator)
    merge(first, into=second, by=curator, reason="One.")
    merge(second, into=last, by=curator, reason="One.")
    for gone in (first, second):
        assert client.get(f"/ar/roster/{gone.ref}/").headers["Location"] == f"/ar/roster/{last.ref}/"
        answer = client.get(f"/api/v1/consultants/{gone.ref.lower()}/?fields=ref")
        assert (answer.status_code, answer.headers["Location"]) == (
            301, f"http://testserver/api/v1/consultants/{last.ref}/?fields=ref",
        )  # fmt: skip
    consents.withdraw(last, [Field.LISTING], by=None)
    assert client.get(f"/roster/{first.ref}/").status_code == 404
    assert client.get(f"/api/v1/consultants/{first.ref}/").status_code == 404


# --- On the desk ------------------------------------------------------------------------------------------------------
def merge_page(record: Consultant, into: Consultant | None = None) -> str:
    return page(record, "merge") + (f"?into={into.pk}" if into else "")


def test_what_would_happen_is_seen_before_it_does(signed_in, curator):
    gone, kept = consultant(name="Amina Diallo", released=[]), consultant(name="Amina Diallo")
    desk = signed_in(curator)
    doubles = desk.get(reverse("admin:roster_consultant_doubles")).content.decode()
    assert merge_page(gone, kept) in doubles
    assert merge_page(kept, gone) in doubles
    assert merge_page(gone, kept) in desk.get(page(gone)).content.decode()
    assert "will not be listed any more" in desk.get(merge_page(gone, kept)).content.decode()
    sent = {"into": kept.pk, "reason": "One."}
    for unseen in (sent, sent | {"seen": gone.pk}, sent | {"seen": kept.pk, "reason": " "}, {"into": "x"}, {}):
        assert desk.post(merge_page(gone), unseen).status_code == 200
    assert not Merged.objects.exists()
    told = messages(desk.post(merge_page(gone), sent | {"seen": kept.pk}, follow=True))
    assert told == [f"{gone.ref} is merged into {kept.ref}."]
    again = desk.post(merge_page(gone), sent | {"seen": kept.pk}, follow=True)
    assert messages(again) == [f"{gone.ref} was merged into {kept.ref} already."]
    assert "Merged" in desk.get(page(kept, "history")).content.decode()


def test_two_people_are_told_apart_by_a_press(signed_in, curator):
    one, other = consultant(name="Amina Diallo"), consultant(name="Amina Diallo")
    desk, address = signed_in(curator), reverse("admin:roster_consultant_apart")
    pair = {"one": other.pk, "other": one.pk}
    for _click in range(2):
        assert len(messages(desk.post(address, pair, follow=True))) == 1
    html = desk.get(reverse("admin:roster_consultant_doubles")).content.decode()
    assert "No two profiles look like one person" in html
    assert "Told apart lately" in html
    desk.post(address, pair | {"ask_again": "1"})
    assert merge_page(one, other) in desk.get(reverse("admin:roster_consultant_doubles")).content.decode()
    assert desk.get(address).status_code == 405
    for wrong in ({}, {"one": "x", "other": one.pk}, {"one": "9" * 30, "other": one.pk}):
        assert desk.post(address, wrong).status_code == 404


def test_only_curators_come_in(client, signed_in, member):
    own = consultant(account=member)
    other = consultant()
    names = ("doubles", "interests", "assignments")
    for reader in (client, signed_in(member)):
        for address in [reverse(f"admin:roster_consultant_{name}") for name in names] + [page(own, "consents")]:
            assert reader.get(address).status_code in {302, 403}
        sent = {"into": other.pk, "reason": "One.", "seen": other.pk}
        assert reader.post(merge_page(own), sent).status_code in {302, 403}
        pair = {"one": own.pk, "other": other.pk}
        assert reader.post(reverse("admin:roster_consultant_apart"), pair).status_code in {302, 403}
        assert reader.post(page(own, "consents"), {}).status_code in {302, 403}
    assert not Merged.objects.exists()


@pytest.fixture
def two_profiles(db):
    """Written on a connection of their own, so that two curators on others see them."""
    [(records, people)] = in_threads(lambda: ([consultant(), consultant()], [user("curator"), user("curator")]))
    yield records, people
    in_threads(lambda: removed(records, people))


def removed(records: list[Consultant], people: list) -> None:
    Consultant.objects.filter(pk__in=[each.pk for each in records]).delete()
    type(people[0]).objects.filter(pk__in=[each.pk for each in people]).delete()


def test_of_two_curators_the_second_is_told(two_profiles):
    (one, other), (first, second) = two_profiles
    results = in_threads(
        lambda: merge(Consultant.objects.get(pk=one.pk), into=other, by=first, reason="One."),
        lambda: merge(Consultant.objects.get(pk=other.pk), into=one, by=second, reason="One."),
    )
    [refusal] = [each for each in results if isinstance(each, MoveRefused)]
    assert "already" in refusal.messages[0]
    assert Merged.objects.filter(gone__in=[one, other]).count() == 1
