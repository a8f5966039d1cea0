"""The private page of a conversation, as each side sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.core.dates import moment_text
from roster.models import Conversation, Side
from roster.relay import conversations
from roster.relay.conversations import State
from roster.relay.forms import AbuseForm, DeclineForm, MessageForm, OwnForm
from roster.relay.parties import named, period


@dataclass(frozen=True)
class Said:
    """One message as its reader sees it."""

    who: str
    is_own: bool
    when: str
    text: str


class ConversationPage:
    """``forms`` by what each does: a form that was refused stands in place of the empty one, with what was typed."""

    FORMS: dict[str, tuple[type[OwnForm], str]] = {
        "answer": (MessageForm, "id_%s"), "decline": (DeclineForm, "decline_%s"), "abuse": (AbuseForm, "abuse_%s"),
    }  # fmt: skip

    def __init__(self, request: HttpRequest, conversation: Conversation, side: Side):
        self.request, self.conversation, self.side = request, conversation, side
        self.problem = ""  # why what was asked for was not done
        self.forms = {name: form(auto_id=ids) for name, (form, ids) in self.FORMS.items()}

    def typed(self, name: str) -> OwnForm:
        """The form as it was sent."""
        form, ids = self.FORMS[name]
        self.forms[name] = form(self.request.POST, auto_id=ids)
        return self.forms[name]

    @property
    def is_consultant(self) -> bool:
        return self.side == Side.CONSULTANT

    @property
    def stands(self) -> str:
        """ "old": nobody confirmed it in time; "waiting" for that; "ended": the words are forgotten; "there"."""
        if self.conversation.forgotten_at:
            return "ended"
        if self.conversation.state != State.WAITING:
            return "there"
        return "old" if conversations.is_too_old(self.conversation) else "waiting"

    @cached_property
    def other(self) -> str:
        return named(self.conversation, self.side.other)

    @cached_property
    def profile_url(self) -> str:
        """ "" once the profile is not listed any more."""
        found = self.conversation.consultant
        return found.get_absolute_url() if found and found.is_listed else ""

    @property
    def facts(self) -> list[dict]:
        """Who asks, about what and when, for _components/answers.html."""
        conversation = self.conversation
        is_member = conversation.enquirer_id is not None
        how = _("Signed in with an account") if is_member else _("A visitor who confirmed an address")
        said = [
            (_("Who asks"), [named(conversation, Side.ENQUIRER), *([how] if self.is_consultant else [])]),
            (_("Topic"), [str(conversation.topic) if conversation.topic else _("Something else")]),
            (_("When"), [period(conversation)]),
        ]
        return [{"label": label, "lines": lines} for label, lines in said if any(lines)]

    @property
    def done(self) -> str:
        """What was just done, as the address says after it."""
        texts = {
            "sent": _("Your request is on its way to the consultant. Keep the address of this page."),
            "confirmed": _("Thank you. Your request is on its way to the consultant."),
            "answer": _("Your message is on its way."),
            "decline": _("You declined. Whoever asked is told so."),
            "abuse": _("Thank you. A curator will look into it."),
        }
        is_done = self.stands == "there" and not self.problem
        return next((text for name, text in texts.items() if name in self.request.GET), "") if is_done else ""

    @property
    def declined(self) -> str:
        conversation = self.conversation
        if conversation.state != State.DECLINED:
            return ""
        who = _("You declined:") if self.is_consultant else _("The consultant declined:")
        return f"{who} {conversation.get_declined_display()}"

    @cached_property
    def messages(self) -> list[Said]:
        return list(self._messages())

    def _messages(self) -> Iterator[Said]:
        for each in self.conversation.messages.all():
            is_own = each.side == self.side
            yield Said(_("You") if is_own else self.other, is_own, moment_text(each.created_at), each.text)

    @cached_property
    def hindrance(self) -> str:
        return conversations.hindrance(self.conversation)

    @property
    def can_write(self) -> bool:
        return self.stands == "there" and not self.hindrance

    @property
    def can_report(self) -> bool:
        """The other side has written, and this one has not reported it yet."""
        wrote = any(each.side != self.side for each in self.conversation.messages.all())
        return self.stands == "there" and wrote and self.report is None

    @cached_property
    def report(self):
        """This side's own."""
        return next((each for each in self.conversation.reports.all() if each.side == self.side), None)

    @property
    def reported(self) -> str:
        """What became of it."""
        texts = {
            "open": _("You reported abuse. A curator will look into it."),
            "blocked": _("You reported abuse. The curators blocked the mailbox of the other side."),
            "closed": _("You reported abuse. The curators closed the conversation."),
            "dismissed": _("You reported abuse. The curators found none."),
        }
        return " ".join(filter(None, [texts[self.report.state], self.report.reason]))

    @property
    def is_refused(self) -> bool:
        return bool(self.problem) or any(form.errors for form in self.forms.values())
