"""Two organisations that are one: everything moves, nothing is lost, old addresses and names lead to the kept one."""

from __future__ import annotations

from functools import partial
from threading import Barrier, Thread

import pghistory.models
import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.core import moving_rows, organisations
from portal.core import reference as reference_memory
from portal.core.curation import MoveRefused
from portal.core.merging_organisations import merge
from portal.core.models import (
    Correction,
    FocalPoint,
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    OrganisationType,
)
from portal.site.organisations import deeds
from portal.site.organisations.search_rows import ORGANISATION_ROWS
from tad.models import Activity, Funding
from tad.search_rows import ROWS as ACTIVITY_ROWS
from tests.factories import activity, case_study, initiative, organisation, user

pytestmark = pytest.mark.django_db
WHY = "The same office under its old name."


@pytest.fixture
def two(db):
    kept = organisation("Office for Ideas", slug="ideas", acronym="OFI", country="KE", aliases=["Ideas Office"])
    gone = organisation(
        "Bureau of Ideas", slug="bureau", acronym="BOI", country="KE", aliases=["Ideas Office", "Old Bureau"],
        website="https://bureau.example", note="Renamed in 2001.", source="Letter",
    )  # fmt: skip
    return gone, kept


def lines_of(record) -> list[tuple[str, str]]:
    return [
        (line.role, line.organisation.slug if line.organisation else line.country_id)
        for line in record.participations.all()
    ]


def test_everything_that_names_it_names_the_kept_one(two, curator):
    gone, kept = two
    record = activity(providers=["organisation:bureau"], owner=gone)
    record.funding.create(kind_id=kind(), funder=gone)
    partnership = initiative(providers=["organisation:bureau"], owner=gone)
    case = case_study(owner=gone)
    part = organisation(parent=gone)
    member = Membership.objects.create(user=user(), organisation=gone, role="admin")
    point = FocalPoint.objects.create(organisation=gone, function="Registrar", shown_to="public")
    report = correction_on(gone)
    earlier = organisation(slug="earlier")
    merge(earlier, into=gone, by=curator, reason=WHY)
    expected = {moving.label.split(":")[0]: moving.count for moving in moving_rows.preview(gone)}
    merge(gone, into=kept, by=curator, reason=WHY)
    assert lines_of(record) == [("provider", "ideas"), ("beneficiary", "KE")]
    assert lines_of(partnership) == [("provider", "ideas"), ("beneficiary", "KE")]
    moved = [record, partnership, case, part, member, point, report, earlier, record.funding.get()]
    for each in moved:
        each.refresh_from_db()
    assert [each.owner for each in (record, partnership, case)] == [kept] * 3
    assert (part.parent, member.organisation, member.role, point.organisation) == (kept, kept, "admin", kept)
    assert (report.record, earlier.merged_into, moved[-1].funder) == (kept, kept, kept)
    assert moving_rows.preview(gone) == []
    assert sum(expected.values()) >= len(moved)


def kind() -> int:
    from portal.core.models import FundingKind

    return FundingKind.objects.get(code="in-kind").pk


def correction_on(record) -> Correction:
    from uuid import uuid4

    return Correction.objects.create(
        ref=f"CR-{record.pk}", token=uuid4(), record=record, part="other", text="The name.", language="en"
    )


def test_what_the_kept_one_has_already_is_folded_into_it(two, curator):
    gone, kept = two
    record = activity(providers=["organisation:bureau", "organisation:ideas"])
    record.participations.filter(organisation=gone).update(as_said="le Bureau")
    record.participations.filter(organisation=kept).update(as_said="the Office")
    person, other = user(), user()
    Membership.objects.create(user=person, organisation=gone, role="admin")
    Membership.objects.create(user=person, organisation=kept, role="reader")
    Membership.objects.create(user=other, organisation=gone, role="editor")
    merge(gone, into=kept, by=curator, reason=WHY)
    assert [
        (line.role, line.organisation_id, line.as_said) for line in record.participations.exclude(role="beneficiary")
    ] == [("provider", kept.pk, "the Office; le Bureau")]
    assert {(each.user, each.role) for each in kept.memberships.all()} == {(person, "admin"), (other, "editor")}


