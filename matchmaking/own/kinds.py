"""The two kinds of listing, as the pages of their owners speak of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.actions import NEED_LINES, OFFER_LINES, record_need, record_offer
from matchmaking.models import Listing, Need, Offer
from matchmaking.own.forms import ListingForm, NeedForm, OfferForm


@dataclass(frozen=True)
class Kind:
    room: str  # in addresses
    model: type[Listing]
    form: type[ListingForm]
    record: Callable[..., Listing]
    lines: dict[str, type]
    own: tuple[str, ...]  # fields that only this kind has
    ours: Promise
    write: Promise

    @property
    def name(self) -> str:
        """Of the model: "need" or "offer"."""
        return self.model._meta.model_name


KINDS = {
    each.room: each
    for each in [
        Kind(
            "needs", Need, NeedForm, record_need, NEED_LINES, ("contribution",),
            ours=_("Your needs"), write=_("Write a need"),
        ),
        Kind(
            "offers", Offer, OfferForm, record_offer, OFFER_LINES, ("conditions", "conditions_note", "capacity"),
            ours=_("Your offers"), write=_("Write an offer"),
        ),
    ]
}  # fmt: skip


def kind_of(listing: Listing) -> Kind:
    return next(each for each in KINDS.values() if isinstance(listing, each.model))
