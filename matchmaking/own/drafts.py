"""Listings that organisations write: from the form to the record and back, begun from a template, copied, discarded.

A draft belongs to its organisation. Anything may be missing from it, its title, too: until it has one it is called by
its reference. Nobody overwrites what somebody else saved meanwhile, and whatever is pressed twice is done once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Listing
from matchmaking.own.forms import ListingForm
from matchmaking.own.kinds import Kind, kind_of
from portal.core import curation
from portal.core.boxes import page_language, shown_organisation, term_code, term_id
from portal.core.edits import Changed, seen_mark
from portal.core.lined_forms import Problem
from portal.core.memberships import EDITING, MembershipRefused
from portal.core.models import (
    Goal,
    Language,
    Membership,
    Modality,
    Organisation,
    Recommendation,
    Region,
    State,
    Topic,
    User,
)
from portal.core.permissions import editable_by
from portal.core.reference import Reference
from portal.core.said import partial_date

PLAIN = ("title", "summary", "description", "expected_result", "match_types", "modality_as_said", "confidential")
TAGS = {"modalities": Modality, "goals": Goal}
COPIED = (*PLAIN, "language_id", "pillar_id", "visibility")
TWICE_WITHIN = timedelta(minutes=1)  # of two drafts that begin alike, the second is a second press


def may_write(membership: Membership | None) -> bool:
    if membership is None or membership.role not in EDITING:
        return False
    return membership.organisation.state == Organisation.State.VERIFIED


def missing_of_profile(organisation: Organisation) -> list[str]:
    """What readers need to know of whoever asks or offers, before anything of theirs is published."""
    wanted = {
        _("what your organisation does"): organisation.description,
        _("its website or contact page"): organisation.website or organisation.contact_url,
    }
    return [label for label, value in wanted.items() if not value]


def hinders_saving(problem: Problem) -> bool:
    """A draft may lack everything; what is wrong is said before it is stored."""
    return not problem.is_missing


# --- Beginning --------------------------------------------------------------------------------------------------------
def begin(kind: Kind, *, membership: Membership, topic: str, description: str, known: Reference) -> Listing:
    """A draft on a topic, with a template's words if there are any."""
    values = {
        "description": description, "owner": membership.organisation, "language_id": page_language(known),
        "title": "", "state": State.DRAFT,
    }  # fmt: skip
    lines = {"topics": [{"topic_id": term_id(known, Topic, topic)}]} if topic else {}
    return _begun_once(kind, membership, values, lines)


def copy(listing: Listing, *, membership: Membership) -> Listing:
    """A new draft that says the same. What was agreed for the other, its days and its end, it does not have."""
    kind = kind_of(listing)
    values = {name: getattr(listing, name) for name in (*COPIED, *kind.own)}
    lines = {}
    for name, model in kind.lines.items():
        [parent] = [each for each in model._meta.concrete_fields if each.related_model is kind.model]
        columns = [each.attname for each in model._meta.concrete_fields if each.attname not in {"id", parent.attname}]
        lines[name] = list(model._default_manager.filter(**{parent.name: listing}).values(*columns))
    return _begun_once(kind, membership, values | {"owner": membership.organisation}, lines)


def _begun_once(kind: Kind, membership: Membership, values: dict, lines: Mapping[str, list[dict]]) -> Listing:
    """Raises MembershipRefused. One after the other for each member, so that the second press finds the first's."""
    if not may_write(membership):
        raise _refused()
    with transaction.atomic():
        Membership.objects.select_for_update(of=["self"]).get(pk=membership.pk)
        fresh = kind.model.objects.filter(
            owner=membership.organisation, created_by=membership.user, state=State.DRAFT,
            created_at__gte=timezone.now() - TWICE_WITHIN, description=values["description"],
        )  # fmt: skip
        topics = {each["topic_id"] for each in lines.get("topics", [])}
        for first in fresh:
            if _title(first) == values["title"] and _topics(first) == topics:
                return first
        return _named(kind.record(by=membership.user, values=values, **lines))


def _topics(listing: Listing) -> set[int]:
    return set(listing.taggings.values_list("topic_id", flat=True))


def _title(listing: Listing) -> str:
    return "" if listing.title == listing.ref else listing.title


def _named(listing: Listing) -> Listing:
    if not listing.title:
        listing.title = listing.ref
        listing.save(update_fields=["title"])
    return listing


def _refused() -> MembershipRefused:
    return MembershipRefused(_("You cannot write needs and offers for this organisation at present."), code="role")


# --- Saving -----------------------------------------------------------------------------------------------------------
def save(form: ListingForm, listing: Listing, *, by: User, seen: str, submit: bool = False) -> Listing:
    """Write the draft, and hand it in if asked. Raises Changed. The form's problems were asked for before, and none of
    them hinders. What somebody sends a second time, word for word, counts as saved."""
    kind = kind_of(listing)
    with transaction.atomic():
        now = kind.model.objects.select_for_update(of=["self"]).get(pk=listing.pk)
        if seen_mark(now) != seen:
            if _is_the_same(form, now, by) and (now.state == State.IN_REVIEW) == submit:
                return now
            raise Changed
        if not editable_by(now, by):
            raise Changed
        values, lines = _content(form, now, kind)
        now = _named(kind.record(by=by, values=values, **{kind.name: now}, **lines))
        if submit:
            curation.submit(now, by=by)
    return now


