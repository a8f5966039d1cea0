"""Writing to a consultant, and the private page on which both sides go on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.core import acting, mail
from portal.core.curation import MoveRefused
from portal.core.forms import is_forged
from portal.core.rate_limit import Answer, allowed, client_prefix, mailbox
from portal.core.submitting.limits import pause
from portal.core.submitting.private import kept_private
from roster import released
from roster.models import Consultant, Conversation, Side
from roster.relay import abuse, conversations, forgetting
from roster.relay.conversations import closed_because
from roster.relay.forms import ContactForm
from roster.relay.pages import ConversationPage

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# --- The first request ------------------------------------------------------------------------------------------------
@never_cache
@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, ref: str) -> HttpResponse:
    consultant = _public(ref)
    form = _form(request, consultant, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form_page(request, consultant, form)
    if is_forged(request):
        form.refuse_as_forged()
        return _form_page(request, consultant, form, status=403)
    if not form.is_valid():
        return _form_page(request, consultant, form)
    if before := Conversation.objects.filter(token=form.token, consultant=consultant).first():
        return _sent(before)
    if not (answer := _may_send(request, consultant, form)):
        form.add_error(None, pause(answer))
        response = _form_page(request, consultant, form, status=429)
        response["Retry-After"] = str(answer.retry_after)
        return response
    try:
        made = conversations.ask(
            consultant, token=form.token, text=form.cleaned_data["text"], site=mail.origin(request), **form.values
        )
    except MoveRefused as refused:
        form.add_error(None, refused.messages)
        return _form_page(request, consultant, form, status=409)
    return _sent(made)


def _public(ref: str) -> Consultant:
    """Somebody who is listed, or was: whoever kept the link is told that the profile is closed."""
    found = Consultant.objects.filter(ref=ref.upper(), published_at__isnull=False).first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, consultant: Consultant, sent: QueryDict | None) -> ContactForm:
    act = acting.of(request)
    current = act.current.organisation.slug if act.current else ""
    person = request.user if request.user.is_authenticated else None
    profile = released.read_one(Consultant.objects.listed(), consultant.ref)
    return ContactForm(sent, profile=profile, person=person, possible=act.possible, initial={"asks_for": current})


def _may_send(request: HttpRequest, consultant: Consultant, form: ContactForm) -> Answer:
    """Few from one network and one person, few mails to a mailbox that may be somebody else's; and nobody is asked
    more often a day than anybody could answer."""
    person = form.person
    box = mailbox(person.email if person else form.cleaned_data["email"])
    answer = allowed("contact", client_prefix(request), limit=20 if person else 10, period=HOUR)
    answer = answer and allowed("contact mail", box, limit=20 if person else 5, period=DAY)
    answer = answer and allowed("contact once", f"{consultant.ref} {box}", limit=3, period=DAY)
    return answer and allowed("contact of", consultant.ref, limit=30, period=DAY)


def _sent(conversation: Conversation) -> HttpResponse:
    """A member's leads to its page. A visitor's page is known only to whoever reads the mailbox."""
    if conversation.enquirer_id:
        return HttpResponseRedirect(f"{conversation.page(Side.ENQUIRER)}?sent")
    return redirect("roster:contact_sent", conversation.consultant.ref)


def _form_page(request: HttpRequest, consultant: Consultant, form: ContactForm, status: int = 200) -> HttpResponse:
    """What was typed is shown even when the profile was closed meanwhile."""
    if form.profile is None:
        status = 410
    context = {
        "ref": consultant.ref,
        "called": form.profile.title if form.profile else consultant.title,
        "profile_url": consultant.get_absolute_url() if form.profile else "",
        "form": form,
        "closed": closed_because(consultant, form.person),
        "keep_days": settings.KEEP_CONVERSATION_DAYS,
    }
    return render(request, "roster/relay/contact.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
def contact_sent(request: HttpRequest, ref: str) -> HttpResponse:
    """To a visitor: look into your mailbox. The same for everybody, whatever was sent."""
    context = {"profile_url": _public(ref).get_absolute_url(), "days": _days()}
    return render(request, "roster/relay/sent.html", context)


def _days() -> int:
    return conversations.CONFIRM_WITHIN.days


# --- The private page -------------------------------------------------------------------------------------------------
@csrf_exempt  # whoever can name the address may write; a stranger's page cannot
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, key: UUID) -> HttpResponse:
    """GET changes nothing: programs open every link of a mail."""
    known = Conversation.objects.known_by(key)
    if known is None or _is_unread(*known):
        raise Http404
    page, status = ConversationPage(request, *known), 200
    if request.method == "POST":
        done = _done(request, page)
        if isinstance(done, str):
            return kept_private(HttpResponseRedirect(done))
        status = done
    elif page.stands in {"old", "ended"}:
        status = 410
    context = {
        "page": page, "conversation": page.conversation, "days": _days(),
        "keep_days": settings.KEEP_CONVERSATION_DAYS,
    }  # fmt: skip
    return kept_private(render(request, "roster/relay/conversation.html", context, status=status))


def _is_unread(conversation: Conversation, side: Side) -> bool:
    """The consultant knows nothing of a request before its address is confirmed."""
    return side == Side.CONSULTANT and conversation.state == Conversation.State.WAITING


def _done(request: HttpRequest, page: ConversationPage) -> str | int:
    """Where to go once what was asked for is done; or the status with which the page says why not."""
    name, here, site = request.POST.get("do", ""), request.path, mail.origin(request)
    if not (answer := allowed("conversation", f"{page.conversation.pk} {page.side}", limit=40, period=DAY)):
        page.problem = pause(answer)
        if name in page.FORMS:
            page.typed(name)
        return 429
    try:
        if name == "confirm" and not page.is_consultant:
            conversations.confirm(page.conversation, site=site)
            return f"{here}?confirmed"
        if name == "disown" and not page.is_consultant:
            if not forgetting.disown(page.conversation):
                raise MoveRefused(_("This request was confirmed, and has reached the consultant."), code="state")
            messages.success(request, _("The request was deleted. Nothing of it is kept, and nobody has read it."))
            return reverse("home")
        if name not in page.FORMS or (name == "decline" and not page.is_consultant):
            return 400
        form = page.typed(name)
        if not form.is_valid():
            return 200
        _send(name, page, form.cleaned_data, site)
    except MoveRefused as refused:
        page.problem = " ".join(refused.messages)
        return 410 if refused.code == "old" else 409
    return f"{here}?{name}"


def _send(name: str, page: ConversationPage, data: dict, site: str) -> None:
    if name == "answer":
        conversations.write(page.conversation, page.side, token=data["token"], text=data["text"], site=site)
    elif name == "decline":
        conversations.decline(
            page.conversation, reason=data["reason"], token=data["token"], text=data["text"], site=site
        )
    else:
        abuse.report(page.conversation, page.side, text=data["text"])
