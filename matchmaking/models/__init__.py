"""Needs and offers: what institutions ask for and what they can give."""

from matchmaking.models.following import LastLook, Reminder, Story
from matchmaking.models.interest import Interest
from matchmaking.models.listing import Ending, Listing, MatchType, Status, Visibility, status_on
from matchmaking.models.match import Match, MatchState, Side
from matchmaking.models.match_lines import (
    Happened,
    MatchDocument,
    MatchMessage,
    MatchParty,
    MatchTerms,
    TimelineEntry,
)
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
    "Happened",
    "Interest",
    "LastLook",
    "Listing",
    "Match",
    "MatchDocument",
    "MatchMessage",
    "MatchParty",
    "MatchState",
    "MatchTerms",
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
    "Reminder",
    "Side",
    "Status",
    "Story",
    "Suggestion",
    "TimelineEntry",
    "Visibility",
    "status_on",
]