def _is_the_same(form: ListingForm, now: Listing, by: User) -> bool:
    stored, kind = type(form)(values_of(now, form.reference), form.reference), kind_of(now)
    return now.updated_by_id == by.pk and _content(stored, now, kind) == _content(form, now, kind)


def may_discard(listing: Listing, user: User) -> bool:
    """What curators have seen stays; a draft that never left its organisation may go."""
    return listing.state == State.DRAFT and listing.submitted_at is None and editable_by(listing, user)


def discard(listing: Listing, *, by: User) -> None:
    """Delete the draft for good. Raises Changed if it was handed in meanwhile."""
    with transaction.atomic(), pghistory.context(user=by.pk, move="discard"):
        now = type(listing).objects.select_for_update(of=["self"]).filter(pk=listing.pk).first()
        if now is None:
            return
        if not may_discard(now, by):
            raise Changed
        now.delete()


# --- Boxes to columns, and back ---------------------------------------------------------------------------------------
def _content(form: ListingForm, listing: Listing, kind: Kind) -> tuple[dict, dict[str, list[dict]]]:
    answers, known = form.answers, form.reference
    start, end = answers.get("start"), answers.get("end")
    empty = {"match_types": [], "conditions": []}
    values = {name: answers.get(name, empty.get(name, "")) for name in (*PLAIN, *kind.own)}
    values |= {
        "visibility": answers.get("visibility") or listing.visibility,
        "language_id": answers.get("language") or listing.language_id,
        "starts_on": start.first if start else None,
        "starts_precision": start.precision if start else "day",
        "ends_on": end.last if end else None,
        "ends_precision": end.precision if end else "day",
    }
    values |= {name: answers[name].last if answers.get(name) else None for name in ("deadline", "expires_on")}
    said = dict(listing.taggings.values_list("topic_id", "as_said"))  # which the form does not show
    topics = [term_id(known, Topic, code) for code in answers.get("topics", [])]
    lines = {
        "places": [_place(known, line["place"]) for line in answers["places"]],
        "topics": [{"topic_id": pk, "as_said": said.get(pk, "")} for pk in topics],
        "working_languages": [
            {"language_id": term_id(known, Language, line["language"])} for line in answers["working_languages"]
        ],
        "recommendations": [
            {"recommendation_id": term_id(known, Recommendation, line["recommendation"])}
            for line in answers["recommendations"]
        ],
        "invitations": [{"organisation_id": line["organisation"]} for line in answers["invitations"]],
    }
    for name, model in TAGS.items():
        column = f"{model._meta.model_name}_id"
        lines[name] = [{column: term_id(known, model, code)} for code in answers.get(name, [])]
    return values, lines


def _place(known: Reference, place: str) -> dict:
    subject, _colon, code = place.rpartition(":")
    return {
        "country_id": None if subject else code,
        "group_id": known.groups.by_code[code].id if subject == "group" else None,
        "region_id": known[Region].by_code[code].id if subject == "region" else None,
    }


def values_of(listing: Listing, known: Reference) -> dict:
    """The stored listing as the form shows it."""
    kind = kind_of(listing)
    values: dict = {name: getattr(listing, name) for name in (*PLAIN, *kind.own)}
    values |= {
        "title": _title(listing),
        "visibility": listing.visibility,
        "language": listing.language_id,
        "topics": [term_code(known, Topic, each.topic_id) for each in listing.taggings.order_by("pk")],
        "start": partial_date(listing.starts_on, listing.starts_precision) or "",
        "end": partial_date(listing.ends_on, listing.ends_precision) or "",
        "deadline": partial_date(listing.deadline) or "",
        "expires_on": partial_date(listing.expires_on) or "",
        "places": [{"place": _shown_place(known, each)} for each in listing.places.order_by("pk")],
        "working_languages": [
            {"language": term_code(known, Language, each.language_id)} for each in listing.language_links.order_by("pk")
        ],
        "recommendations": [
            {"recommendation": term_code(known, Recommendation, each.recommendation_id)}
            for each in listing.recommendation_links.order_by("pk")
        ],
        "invitations": [
            {"organisation": shown_organisation(known, each.organisation_id)}
            for each in listing.invitations.order_by("pk")
        ],
        "modalities": [term_code(known, Modality, each.modality_id) for each in listing.modality_links.order_by("pk")],
        "goals": [term_code(known, Goal, each.goal_id) for each in listing.goal_links.order_by("pk")],
    }
    return values


def _shown_place(known: Reference, line) -> str:
    if line.group_id:
        return f"group:{known.groups.by_id[line.group_id].code}"
    return f"region:{known[Region].by_id[line.region_id].code}" if line.region_id else line.country_id
