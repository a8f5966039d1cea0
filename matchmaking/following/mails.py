"""Mails about interests and matches: to the other parties' administrators and editors and to whoever looks after it,
never to the person who did it.

What people wrote – a message, terms, a reason – stands on the page alone: a mail may be passed on, a page asks who you
are. Organisations are named as curators verified them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.matching.parts import sides_of
from matchmaking.matching.timeline import WORDS
from matchmaking.models import Happened, Interest, Match, MatchMessage, TimelineEntry
from portal.core.memberships import EDITING
from portal.core.models import Mail, User
from portal.core.notifications import KINDS, Kind, notify

NEWS, MESSAGES, REMINDERS = "match_news", "match_message", "match_reminder"
KINDS[NEWS] = Kind(
    _("Interests and matches"),
    _("When somebody is interested in a need or an offer of your organisation, and when a match of it moves on."),
)
KINDS[MESSAGES] = Kind(_("Messages in a match"), _("When another party of a match writes to yours."))
KINDS[REMINDERS] = Kind(
    _("Matches that wait"),
    _("When nothing has happened in a match for a while, a next step is due, or its outcome is asked."),
)
WHY = _("You get this mail because you may act for an organisation that takes part, or look after this match.")

# What happened → subject and sentence. What is not here is on the page for whoever looks.
TOLD: dict[str, tuple[Promise, Promise]] = {
    Happened.INTRODUCED: (
        _("%(ref)s: a match for your organisation"),
        _("%(who)s brought your organisations together. Say hello, and say what the next step is."),
    ),
    Happened.JOINED: (_("%(ref)s: somebody has joined"), WORDS[Happened.JOINED]),
    Happened.WROTE_TERMS: (
        _("%(ref)s: the terms have changed"),
        _("%(who)s wrote the terms anew. Whoever had agreed agrees once more, to these."),
    ),
    Happened.AGREED: (
        _("%(ref)s: the other side agrees"),
        _("%(who)s agrees to the terms as they stand. Now it is for you to say."),
    ),
    Happened.TOOK_BACK: (_("%(ref)s: no longer agreed"), _("%(who)s took its agreement back.")),
    Happened.BOTH_AGREED: (
        _("%(ref)s is agreed"),
        _("Both sides agree to the same terms. The match can now become an activity or a partnership in one step."),
    ),
    Happened.BEGAN: (_("%(ref)s is under way"), _("The work has begun.")),
    Happened.RECORDED: (
        _("%(ref)s: recorded in the portal"),
        _("%(who)s made a record of it. Curators read it before anybody else does, and the work is under way."),
    ),
    Happened.TOLD_OUTCOME: (_("%(ref)s: the outcome"), _("%(who)s says what came of it.")),
    Happened.WROTE_STORY: (
        _("%(ref)s: a story to publish"),
        _("%(who)s wrote what came of it. Everybody can read it once both sides have agreed to the text."),
    ),
    Happened.AGREED_STORY: (
        _("%(ref)s: the other side would publish the story"),
        _("%(who)s agrees to publish the story as it stands. Now it is for you to say."),
    ),
    Happened.COMPLETED: (_("%(ref)s is completed"), _("The work is done. Thank you for taking it to its end.")),
    Happened.TOLD_STORY: (
        _("%(ref)s: the story is published"),
        _("Both sides agreed to the same text: everybody can read now what came of it."),
    ),
    Happened.DECLINED: (_("%(ref)s is declined"), _("%(who)s does not go on with it. The reason is on the page.")),
    Happened.STALLED: (
        _("%(ref)s is stalled"),
        _("Nothing more is expected of it for now. One press on its page wakes it up again."),
    ),
    Happened.RESUMED: (_("%(ref)s goes on"), _("%(who)s has woken it up again.")),
    Happened.DISSOLVED: (_("%(ref)s is dissolved"), _("%(who)s has ended it. The reason is on the page.")),
}
# Those by which the other side is asked for its stamp. Whoever only helps reads what the timeline says.
ASKING = {Happened.AGREED, Happened.AGREED_STORY}


# --- Interests --------------------------------------------------------------------------------------------------------
def interest_sent(interest: Interest, *, site: str) -> None:
    """To the owner of the need or the offer."""
    _about_interest(interest, interest.listing.owner_id, but=interest.sent_by_id, site=site)


def interest_answered(interest: Interest, *, site: str) -> None:
    """Taken up or declined: to whoever was interested. Withdrawn: to the owner."""
    withdrawn = interest.state == Interest.State.WITHDRAWN
    to = interest.listing.owner_id if withdrawn else interest.organisation_id
    _about_interest(interest, to, but=interest.answered_by_id, site=site)


def _about_interest(interest: Interest, organisation_id: int, *, but: int | None, site: str) -> None:
    for person in acting_for([organisation_id]).exclude(pk=but):
        page = interest.match if interest.match_id else interest
        with translation.override(person.language):
            context = {"interest": interest, "listing": interest.listing, "page_url": site + page.get_absolute_url()}
        why = _("You get this mail because you may act for an organisation that this concerns.")
        cause = f"interest {interest.pk} {interest.state}"
        notify(person, NEWS, "interest", cause=cause, why=why, context=context, site=site)


# --- What somebody did ------------------------------------------------------------------------------------------------
def news(match: Match, *, after: int, site: str) -> None:
    """Of one move only the last line that is worth a mail: "both agreed" says that the second side did. ``after`` is
    the key of the line before it."""
    if entry := match.timeline.filter(pk__gt=after, what__in=TOLD).order_by("-pk").first():
        happened(entry, site=site)


def happened(entry: TimelineEntry, *, site: str) -> None:
    """To everybody of the other parties."""
    who = entry.acted_for.name if entry.acted_for_id else _("The portal’s curators")
    sides = {entry.match.seeker_id, entry.match.provider_id}
    asked = set(acting_for(sides).values_list("pk", flat=True)) if entry.what in ASKING else set()
    for person in _others(entry.match, entry.acted_for_id, entry.by_id):
        is_asked = entry.what not in ASKING or person.pk in asked
        with translation.override(person.language):
            words = {"ref": entry.match.ref, "who": str(who), "about": entry.about}
            subject, sentence = TOLD[entry.what] if is_asked else (f"%(ref)s: {WORDS[entry.what]}", WORDS[entry.what])
            context = {"subject": str(subject) % words, "sentence": str(sentence) % words}
        _notify(person, NEWS, "match_news", entry.match, f"{entry.pk}", site, **context)


def message(written: MatchMessage, *, site: str) -> None:
    for person in _others(written.match, written.written_for_id, written.written_by_id):
        cause = f"message {written.pk}"
        _notify(person, MESSAGES, "match_message", written.match, cause, site, sender=written.written_for)


# --- What nobody did --------------------------------------------------------------------------------------------------
def quiet(match: Match, *, days: int, last_day: date | None, on: date, site: str, but: int | None = None) -> None:
    """Nothing has happened for so many days. ``last_day``: this is the last reminder, and from then on it counts as
    stalled. ``on`` tells one reminder from the next, and a last chance is told whatever else was sent that day; ``but``
    is the curator who asked for it."""
    cause = f"{'last chance' if last_day else 'quiet'} {on.isoformat()}"
    for person in _others(match, None, but):
        _notify(person, REMINDERS, "match_quiet", match, cause, site, days=days, last_day=last_day)


def step_due(match: Match, *, site: str) -> None:
    """To whose turn it is."""
    for person in acting_for([match.next_step_owner_id]):
        _notify(person, REMINDERS, "match_step", match, f"step {match.next_step_due.isoformat()}", site)


def outcome_asked(match: Match, *, site: str) -> None:
    for person in _others(match, None, None):
        _notify(person, REMINDERS, "match_outcome", match, "outcome", site)


# --- To whom ----------------------------------------------------------------------------------------------------------
def acting_for(organisations: Iterable[int]) -> QuerySet[User]:
    """Who may act in a match of these organisations."""
    entitled = {"memberships__organisation__in": [*organisations], "memberships__role__in": EDITING}
    return User.objects.filter(is_active=True, **entitled).distinct().order_by("pk")


def _others(match: Match, acted_for: int | None, by: int | None) -> QuerySet[User]:
    """Of every party but the one in whose name it was done; with the curator who looks after the match, as long as they
    are one."""
    theirs = acting_for({*sides_of(match)} - {acted_for})
    facilitator = Q(pk=match.facilitator_id, role__in=[User.Role.CURATOR, User.Role.ADMINISTRATOR])
    both = User.objects.filter(Q(pk__in=theirs.order_by().values("pk")) | facilitator, is_active=True)
    return both.exclude(pk=by).order_by("pk")


def _notify(person: User, kind: str, name: str, match: Match, cause: str, site: str, **context) -> Mail | None:
    with translation.override(person.language):
        page_url = site + match.get_absolute_url()
    context = {"match": match, "listing": match.listing, "page_url": page_url, **context}
    return notify(person, kind, name, cause=f"{match.ref} {cause}", why=WHY, context=context, site=site)
