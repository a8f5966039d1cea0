"""The roster: people from the South who carry out technical assistance, and what of their profiles they released."""

from roster.models.application import Answer, Application, ApplicationMessage, ApplicationText, CurriculumVitae
from roster.models.consent import Consent
from roster.models.consultant import INDEX, SUBJECT, Consultant, Nationality
from roster.models.doubles import Merged, ToldApart
from roster.models.nomination import Nomination, Unwilling
from roster.models.ownership import Claim, CurrencyCheck, FormerAssignment
from roster.models.particulars import Assignment, Biography, ConsultantModality, Expertise, LanguageSkill
from roster.models.relay import AbuseReport, BlockedMailbox, Conversation, Message, Side
from roster.models.search import ConsultantSearch, consultant_index

__all__ = [
    "INDEX",
    "SUBJECT",
    "AbuseReport",
    "Answer",
    "Application",
    "ApplicationMessage",
    "ApplicationText",
    "Assignment",
    "Biography",
    "BlockedMailbox",
    "Claim",
    "Consent",
    "Consultant",
    "ConsultantModality",
    "ConsultantSearch",
    "Conversation",
    "CurrencyCheck",
    "CurriculumVitae",
    "Expertise",
    "FormerAssignment",
    "LanguageSkill",
    "Merged",
    "Message",
    "Nationality",
    "Nomination",
    "Side",
    "ToldApart",
    "Unwilling",
    "consultant_index",
]