def test_old_names_and_the_old_address_lead_to_the_kept_one(two, curator, client):
    gone, kept = two
    record = activity(title="Seminar", providers=["organisation:bureau"])
    merge(gone, into=kept, by=curator, reason=WHY)
    assert kept.aliases == ["Ideas Office", "Bureau of Ideas", "BOI", "Old Bureau"]
    assert (kept.website, kept.note, kept.source) == ("https://bureau.example", "Renamed in 2001.", "Letter")
    for address in ("/organisations/bureau/", "/fr/organisations/BUREAU/"):
        response = client.get(address)
        assert (response.status_code, response.url) == (301, address.lower().replace("bureau", "ideas"))
    assert client.get("/api/v1/organisations/bureau/").status_code in {301, 404}
    for query in ("organisation=bureau", "organisation=ideas", "q=Bureau", "q=BOI"):
        assert record.ref in client.get(f"/activities/?{query}").content.decode(), query
    assert 'href="/organisations/ideas/"' in client.get("/organisations/?q=bureau").content.decode()
    assert organisations.look_alikes("Bureau of Ideas", country="KE")[0][0] == kept
    assert reference_memory.current().organisation_by_slug["bureau"].slug == "ideas"


def test_search_rows_and_counts_are_right_afterwards(two, curator):
    gone, kept = two
    activity(providers=["organisation:bureau"])
    activity(providers=["organisation:bureau", "organisation:ideas"])
    merge(gone, into=kept, by=curator, reason=WHY)
    assert deeds.current()[1][kept.pk]["activities"].by_role == {"provider": 2}
    assert gone.pk not in deeds.current()[1]
    assert (ACTIVITY_ROWS.differing(), ORGANISATION_ROWS.differing()) == (0, 0)


def test_the_audit_says_who_and_why(two, curator):
    gone, kept = two
    merge(gone, into=kept, by=curator, reason=f"  {WHY} ")
    assert (gone.state, gone.merged_into, gone.state_reason, gone.decided_by) == ("merged", kept, WHY, curator)
    last = pghistory.models.Events.objects.tracks(gone).order_by("pgh_id").last()
    assert (last.pgh_context["user"], last.pgh_context["move"], last.pgh_context["reason"]) == (
        curator.pk,
        "merge",
        WHY,
    )


def test_records_are_judged_again_and_stamped(two, curator):
    _gone, kept = two
    abroad = organisation("Japanese Bureau", slug="abroad", country="JP")
    record = activity(providers=["organisation:abroad"], beneficiaries=["KE"])
    assert record.kind == "north_south"
    before = Activity.objects.get(pk=record.pk).updated_at
    Organisation.objects.filter(pk=kept.pk).update(country_id="BR")
    merge(abroad, into=kept, by=curator, reason=WHY)
    record.refresh_from_db()
    assert (record.kind, record.updated_by) == ("south_south", curator)
    assert record.updated_at > before


def test_people_of_an_unverified_one_gain_no_rights(two, curator):
    _gone, kept = two
    stranger, known = user(), user()
    mine = organisations.propose(by=stranger, name="Ideas Office", type=OrganisationType.objects.get(code="ip-office"))
    Organisation.objects.filter(pk=mine.pk).update(website="https://not-theirs.example")
    for person in (stranger, known):
        Membership.objects.create(user=person, organisation=mine, role="admin")
    Membership.objects.create(user=known, organisation=kept, role="reader")
    FocalPoint.objects.create(organisation=mine, function="Call me", shown_to="public")
    draft = activity(providers=[f"organisation:{mine.slug}"], owner=mine, state="draft", by=stranger)
    mine.refresh_from_db()
    merge(mine, into=kept, by=curator, reason=WHY)
    assert {(each.user, each.role) for each in kept.memberships.all()} == {(known, "reader")}
    assert [(each.user, each.state) for each in JoinRequest.objects.filter(organisation=kept)] == [(stranger, "open")]
    assert (kept.website, list(kept.focal_points.all())) == ("", [])
    draft.refresh_from_db()
    assert draft.owner == kept
    assert Invitation.objects.filter(state="open").count() == 0


