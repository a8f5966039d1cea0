"""What stands on the overview of an account. Another part of the roof adds a block with one line:

    BLOCKS.append(your_organisations)

A block is a function of the request that gives a Block, or None where it has nothing to say to this person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import acting
from portal.core.dates import number_text
from portal.core.models import SavedSearch
from portal.core.notifications import KINDS
from roster import consents
from roster.models import Consultant, Conversation, Side
from roster.own.access import claim_of
from roster.own.standing import standing

LATEST = 10  # conversations, at the most


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Block:
    title: str
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    is_warning: bool = False
    template: str = "account/_block.html"  # a template of its own gets this object as ``block``
    context: dict = field(default_factory=dict)  # for such a template


def desk(request: HttpRequest) -> Block | None:
    if not request.user.is_appointed:
        return None
    lines = [_("Records, reports and submissions that wait.")]
    if request.user.is_unproven:
        lines.append(_("Until you have shown your second factor, you see on every page what a member sees."))
    return Block(_("Curators’ desk"), lines, [Link(_("To the desk"), reverse("admin:index"))])


def profile(request: HttpRequest) -> Block:
    person = request.user
    lines = [person.name or _("No name given"), person.email, person.get_language_display()]
    links = [
        Link(_("Name and language"), reverse("account-profile")),
        Link(_("E-mail address"), reverse("account_email")),
    ]
    return Block(_("Who you are"), lines, links)


def consultant(request: HttpRequest) -> Block | None:
    """To consultants, and to those who may become one: a profile waits for them to say that it is theirs."""
    found = Consultant.objects.filter(account=request.user).first()
    if found:
        where = standing(found, consents.given(found))
        link = Link(_("To your profile"), reverse("profile:mine"))
        return Block(_("Your profile in the roster"), [where.title], [link], is_warning=bool(where.tone))
    if waiting := claim_of(request.user):
        link = Link(_("See the profile"), waiting.get_absolute_url())
        return Block(_("Your profile in the roster"), [_("A profile with your address waits for you.")], [link])
    return None


def safety(request: HttpRequest) -> Block:
    protected = get_adapter().is_mfa_enabled(request.user)
    line = _("Signing in asks for a second factor.") if protected else _("Only a password protects this account.")
    links = [Link(_("Password"), reverse("account_change_password")), Link(_("Second factor"), reverse("mfa_index"))]
    return Block(_("Signing in"), [line], links, is_warning=request.user.is_appointed and not protected)


def organisations(request: HttpRequest) -> Block:
    act = acting.of(request)
    lines = [f"{each.organisation.name} · {each.get_role_display()}" for each in act.memberships]
    if act.current and len(act.possible) > 1:
        lines.append(_("You act for %(name)s.") % {"name": act.current.organisation.name})
    links = [Link(_("Your organisations"), reverse("members:list"))]
    if act.possible:
        links.append(Link(_("Needs and offers"), reverse("matchmaking:desk")))
    return Block(_("For whom you act"), lines or [_("For yourself. Find your organisation, or propose it.")], links)


def devices(request: HttpRequest) -> Block:
    count = UserSession.objects.filter(user=request.user).count()
    text = ngettext("Signed in on %(count)s device.", "Signed in on %(count)s devices.", count)
    links = [Link(_("Devices"), reverse("usersessions_list"))]
    return Block(_("Devices"), [text % {"count": number_text(count)}], links)


def mails(request: HttpRequest) -> Block:
    stopped = request.user.stopped_mails.filter(kind__in=KINDS).count()
    text = ngettext("You have stopped %(count)s kind of mail.", "You have stopped %(count)s kinds of mail.", stopped)
    line = text % {"count": number_text(stopped)} if stopped else _("You get every kind of mail.")
    return Block(_("Mails"), [line], [Link(_("Choose mails"), reverse("account-mails"))])


def searches(request: HttpRequest) -> Block:
    count = SavedSearch.objects.filter(subscriber__user=request.user).count()
    text = ngettext("You keep %(count)s search.", "You keep %(count)s searches.", count)
    line = (
        text % {"count": number_text(count)} if count else _("Save a search beside its results: you hear what is new.")
    )
    return Block(_("Saved searches"), [line], [Link(_("Your saved searches"), reverse("account-searches"))])


def webhooks(request: HttpRequest) -> Block:
    count = request.user.webhooks.count()
    text = ngettext("You have %(count)s webhook.", "You have %(count)s webhooks.", count) % {
        "count": number_text(count)
    }
    line = text if count else _("A program of yours can be told what is published, changed and withdrawn.")
    return Block(_("Webhooks"), [line], [Link(_("Your webhooks"), reverse("webhooks"))])


def conversations(request: HttpRequest) -> Block | None:
    """With consultants, or with who asks a consultant: each by its private page."""
    latest = list(Conversation.objects.of(request.user)[:LATEST])
    if not latest:
        return None
    links = [_conversation(each, request.user.pk) for each in latest]
    return Block(_("Messages in the roster"), [_("The latest requests, and what was answered.")], links)


def _conversation(found: Conversation, person: int) -> Link:
    if found.enquirer_id != person:
        return Link(_("%(ref)s: a request to you") % {"ref": found.ref}, found.page(Side.CONSULTANT))
    consultant = found.consultant.ref if found.consultant else "–"
    text = _("%(ref)s: your request to %(consultant)s") % {"ref": found.ref, "consultant": consultant}
    return Link(text, found.page(Side.ENQUIRER))


def programs(request: HttpRequest) -> Block:
    count = request.user.api_keys.working().count()
    text = ngettext("%(count)s key works.", "%(count)s keys work.", count)
    line = text % {"count": number_text(count)} if count else _("A key lets a program use the API in your name.")
    return Block(_("Programs"), [line], [Link(_("Keys for programs"), reverse("account-keys"))])


def data(request: HttpRequest) -> Block:
    links = [
        Link(_("Take your data along"), reverse("account-data")),
        Link(_("Close the account"), reverse("account-close")),
    ]
    return Block(_("Your data"), [_("What the portal keeps about you, as a file.")], links)


BLOCKS: list[Callable[[HttpRequest], Block | None]] = [
    desk, profile, organisations, consultant, searches, conversations, safety, devices, programs, webhooks, mails,
    data,
]  # fmt: skip


def blocks(request: HttpRequest) -> list[Block]:
    return [block for build in BLOCKS if (block := build(request))]
