"""Of which type a match is and which kind of cooperation it makes, each with its reason in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from matchmaking.models import Match, Side
from portal.core.classification import Role, Verdict, classify, in_words
from portal.core.models import party_of
from portal.core.reference import Reference

ROLES = {
    Side.SEEKER: Role.BENEFICIARY,
    Side.PROVIDER: Role.PROVIDER,
    Side.FACILITATOR: Role.FACILITATOR,
    Side.FUNDER: Role.FUNDER,
}


def kind_of(match: Match, reference: Reference) -> Verdict:
    """By the rule for everything here, on the day of the agreement; not stored, because until then it may change."""
    taking_part = [(Side.SEEKER, match.seeker_id), (Side.PROVIDER, match.provider_id)]
    taking_part += [(party.side, party.organisation_id) for party in match.parties.all()]
    day = match.judged_on
    return classify([party_of(reference, day, ROLES[side], None, None, pk) for side, pk in taking_part], day)


def reason_for_kind(verdict: Verdict, reference: Reference) -> str:
    return in_words(verdict.grounds, reference.name_of)


def reason_for_type(match: Match) -> str:
    """Whether the need, the offer, or the terms alone say so."""
    if not match.match_type:
        return _("The terms will say of which type it is.")
    asks = match.need is not None and match.match_type in match.need.match_types
    gives = match.offer is not None and match.match_type in match.offer.match_types
    if asks and gives:
        return _("The need asks for it and the offer gives it.")
    if asks:
        return _("The need asks for it.")
    return _("The offer gives it.") if gives else _("The terms say so.")
