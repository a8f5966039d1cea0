"""The timeline of a match: lines are noted by the doors, and worded in the language of whoever reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from matchmaking.models import Happened, Match, TimelineEntry
from portal.core.models import Organisation, User

WORDS = {
    Happened.INTRODUCED: gettext_lazy("%(who)s introduced the two to each other."),
    Happened.TOOK_UP: gettext_lazy("%(who)s took up the interest of %(about)s."),
    Happened.JOINED: gettext_lazy("%(who)s asked %(about)s in."),
    Happened.LOOKED_AFTER: gettext_lazy("%(who)s looks after this match."),
    Happened.WROTE_TERMS: gettext_lazy("%(who)s wrote version %(about)s of the terms."),
    Happened.AGREED: gettext_lazy("%(who)s agreed to version %(about)s of the terms."),
    Happened.TOOK_BACK: gettext_lazy("%(who)s took the agreement to version %(about)s back."),
    Happened.BOTH_AGREED: gettext_lazy("Both sides agreed to version %(about)s of the terms."),
    Happened.BEGAN: gettext_lazy("%(who)s: the work has begun."),
    Happened.COMPLETED: gettext_lazy("%(who)s: the work is completed."),
    Happened.DECLINED: gettext_lazy("%(who)s declined."),
    Happened.STALLED: gettext_lazy("%(who)s noted that nothing moves."),
    Happened.RESUMED: gettext_lazy("%(who)s took it up again."),
    Happened.DISSOLVED: gettext_lazy("%(who)s dissolved the match."),
    Happened.NEXT_STEP: gettext_lazy("%(who)s set the next step, for %(about)s."),
    Happened.STEP_DONE: gettext_lazy("%(who)s: this step is done."),
    Happened.ADDED_DOCUMENT: gettext_lazy("%(who)s added “%(about)s”."),
    Happened.REMOVED_DOCUMENT: gettext_lazy("%(who)s removed “%(about)s”."),
    Happened.REMINDED: gettext_lazy("Both sides were reminded."),
    Happened.RECORDED: gettext_lazy("%(who)s made a record of it: %(about)s."),
    Happened.TOLD_OUTCOME: gettext_lazy("%(who)s told the outcome."),
    Happened.WROTE_STORY: gettext_lazy("%(who)s wrote version %(about)s of the story."),
    Happened.AGREED_STORY: gettext_lazy("%(who)s agreed to publish version %(about)s of the story."),
    Happened.TOLD_STORY: gettext_lazy("Both sides agreed to publish it as a story."),
}


# The portal's own reason, stored in English as people's are in theirs, and worded for whoever reads it.
SILENCE = gettext_noop("Nothing happened after the last reminder.")


def reason_text(reason: str) -> str:
    return _(SILENCE) if reason == SILENCE else reason


def note(
    match: Match, what: Happened, *, by: User | None, acting_for: Organisation | None, about: str = "", text: str = "",
) -> TimelineEntry:  # fmt: skip
    """One more line; without ``by`` it is the portal's own."""
    return match.timeline.create(what=what, by=by, acted_for=acting_for, about=about[:250], text=text)


def last_entry(match: Match) -> int:
    """What is noted after it has a larger key."""
    return match.timeline.order_by("-pk").values_list("pk", flat=True).first() or 0


def sentence(entry: TimelineEntry) -> str:
    return str(WORDS[entry.what]) % {"who": who(entry.by, entry.acted_for), "about": entry.about}


def who(person: User | None, organisation: Organisation | None) -> str:
    """ "Amina Otieno (KIPI)". Never an address: whoever gave no name is their organisation."""
    if organisation is None:
        return _("A curator") if person else _("The portal")
    short = organisation.acronym or organisation.name
    return f"{person.name} ({short})" if person and person.name and not person.closed_at else short
