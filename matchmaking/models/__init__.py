"""Needs and offers: what institutions ask for and what they can give."""

from matchmaking.models.listing import Ending, Listing, MatchType, Status, Visibility, status_on
from matchmaking.models.need import (
    Need,
    NeedGoal,
    NeedInvited,
    NeedLanguage,
    NeedModality,
    NeedPlace,
    NeedQuestion,
    NeedRecommendation,
    NeedTopic,
)
from matchmaking.models.offer import (
    Condition,
    Offer,
    OfferGoal,
    OfferInvited,
    OfferLanguage,
    OfferModality,
    OfferPlace,
    OfferQuestion,
    OfferRecommendation,
    OfferTopic,
)
from matchmaking.models.search import NeedSearch, OfferSearch
from matchmaking.models.suggestion import Suggestion

__all__ = [
    "Condition",
    "Ending",
    "Listing",
    "MatchType",
    "Need",
    "NeedGoal",
    "NeedInvited",
    "NeedLanguage",
    "NeedModality",
    "NeedPlace",
    "NeedQuestion",
    "NeedRecommendation",
    "NeedSearch",
    "NeedTopic",
    "Offer",
    "OfferGoal",
    "OfferInvited",
    "OfferLanguage",
    "OfferModality",
    "OfferPlace",
    "OfferQuestion",
    "OfferRecommendation",
    "OfferSearch",
    "OfferTopic",
    "Status",
    "Suggestion",
    "Visibility",
    "status_on",
]
