"""Activities like this one, each group with the reason why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.classification import PROVIDING, Role
from portal.core.facets import Facet
from portal.core.models.versions import Stamp
from portal.core.reference import Reference
from portal.core.related import alike, codes, named_in, with_cards
from tad.cards import cards_of
from tad.models import Activity
from tad.models.search import activity_index


def related_to(activity: Activity, user, reference: Reference, versions: dict[str, Stamp]) -> list[dict]:
    """``[{reason, cards}]``: the strongest likeness first, nothing twice, only what the public may see."""
    lines = activity.participations.all()
    topics = codes(Facet.TOPIC, (tag.topic_id for tag in activity.taggings.all()))
    providers = named_in(lines, PROVIDING, Facet.PROVIDER)
    beneficiaries = named_in(lines, {Role.BENEFICIARY}, Facet.BENEFICIARY)
    reasons = [
        (_("Same provider, same beneficiary, same topic"), [topics, providers, beneficiaries]),
        (_("Same provider, same topic"), [topics, providers]),
        (_("Same beneficiary, same topic"), [topics, beneficiaries]),
    ]
    seen = [activity.pk, *([activity.parent_id] if activity.parent_id else [])]
    groups = alike(activity_index.current(versions), reasons, seen)
    return with_cards(groups, cards_of(user, [pk for _reason, ids in groups for pk in ids], reference))
