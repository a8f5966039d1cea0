"""Activities like this one, each group with the reason why: found with the same bitmaps that count facets."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core.classification import PROVIDING, Role
from portal.core.facets import GROUP_OFFSET, Facet, Selection, Snapshot, code
from portal.core.models.versions import Stamp
from portal.core.reference import Reference, country_number
from tad.cards import cards_of
from tad.models import Activity
from tad.models.search import activity_index

MOST = 3


def related_to(activity: Activity, user, reference: Reference, versions: dict[str, Stamp]) -> list[dict]:
    """``[{reason, cards}]``: the strongest likeness first, nothing twice, only what the public may see."""
    snapshot = activity_index.current(versions)
    topics = codes(Facet.TOPIC, (tag.topic_id for tag in activity.taggings.all()))
    providers = sides(activity, PROVIDING, Facet.PROVIDER)
    beneficiaries = sides(activity, {Role.BENEFICIARY}, Facet.BENEFICIARY)
    reasons = [
        (_("Same provider, same beneficiary, same topic"), [topics, providers, beneficiaries]),
        (_("Same provider, same topic"), [topics, providers]),
        (_("Same beneficiary, same topic"), [topics, beneficiaries]),
    ]
    seen = BitMap([activity.pk, *([activity.parent_id] if activity.parent_id else [])])
    groups = []
    for reason, conditions in reasons:
        ids = alike(snapshot, conditions, seen)
        seen.update(ids)
        groups.append((reason, ids))
    shown = {card["id"]: card for card in cards_of(user, [pk for _reason, ids in groups for pk in ids], reference)}
    found = [{"reason": reason, "cards": [shown[pk] for pk in ids if pk in shown]} for reason, ids in groups]
    return [group for group in found if group["cards"]]


def alike(snapshot: Snapshot, conditions: list[frozenset[int]], seen: BitMap) -> list[int]:
    """The newest records that meet every condition; an empty condition is met by none."""
    if not all(conditions):
        return []
    include = {Facet(next(iter(each)) >> 24): each for each in conditions}
    hits = snapshot.hits(Selection(include), snapshot.readable()) - seen
    return snapshot.page(hits, 0, MOST)


def sides(activity: Activity, roles: Iterable[str], facet: Facet) -> frozenset[int]:
    """The countries and groups that are themselves named in these roles, as codes of the index."""
    lines = [line for line in activity.participations.all() if line.role in roles]
    countries = (country_number(line.country_id) for line in lines if line.country_id)
    groups = (GROUP_OFFSET + line.group_id for line in lines if line.group_id)
    return codes(facet, (*countries, *groups))


def codes(facet: Facet, values: Iterable[int]) -> frozenset[int]:
    return frozenset(code(facet, value) for value in values)
