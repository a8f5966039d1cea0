"""An agreed match becomes an activity or a partnership: a record for the curators, with all that is known filled in.

Made once, however often the button is pressed: the match's row is locked, and a second press is given what the first
one made. Need and offer give what they say of themselves, the match its terms; never a confidential part, a message or
a document.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from matchmaking.matching.kinds import ROLES
from matchmaking.matching.moving import entitle, in_state, leads_from, moving, note_by, write
from matchmaking.models import Happened, Listing, Match, MatchState, Side
from partnerships.actions import record_initiative
from partnerships.models import Initiative
from portal.core import curation
from portal.core.classification import Role
from portal.core.dates import joined_text
from portal.core.models import Organisation, User
from tad.actions import record_activity
from tad.models import Activity


def make_activity(match: Match, *, by: User, acting_for: Organisation | None, site: str) -> Activity:
    """In review; the members of the organisation it is made for, or else of the seeker, may see it until it is
    published. Raises MoveRefused."""
    return _make(match, "activity", _activity_of, by=by, acting_for=acting_for, site=site)


def make_initiative(match: Match, *, by: User, acting_for: Organisation | None, site: str) -> Initiative:
    """The same, where it is a lasting partnership more than one piece of work."""
    return _make(match, "initiative", _initiative_of, by=by, acting_for=acting_for, site=site)


def _make(
    match: Match, name: str, record_of: Callable[..., Activity | Initiative], *, by: User,
    acting_for: Organisation | None, site: str,
) -> Activity | Initiative:  # fmt: skip
    """The match is under way from then on."""
    with moving(match, by=by, acting_for=acting_for, move=f"make {name}", site=site) as (now, part):
        entitle(part.may_write)
        if made := now.activity or now.initiative:
            return made
        leads_from(now, MatchState.AGREED, MatchState.IMPLEMENTING)
        record = record_of(now, by=by, owner=part.organisation or now.seeker)
        curation.submit(record, by=by)
        begun = {"begun_on": now.begun_on or timezone.localdate()}
        write(now, **{name: record}, **in_state(now, MatchState.IMPLEMENTING), **begun)
        note_by(now, part, Happened.RECORDED, about=record.ref)
    return record


# --- What is known ----------------------------------------------------------------------------------------------------
def _activity_of(match: Match, *, by: User, owner: Organisation) -> Activity:
    listing, [modality, *_others] = match.listing, [*_shared(match, "modality"), None]
    values = _values(match, owner) | {
        "objective": _terms(match),
        "expected_outcome": listing.expected_result,
        "modality_id": modality,
        "modality_as_said": listing.modality_as_said,
        "pillar_id": _said(match, "pillar_id"),
    }
    lines = {f"{name}s": [{f"{name}_id": pk} for pk in _shared(match, name)] for name in ("recommendation", "goal")}
    languages = [{"language_id": pk} for pk in _shared(match, "language")]
    return record_activity(by=by, values=values, working_languages=languages, **_common(match), **lines)


def _initiative_of(match: Match, *, by: User, owner: Organisation) -> Initiative:
    values = _values(match, owner) | {
        "challenge": match.need.description if match.need else "",
        "solution": match.offer.description if match.offer else "",
        "exchange": _terms(match),
        "modality_as_said": match.listing.modality_as_said,
    }
    modalities = [{"modality_id": pk} for pk in _shared(match, "modality")]
    return record_initiative(by=by, values=values, modalities=modalities, **_common(match))


def _values(match: Match, owner: Organisation) -> dict:
    listing = match.listing
    with override(listing.language_id):
        source = _("Agreed on this portal: %(refs)s") % {"refs": joined_text(_refs(match))}
    return _period(match) | {
        "title": listing.title,
        "summary": listing.summary,
        "language_id": listing.language_id,
        "owner": owner,
        "source": source,
        "is_sample": match.is_sample,
    }


def _refs(match: Match) -> list[str]:
    return [each.ref for each in (match.need, match.offer, match) if each]


def _terms(match: Match) -> str:
    return match.terms.get(version=match.terms_version).text


def _period(match: Match) -> dict:
    """From the day that need or offer names, as exactly as it does, to the end that both agreed to."""
    said = next((each for each in (match.need, match.offer) if each and each.starts_on), None)
    found = {"ends_on": match.ends_on, "status": "planned"}
    if said and (match.ends_on is None or said.starts_on <= match.ends_on):
        found |= {"starts_on": said.starts_on, "starts_precision": said.starts_precision}
        found["status"] = "planned" if said.starts_on > timezone.localdate() else "ongoing"
    return found


def _common(match: Match) -> dict[str, list[dict]]:
    """Lines that both kinds of record have."""
    return {
        "topics": [{"topic_id": pk} for pk in _shared(match, "topic")],
        "participations": _participations(match),
    }


def _participations(match: Match) -> list[dict]:
    """The organisations as what they are in the match, and the places that the need is for beside its owner's."""
    sides = [(Side.SEEKER, match.seeker), (Side.PROVIDER, match.provider)]
    sides += [(each.side, each.organisation) for each in match.parties.select_related("organisation")]
    lines = [{"role": ROLES[side], "organisation_id": each.pk} for side, each in sides]
    for place in match.need.places.all() if match.need else []:
        if place.group_id:
            lines.append({"role": Role.BENEFICIARY, "group_id": place.group_id})
        elif place.country_id and place.country_id != match.seeker.country_id:
            lines.append({"role": Role.BENEFICIARY, "country_id": place.country_id})
    return lines


LINES = {
    "topic": "taggings", "modality": "modality_links", "recommendation": "recommendation_links", "goal": "goal_links",
    "language": "language_links",
}  # fmt: skip


def _shared(match: Match, name: str) -> list[int]:
    """Ids of what need and offer have in common; where that is nothing, of what the need says, or else the offer."""
    needed, offered = (_ids(each, name) for each in (match.need, match.offer))
    return [pk for pk in needed if pk in offered] or needed or offered


def _ids(listing: Listing | None, name: str) -> list[int]:
    lines = getattr(listing, LINES[name]).order_by("pk") if listing else None
    return list(lines.values_list(f"{name}_id", flat=True)) if lines is not None else []


def _said(match: Match, name: str) -> int | None:
    return next(filter(None, (getattr(each, name) for each in (match.need, match.offer) if each)), None)
