"""Activities that organisations propose: from the form to the record and back, and what their editors may do.

A draft belongs to its organisation. It is written by tad/actions.py and moved by portal/core/curation.py, as others
are; what is only here: nobody overwrites what somebody else saved meanwhile, and a line that stays keeps what the form
does not show.
"""

from __future__ import annotations

from collections.abc import Mapping

import pghistory
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from portal.core import curation
from portal.core.boxes import page_language, shown_organisation, term_code, term_id
from portal.core.edits import Changed, seen_mark
from portal.core.lined_forms import Problem
from portal.core.memberships import EDITING, MembershipRefused
from portal.core.models import FundingKind, Language, Membership, Modality, Organisation, State, Topic
from portal.core.permissions import editable_by
from portal.core.reference import Reference
from portal.core.said import partial_date
from tad.actions import record_activity
from tad.forms import ProposalForm
from tad.models import Activity

PLAIN = (
    "title", "summary", "modality_as_said", "status", "delivery", "place", "objective", "description",
    "expected_outcome", "outcome", "audience", "source_url",
)  # fmt: skip
COUNTS = ("participants", "women", "men")


def may_propose(membership: Membership) -> bool:
    return membership.role in EDITING and membership.organisation.state == Organisation.State.VERIFIED


def hinders_saving(problem: Problem) -> bool:
    """A draft may lack everything but its title; what is wrong is said before it is stored."""
    return not problem.is_missing or problem.anchor == "id_title"


def save(
    form: ProposalForm, *, membership: Membership, seen: str, activity: Activity | None, submit: bool = False
) -> Activity:
    """Write the draft, and hand it in if asked. Raises Changed, or MembershipRefused if this person may not (any more).

    The form's problems were asked for before, and none of them hinders.
    """
    if not may_propose(membership):
        raise MembershipRefused(_("Your organisation cannot propose records at present."), code="role")
    with transaction.atomic():
        if activity is not None:
            activity = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
            if activity.owner_id != membership.organisation_id or not editable_by(activity, membership.user):
                raise Changed
            if seen_mark(activity) != seen:
                raise Changed
        values, lines = _content(form, activity)
        values |= {"owner": membership.organisation}
        activity = record_activity(by=membership.user, values=values, activity=activity, **lines)
        if submit:
            curation.submit(activity, by=membership.user)
    return activity


def may_discard(activity: Activity, user) -> bool:
    """What curators have seen stays; a draft that never left its organisation may go."""
    return activity.state == State.DRAFT and activity.submitted_at is None and editable_by(activity, user)


def discard(activity: Activity, *, membership: Membership) -> None:
    """Delete the draft for good. Raises Changed if it was handed in meanwhile, or others are part of it by now."""
    with transaction.atomic(), pghistory.context(user=membership.user_id, move="discard"):
        now = Activity.objects.select_for_update(of=["self"]).filter(pk=activity.pk).first()
        if now is None:
            return
        if now.owner_id != membership.organisation_id or not may_discard(now, membership.user):
            raise Changed
        try:
            now.delete()
        except ProtectedError as parts:
            raise Changed from parts


def _content(form: ProposalForm, activity: Activity | None) -> tuple[dict, dict[str, list[dict]]]:
    """The record's own values and its lines, as ``record_activity`` takes them."""
    answers, known = form.answers, form.reference
    start, end = answers.get("start"), answers.get("end")
    values = {name: answers.get(name, "") for name in PLAIN} | {name: answers.get(name) for name in COUNTS}
    values |= {
        "status": answers.get("status") or Activity.Status.PLANNED,
        "language_id": answers.get("language") or (activity.language_id if activity else page_language(known)),
        "modality_id": term_id(known, Modality, answers.get("modality")),
        "starts_on": start.first if start else None,
        "starts_precision": start.precision if start else "day",
        "ends_on": end.last if end else None,
        "ends_precision": end.precision if end else "day",
    }
    lines = {
        "participations": [_party(known, line) for line in answers["participations"]],
        "topics": [{"topic_id": term_id(known, Topic, code)} for code in answers.get("topics", [])],
        "working_languages": [
            {"language_id": term_id(known, Language, line["language"])} for line in answers["working_languages"]
        ],
        "funding": [_fund(known, line) for line in answers["funding"]],
        "documents": answers["documents"],
    }
    if activity:
        _keep(activity.participations, lines["participations"], "as_said")
        _keep(activity.taggings, lines["topics"], "as_said")
        _keep(activity.funding, lines["funding"], "as_said", "is_estimate")
    return values, lines


def _party(known: Reference, line: Mapping) -> dict:
    subject, _colon, code = (line["place"] or "").rpartition(":")
    return {
        "role": line["role"],
        "country_id": code if code and not subject else None,
        "group_id": known.groups.by_code[code].id if subject else None,
        "organisation_id": line["organisation"],
    }


def _fund(known: Reference, line: Mapping) -> dict:
    values = {name: line[name] for name in ("amount", "currency", "band", "in_kind")}
    return values | {"kind_id": term_id(known, FundingKind, line["kind"]), "funder_id": line["funder"]}


def _keep(stored, lines: list[dict], *names: str) -> None:
    """A line that stays keeps what the form does not show, such as the source's own words."""
    rows = list(stored.all())
    for line in lines:
        for row in rows:
            if all(getattr(row, column) == value for column, value in line.items()):
                line |= {name: getattr(row, name) for name in names}
                rows.remove(row)
                break


def values_of(activity: Activity, known: Reference) -> dict:
    """The stored record as the form shows it."""
    values: dict = {name: getattr(activity, name) for name in PLAIN}
    values |= {name: _text(getattr(activity, name)) for name in COUNTS}
    values |= {
        "language": activity.language_id,
        "modality": term_code(known, Modality, activity.modality_id),
        "topics": [term_code(known, Topic, each.topic_id) for each in activity.taggings.order_by("pk")],
        "start": partial_date(activity.starts_on, activity.starts_precision) or "",
        "end": partial_date(activity.ends_on, activity.ends_precision) or "",
        "participations": [_shown_party(known, each) for each in activity.participations.all()],
        "working_languages": [
            {"language": known[Language].by_id[each.pk].code} for each in activity.working_languages.all()
        ],
        "funding": [_shown_fund(known, each) for each in activity.funding.all()],
        "documents": list(activity.documents.values("url", "title", "kind")),
    }
    return values


def _text(value) -> str:
    return "" if value is None else str(value)


def _shown_party(known: Reference, line) -> dict[str, str]:
    place = f"group:{known.groups.by_id[line.group_id].code}" if line.group_id else line.country_id or ""
    return {"role": line.role, "place": place, "organisation": shown_organisation(known, line.organisation_id)}


def _shown_fund(known: Reference, line) -> dict[str, str]:
    return {
        "kind": term_code(known, FundingKind, line.kind_id), "funder": shown_organisation(known, line.funder_id),
        "amount": _text(line.amount), "currency": line.currency, "band": line.band, "in_kind": line.in_kind,
    }  # fmt: skip
