"""Needs like this need, and offers like this offer, each group with the reason why: those that are open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from matchmaking.cards import need_cards, offer_cards
from matchmaking.index import OPEN, need_index, offer_index
from matchmaking.models import Listing, Need
from portal.core.facets import Facet
from portal.core.models.versions import Stamp
from portal.core.reference import Reference
from portal.core.related import alike, codes, with_cards


def listings_like(
    listing: Listing, user, reference: Reference, versions: dict[str, Stamp], countries: frozenset[int]
) -> list[dict]:
    """``[{reason, cards}]``: the strongest likeness first, nothing twice, only what the public may see."""
    topics = codes(Facet.TOPIC, (tag.topic_id for tag in listing.taggings.all()))
    modalities = codes(Facet.MODALITY, (line.modality_id for line in listing.modality_links.all()))
    reasons = [
        (_("Same country, same topic"), [countries, topics, OPEN]),
        (_("Same topic, same modality"), [topics, modalities, OPEN]),
        (_("Same topic"), [topics, OPEN]),
    ]
    of_needs = isinstance(listing, Need)
    groups = alike((need_index if of_needs else offer_index).current(versions), reasons, [listing.pk])
    ids = [pk for _reason, ids in groups for pk in ids]
    return with_cards(groups, (need_cards if of_needs else offer_cards)(user, ids, reference))