def test_a_family_stays_a_tree(curator):
    top = organisation(slug="top")
    middle = organisation(slug="middle", parent=top)
    leaf = organisation(slug="leaf", parent=middle)
    merge(top, into=leaf, by=curator, reason=WHY)
    assert dict(Organisation.objects.filter(pk__in=[middle.pk, leaf.pk]).values_list("slug", "parent__slug")) == {
        "middle": "leaf", "leaf": None,
    }  # fmt: skip


def test_what_cannot_be_merged_is_refused_and_left(two, curator, member):
    gone, kept = two
    pending = organisations.propose(by=member, name="New", type=kept.type)
    for wrong in [
        {"into": gone, "reason": WHY}, {"into": kept, "reason": " "}, {"into": pending, "reason": WHY},
    ]:  # fmt: skip
        with pytest.raises(MoveRefused):
            merge(gone, by=curator, **wrong)
    assert Organisation.objects.get(pk=gone.pk).state == "verified"
    merge(gone, into=kept, by=curator, reason=WHY)
    with pytest.raises(ValidationError, match="Bureau of Ideas"):
        merge(gone, into=kept, by=curator, reason=WHY)
    with pytest.raises(MoveRefused):
        merge(kept, into=gone, by=curator, reason=WHY)


def test_loading_the_files_again_brings_nothing_back(curator):
    from portal.core import reference_data

    oapi, aripo = (Organisation.objects.get(slug=slug) for slug in ("oapi", "aripo"))
    merge(oapi, into=aripo, by=curator, reason=WHY)
    reference_data.load()
    oapi.refresh_from_db()
    assert (oapi.state, oapi.merged_into) == ("merged", aripo)
    assert "OAPI" in Organisation.objects.get(slug="aripo").aliases


def test_a_thousand_lines_take_a_fixed_number_of_queries(two, curator, django_assert_max_num_queries):
    gone, kept = two
    for _number in range(12):
        activity(providers=["organisation:bureau"])
    with django_assert_max_num_queries(220):
        merge(gone, into=kept, by=curator, reason=WHY)


# At once -------------------------------------------------------------------------------------------------------------
def at_once(*acts) -> list[object]:
    """Each in a thread of its own; what each returned or raised."""
    together, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        together.wait()
        try:
            outcomes[place] = act()
        except Exception as error:  # noqa: BLE001 -- the outcome is what the test is about
            outcomes[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_two_opposite_merges_at_once_one_is_refused(committed):
    curator = user("curator")
    one, other = organisation("One"), organisation("Other")
    outcomes = at_once(
        lambda: merge(Organisation.objects.get(pk=one.pk), into=other, by=curator, reason=WHY),
        lambda: merge(Organisation.objects.get(pk=other.pk), into=one, by=curator, reason=WHY),
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["MoveRefused", "NoneType"]
    assert sorted(Organisation.objects.filter(pk__in=[one.pk, other.pk]).values_list("state", flat=True)) == [
        "merged", "verified",
    ]  # fmt: skip


def test_a_line_written_during_a_merge_names_the_kept_one(committed):
    curator = user("curator")
    one, other = organisation("One"), organisation("Other")
    records = [activity() for _number in range(6)]
    writers = [partial(record.participations.create, role="observer", organisation_id=one.pk) for record in records]
    outcomes = at_once(lambda: merge(Organisation.objects.get(pk=one.pk), into=other, by=curator, reason=WHY), *writers)
    assert not [each for each in outcomes if isinstance(each, Exception)]
    for record in records:
        assert list(record.participations.filter(role="observer").values_list("organisation", flat=True)) == [other.pk]
    Funding.objects.create(activity=records[0], kind_id=kind(), funder_id=one.pk)  # long afterwards, from an old form
    assert records[0].funding.get().funder == other
