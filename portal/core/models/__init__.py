"""The ground floor's nouns."""

from portal.core.models.account import StoppedMail, User
from portal.core.models.api_key import ApiKey, Scope
from portal.core.models.audit import audited
from portal.core.models.classified import Classified
from portal.core.models.correction import Correction
from portal.core.models.cost import Costed
from portal.core.models.curated import Curated, CuratedQuerySet, Reviewed, ReviewedQuerySet, State
from portal.core.models.focal_point import Audience, FocalPoint
from portal.core.models.imports import Import, ImportRow
from portal.core.models.joining import Invitation, JoinRequest
from portal.core.models.link_check import Found, LinkCheck
from portal.core.models.meeting import (
    Attendance,
    Meeting,
    MeetingActivity,
    MeetingDocument,
    MeetingLanguage,
    MeetingParty,
    MeetingSearch,
    MeetingSource,
    MeetingTopic,
)
from portal.core.models.meeting_paper import MeetingPaper
from portal.core.models.organisation import Membership, Organisation, OrganisationSearch, follows_merged
from portal.core.models.origin import FoundIn, LinkedDocument
from portal.core.models.outbox import Mail
from portal.core.models.outcome_request import OutcomeRequest
from portal.core.models.page import Page, PageText
from portal.core.models.participation import TakingPart, names_someone, once, party_of, said_name, taking_part
from portal.core.models.place import Country, CountryGroup, CountryGroupMember, CountryStatus
from portal.core.models.prepared_file import PreparedFile
from portal.core.models.rate_limit import RateLimit
from portal.core.models.reference_number import ReferenceCounter, next_references
from portal.core.models.saved_search import SavedSearch, Subscriber, Told
from portal.core.models.search_row import SearchRow, SearchWord, derived_by
from portal.core.models.span import Precision, Spanned, span_constraints
from portal.core.models.submitted import Exchanged, FileKind, KeptBeside, Submitted, Uploaded, new_token
from portal.core.models.taxonomy import (
    Focus,
    FundingKind,
    Goal,
    Instrument,
    Language,
    MeetingSeries,
    Modality,
    OrganisationType,
    Pillar,
    Recommendation,
    Region,
    Sector,
    Topic,
    Vocabulary,
)
from portal.core.models.versions import Change, Version, content_stamps, content_triggers, current_versions
from portal.core.models.webhook import AnnouncedKind, Announcement, Delivery, Webhook

__all__ = [
    "AnnouncedKind",
    "Announcement",
    "ApiKey",
    "Attendance",
    "Audience",
    "Change",
    "Classified",
    "Correction",
    "Costed",
    "Country",
    "CountryGroup",
    "CountryGroupMember",
    "CountryStatus",
    "Curated",
    "CuratedQuerySet",
    "Delivery",
    "Exchanged",
    "FileKind",
    "FocalPoint",
    "Focus",
    "Found",
    "FoundIn",
    "FundingKind",
    "Goal",
    "Import",
    "ImportRow",
    "Instrument",
    "Invitation",
    "JoinRequest",
    "KeptBeside",
    "Language",
    "LinkCheck",
    "LinkedDocument",
    "Mail",
    "Meeting",
    "MeetingActivity",
    "MeetingDocument",
    "MeetingLanguage",
    "MeetingPaper",
    "MeetingParty",
    "MeetingSearch",
    "MeetingSeries",
    "MeetingSource",
    "MeetingTopic",
    "Membership",
    "Modality",
    "Organisation",
    "OrganisationSearch",
    "OrganisationType",
    "OutcomeRequest",
    "Page",
    "PageText",
    "Pillar",
    "Precision",
    "PreparedFile",
    "RateLimit",
    "Recommendation",
    "ReferenceCounter",
    "Region",
    "Reviewed",
    "ReviewedQuerySet",
    "SavedSearch",
    "Scope",
    "SearchRow",
    "SearchWord",
    "Sector",
    "Spanned",
    "State",
    "StoppedMail",
    "Submitted",
    "Subscriber",
    "TakingPart",
    "Told",
    "Topic",
    "Uploaded",
    "User",
    "Version",
    "Vocabulary",
    "Webhook",
    "audited",
    "content_stamps",
    "content_triggers",
    "current_versions",
    "derived_by",
    "follows_merged",
    "names_someone",
    "new_token",
    "next_references",
    "once",
    "party_of",
    "said_name",
    "span_constraints",
    "taking_part",
]
