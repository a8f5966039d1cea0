"""Where a profile stands, said to its owner: who sees it, why not, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.dates import day_text
from portal.core.models import State
from roster import withdrawal
from roster.models import Consent, Consultant

WITH_OWNER = frozenset({State.DRAFT, State.CHANGES_REQUESTED})  # who may hand it to the curators


@dataclass(frozen=True)
class Standing:
    title: str
    text: str
    tone: str = ""  # of the notice: "", "warning"
    reason: str = ""  # curators' words
    do: dict[str, str] = field(default_factory=dict)  # what can be done: its name (roster/own/views.py) and its button


def standing(consultant: Consultant, given: frozenset[str]) -> Standing:
    if consultant.withdrawn_at:
        day = day_text(timezone.localdate(withdrawal.erased_from(consultant)))
        text = _("Nobody sees it any more. On %(day)s it is erased; until then you can undo that.") % {"day": day}
        return Standing(_("You have left the roster"), text, "warning", do={"stay": _("I want to stay")})
    if consultant.hidden_at:
        text = _("We asked three times whether it is still correct and heard nothing. Nothing of it is lost.")
        return Standing(_("Your profile is hidden"), text, "warning", do={"confirm": _("Still correct: show it again")})
    if consultant.state == State.PUBLISHED:
        return _published(consultant, given)
    return _unpublished(consultant)


def _published(consultant: Consultant, given: frozenset[str]) -> Standing:
    if Consent.Field.LISTING not in given:
        text = _("You have not agreed to be listed. Say below what may be shown, and it is there again.")
        return Standing(_("Nobody sees your profile"), text, "warning")
    text = _("They see what you released, and nothing else.")
    if consultant.last_confirmed_on:
        text += " " + _("You confirmed on %(day)s that it is correct.") % {
            "day": day_text(consultant.last_confirmed_on)
        }
    return Standing(_("Everybody sees your profile"), text, do={"confirm": _("Still correct today")})


def _unpublished(consultant: Consultant) -> Standing:
    submit = {"submit": _("Send it to the curators")} if consultant.state in WITH_OWNER else {}
    title, text = {
        State.DRAFT: (
            _("Nobody sees your profile yet"),
            _("Correct it, say what may be shown, and send it to the curators. They read it before anybody sees it."),
        ),
        State.IN_REVIEW: (_("The curators are reading your profile"), _("Nobody else sees it until they have.")),
        State.CHANGES_REQUESTED: (
            _("The curators ask for changes"), _("Correct it and send it again. Nobody else sees it until then."),
        ),
        State.REJECTED: (_("The curators have not accepted your profile"), _("Nobody else sees it.")),
        State.ARCHIVED: (_("Your profile is archived"), _("Nobody else sees it.")),
    }[State(consultant.state)]  # fmt: skip
    return Standing(title, text, "warning", reason=consultant.state_reason, do=submit)
