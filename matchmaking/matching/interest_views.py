"""Expressing an interest from the page of a need or an offer, and answering it; and bringing two together."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from matchmaking.matching import interests, introducing
from matchmaking.matching.interest_forms import DeclineInterestForm, InterestForm, IntroduceForm
from matchmaking.models import Interest, Listing, Match
from matchmaking.own.access import WRITABLE, for_listing, for_people
from matchmaking.own.kinds import Kind
from matchmaking.permissions import may_steer
from portal.core import acting, mail
from portal.core.curation import MoveRefused
from portal.core.dates import day_text
from portal.core.private import kept_private
from portal.core.rate_limit import allowed
from portal.core.submitting.limits import DAY, pause

INTERESTS_A_DAY = 20


@for_listing(*WRITABLE)
def express(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    """To whoever may not, how one comes to it."""
    membership = acting.of(request).current
    context = {"listing": listing, "organisation": membership and membership.organisation}
    if not interests.may_express(membership, listing):
        return render(request, "matchmaking/matching/may_not_express.html", context, status=403)
    own = interests.own_open(membership.organisation)
    form = InterestForm(request.POST if request.method == "POST" else None, own=own)
    if request.method == "POST" and form.is_valid():
        if not (granted := allowed("interest", f"{request.user.pk}", limit=INTERESTS_A_DAY, period=DAY)):
            form.add_error(None, pause(granted))
        elif interest := _expressed(request, listing, membership, form):
            messages.success(request, _("The owner of %(ref)s hears of it now.") % {"ref": listing.ref})
            return redirect(interest)
    return render(request, "matchmaking/matching/express.html", context | {"form": form})


def _expressed(request: HttpRequest, listing: Listing, membership, form: InterestForm) -> Interest | None:
    said = {"message": form.cleaned_data["message"], "in_return": form.named}
    try:
        return interests.express(listing, membership=membership, site=mail.origin(request), **said)
    except MoveRefused as refusal:
        form.add_error(None, refusal)
        return None


@for_people(*WRITABLE)
def interest(request: HttpRequest, pk: int) -> HttpResponse:
    """Seen by both sides: the owner takes it up or declines, the other may withdraw it. Others find nothing here."""
    related = Interest.objects.select_related(
        "need__owner", "offer__owner", "organisation", "match", "sent_by", "return_need", "return_offer"
    )
    found = get_object_or_404(related.visible_to(request.user), pk=pk)
    form = DeclineInterestForm(request.POST if request.POST.get("do") == "decline" else None)
    problem = ""
    if request.method == "POST" and (request.POST.get("do") != "decline" or form.is_valid()):
        try:
            return _answered(request, found, form)
        except MoveRefused as refusal:
            problem = " ".join(refusal.messages)
            found = related.get(pk=pk)
    waits = found.state == Interest.State.SENT
    current = acting.of(request).current
    context = {
        "interest": found, "listing": found.listing, "organisation": current and current.organisation, "form": form,
        "may_answer": waits and may_steer(request.user, found.listing), "problem": problem,
        "may_withdraw": waits and interests.may_withdraw(request.user, found),
    }  # fmt: skip
    answer = render(request, "matchmaking/matching/interest.html", context, status=409 if problem else 200)
    return kept_private(answer)


def _answered(request: HttpRequest, found: Interest, form: DeclineInterestForm) -> HttpResponse:
    do, act = request.POST.get("do"), {"by": request.user, "site": mail.origin(request)}
    if do == "take-up":
        match = interests.take_up(found, **act)
        messages.success(request, _("You have a match: %(ref)s. Write the first message.") % {"ref": match.ref})
        return redirect(match)
    if do == "decline":
        interests.decline(found, reason=form.cleaned_data["reason"], **act)
        messages.success(request, _("Declined. They read why."))
    elif do == "withdraw":
        interests.withdraw(found, **act)
        messages.success(request, _("Withdrawn."))
    return redirect(found)


@for_people(*WRITABLE)
def introduce(request: HttpRequest) -> HttpResponse:
    """For curators: a need and an offer, or one of them and a partner, become a match."""
    if not request.user.is_curator:
        raise PermissionDenied
    given = {name: request.GET.get(name, "") for name in ("need", "offer")}
    form = IntroduceForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            match = introducing.introduce(**form.values, by=request.user, site=mail.origin(request))
        except MoveRefused as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(ref)s: the two see it now.") % {"ref": match.ref})
            return redirect(match)
    return render(request, "matchmaking/matching/introduce.html", {"form": form})


# --- On the page of a need or an offer --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Invitation:
    """What stands there for this reader: a button, or words, with the address that it leads to."""

    text: str
    label: str = ""
    url: str = ""
    waiting: tuple[tuple[str, str], ...] = ()  # to its owner: who waits for an answer, and where


def invitation_to(listing: Listing, request: HttpRequest) -> Invitation | None:
    """None where nobody can express an interest, as on samples, and this reader has none. No query for visitors."""
    user = request.user
    if listing.is_sample and not may_steer(user, listing):
        return None
    express_url = reverse("matchmaking:express", args=[f"{listing._meta.model_name}s", listing.ref])
    if not user.is_authenticated:
        return Invitation(how(), _("Sign in and express interest"), express_url) if listing.is_open else None
    if may_steer(user, listing):
        waiting = listing.interests.waiting().select_related("organisation").order_by("pk")
        lines = tuple((each.organisation.name, each.get_absolute_url()) for each in waiting)
        return Invitation(_("They wait for your answer:"), waiting=lines) if lines else None
    membership = acting.of(request).current
    if membership is None:
        return Invitation(how(), _("How to express interest"), express_url) if listing.is_open else None
    if membership.organisation_id == listing.owner_id:
        return None
    return _between(listing, membership.organisation) or _button(listing, membership, express_url)


def _between(listing: Listing, organisation) -> Invitation | None:
    """What the two have already."""
    match = Match.objects.live().of([organisation.pk]).filter(**{listing._meta.model_name: listing}).first()
    if match:
        text = _("Your organisation has a match about this.")
        return Invitation(text, match.ref, match.get_absolute_url())
    if sent := listing.interests.waiting().filter(organisation=organisation).first():
        text = _("Your organisation expressed interest on %(day)s.") % {"day": day_text(sent.sent_at.date())}
        return Invitation(text, _("Look at it"), sent.get_absolute_url())
    return None


def _button(listing: Listing, membership, express_url: str) -> Invitation | None:
    if not listing.is_open:
        return None
    if not interests.may_express(membership, listing):
        return Invitation(how(), _("How to express interest"), express_url)
    text = _("Say what your organisation could do together with its owner. If they take it up, the two have a match.")
    return Invitation(text, _("Express interest"), express_url)


def how() -> str:
    return _("Editors and administrators of verified organisations can express interest; its owner then answers.")
