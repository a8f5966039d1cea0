"""The roster: people from the South who carry out technical assistance, and what of their profiles they released."""

from roster.models.consent import Consent
from roster.models.consultant import INDEX, SUBJECT, Consultant, Nationality
from roster.models.doubles import Merged, ToldApart
from roster.models.ownership import Claim, CurrencyCheck, FormerAssignment
from roster.models.particulars import Assignment, Biography, ConsultantModality, Expertise, LanguageSkill
from roster.models.search import ConsultantSearch, consultant_index

__all__ = [
    "INDEX",
    "SUBJECT",
    "Assignment",
    "Biography",
    "Claim",
    "Consent",
    "Consultant",
    "ConsultantModality",
    "ConsultantSearch",
    "CurrencyCheck",
    "Expertise",
    "FormerAssignment",
    "LanguageSkill",
    "Merged",
    "Nationality",
    "ToldApart",
    "consultant_index",
]
