"""Who may read which column of the roster: every column of every table is declared here, and a test fails on a new one.

- ``PUBLIC``: anybody, once the profile is listed;
- a field of consent (``Consent.Field``): anybody, while the consultant's consent to it is open;
- ``PRIVATE``: the consultant and curators, always.

What enforces it is the view ``roster_released`` (roster/sql/), which has no other columns than those declared public or
bound to a consent; the tests compare the two.
"""

from __future__ import annotations

from roster.models import Consent

PUBLIC = "public"
PRIVATE = "private"
Field = Consent.Field

# What the portal itself keeps of a line: which one it is, and whose.
OF_A_LINE = {"id": PRIVATE, "consultant": PRIVATE}

COLUMNS: dict[str, dict[str, str]] = {
    "Consultant": {
        "id": PRIVATE,
        "ref": PUBLIC,
        "is_sample": PUBLIC,
        "published_at": PUBLIC,
        "updated_at": PUBLIC,
        "state": PRIVATE,
        "state_reason": PRIVATE,
        "created_at": PRIVATE,
        "created_by": PRIVATE,
        "updated_by": PRIVATE,
        "submitted_at": PRIVATE,
        "submitted_by": PRIVATE,
        "published_by": PRIVATE,
        "last_verified_on": PRIVATE,
        "verify_due_on": PRIVATE,
        "account": PRIVATE,
        "name": Field.NAME,
        "email": PRIVATE,
        "mailbox": PRIVATE,
        "language": PRIVATE,
        "birth_year": PRIVATE,
        "note": PRIVATE,
        "residence": Field.RESIDENCE,
        "position": Field.POSITION,
        "employer": Field.POSITION,
        "employer_as_said": Field.POSITION,
        "availability": Field.AVAILABILITY,
        "away_until": Field.AVAILABILITY,
        "remote": Field.AVAILABILITY,
        "basis": Field.LISTING,
        "nominated_by": Field.LISTING,
        "last_confirmed_on": Field.LISTING,
        "confirm_due_on": PRIVATE,
        "hidden_at": PRIVATE,
        "withdrawn_at": PRIVATE,
        "interests": Field.INTERESTS,
        "interests_declared_on": Field.INTERESTS,
    },
    "Nationality": OF_A_LINE | {"country": Field.LISTING},
    "Expertise": OF_A_LINE | dict.fromkeys(("topic", "level", "years"), Field.LISTING),
    "ConsultantModality": OF_A_LINE | {"modality": Field.LISTING},
    "LanguageSkill": OF_A_LINE | dict.fromkeys(("language", "level"), Field.LISTING),
    "Biography": OF_A_LINE | dict.fromkeys(("language", "text"), Field.BIOGRAPHY),
    "Assignment": OF_A_LINE
    | dict.fromkeys(
        ("activity", "as_said", "role", "from_year", "to_year", "country", "output", "verified_on"), Field.ASSIGNMENTS
    )
    | {"verified_by": PRIVATE, "unmatched_on": PRIVATE},
}
# Tables of which nothing is ever shown to others, and why. Their columns need no line.
PRIVATE_TABLES: dict[str, str] = {
    "ToldApart": "what curators found when they looked for doubles",
    "Merged": "which profiles were one person's; the old address leads on and says no more",
    "AbuseReport": "read by curators alone",
    "BlockedMailbox": "a keyed hash, read by curators alone",
    "Conversation": "between its two sides; neither sees the other's address",
    "Message": "between its two sides, and curators if one of them reports abuse",
    "Consent": "who released what, when and how is between the consultant and the portal",
    "Claim": "whom a profile was offered to is an address",
    "CurrencyCheck": "when somebody was asked and did not answer is between them and the portal",
    "FormerAssignment": "nobody's: it is counted, and leads to no person",
    "Application": "what was typed to apply; of it a curator makes a profile, which has its own columns",
    "ApplicationText": "what was typed in another window",
    "ApplicationMessage": "what an applicant and curators wrote to each other",
    "CurriculumVitae": "CVs are for curators only",
    "Nomination": "whom an organisation suggested: that person's matter alone",
    "Unwilling": "who wants no nominations, as a hash",
}


def kept_private(model: str, column: str) -> bool:
    return model in PRIVATE_TABLES or COLUMNS[model][column] == PRIVATE
