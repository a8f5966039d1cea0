"""The repository of partnerships: initiatives of South-South and triangular cooperation, and case studies."""

from partnerships.models.case_study import (
    CaseStudy,
    CaseStudyCountry,
    CaseStudyDocument,
    CaseStudyFocus,
    CaseStudySector,
    CaseStudySource,
    CaseStudyTopic,
)
from partnerships.models.initiative import (
    Initiative,
    InitiativeInstrument,
    InitiativeModality,
    InitiativeSector,
    InitiativeTopic,
)
from partnerships.models.particulars import InitiativeDocument, InitiativeRelation, InitiativeSource, Result
from partnerships.models.partner import Partner
from partnerships.models.search import CaseStudySearch, InitiativeSearch

__all__ = [
    "CaseStudy",
    "CaseStudyCountry",
    "CaseStudyDocument",
    "CaseStudyFocus",
    "CaseStudySearch",
    "CaseStudySector",
    "CaseStudySource",
    "CaseStudyTopic",
    "Initiative",
    "InitiativeDocument",
    "InitiativeInstrument",
    "InitiativeModality",
    "InitiativeRelation",
    "InitiativeSearch",
    "InitiativeSector",
    "InitiativeSource",
    "InitiativeTopic",
    "Partner",
    "Result",
]
