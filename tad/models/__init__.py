"""The technical-assistance database: who helped whom, with what, when, paid by whom, with what result."""

from tad.models.activity import Activity, ActivityGoal, ActivityLanguage, ActivityRecommendation, ActivityTopic
from tad.models.participation import Participation
from tad.models.particulars import Document, Evaluation, Funding, Quantity, Source
from tad.models.search import ActivitySearch

__all__ = [
    "Activity",
    "ActivityGoal",
    "ActivityLanguage",
    "ActivityRecommendation",
    "ActivitySearch",
    "ActivityTopic",
    "Document",
    "Evaluation",
    "Funding",
    "Participation",
    "Quantity",
    "Source",
]
