"""Your organisations; finding, proposing and joining one; saying for which one you act."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core import acting, invitations, mail, memberships
from portal.core.addresses import own_address
from portal.core.memberships import MembershipRefused
from portal.core.models import Invitation, JoinRequest, Membership, Organisation
from portal.core.organisations import look_alikes
from portal.core.rate_limit import allowed, mailbox
from portal.site.members.access import READABLE, WRITABLE, for_people
from portal.site.members.forms import FindForm, JoinForm, ProposeForm

MOST_FOUND = 20
DAY = timedelta(days=1)


@for_people(*READABLE)
def organisations(request: HttpRequest) -> HttpResponse:
    mine = request.user.memberships.exclude(organisation__state=Organisation.State.MERGED)
    context = {
        "memberships": mine.select_related("organisation", "organisation__country").order_by("organisation__name"),
        "acting": acting.of(request),
        "invitations": Invitation.objects.of_mailbox(mailbox(request.user.email)).select_related("organisation"),
        "requests": request.user.join_requests.filter(state=JoinRequest.State.OPEN).select_related("organisation"),
    }
    return render(request, "members/organisations.html", context)


@for_people("POST")
def act(request: HttpRequest) -> HttpResponse:
    """Choose for whom to act, then back to the page from which that was chosen."""
    slug, organisation = request.POST.get("organisation", ""), None
    if slug:
        organisation = get_object_or_404(Organisation, slug=slug)
    if not acting.of(request).choose(organisation):
        raise Http404
    text = _("You now act for %(name)s.") % {"name": organisation.name} if organisation else _("You act for yourself.")
    messages.success(request, text)
    back = request.POST.get("next", "")
    return redirect(own_address(request, back) or reverse("members:list"))


@for_people(*READABLE)
def find(request: HttpRequest) -> HttpResponse:
    """By name, acronym or alias, what is only similar included; from here one joins, or proposes what is missing."""
    form = FindForm(request.GET if "q" in request.GET else None)
    found = _found(request, **form.cleaned_data) if form.is_bound and form.is_valid() else None
    return render(request, "members/find.html", {"form": form, "found": found, "mine": _mine(request)})


def _found(request: HttpRequest, q: str, country: str) -> list[Organisation]:
    """Those that hold the words, then those that are like them; of other countries none, if one is asked for."""
    visible = Organisation.objects.visible_to(request.user).exclude(state=Organisation.State.REJECTED)
    if country:
        visible = visible.filter(Q(country=country) | Q(country=None))
    holding = visible.filter(Q(name__icontains=q) | Q(acronym__iexact=q) | Q(aliases__icontains=q))
    exact = list(holding.select_related("type", "country").order_by("name", "pk")[:MOST_FOUND])
    return [*exact, *(each for each in _alike(visible, q, q, country) if each not in exact)]


def _alike(visible: QuerySet, name: str, acronym: str, country: str) -> list[Organisation]:
    alike = [each for each, _why in look_alikes(name, acronym=acronym if len(acronym) <= 40 else "", country=country)]
    shown = set(visible.filter(pk__in=[each.pk for each in alike]).values_list("pk", flat=True))
    return [each for each in alike if each.pk in shown]


def _mine(request: HttpRequest) -> set[int]:
    return set(request.user.memberships.values_list("organisation_id", flat=True))


@for_people(*WRITABLE)
def propose(request: HttpRequest) -> HttpResponse:
    """What looks alike is shown once, with the form still filled; sent again, it is proposed."""
    first = {"name": request.GET.get("name", "")[:250], "country": request.GET.get("country", "")}
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=first)
    alike, status = [], 200
    if request.method == "POST" and form.is_valid():
        words = form.words()
        visible = Organisation.objects.visible_to(request.user)
        country = words["country"].pk if words["country"] else ""
        alike = _alike(visible, words["name"], words["acronym"], country)
        seen = request.POST.get("seen", "").split(",")
        if all(each.slug in seen for each in alike if each.proposed_by_id != request.user.pk):
            if answer := allowed("propose organisation", str(request.user.pk), limit=5, period=DAY):
                made = memberships.propose(by=request.user, **words)
                messages.success(request, _("Thank you. Our curators verify it, as a rule within ten working days."))
                return redirect("members:organisation", made.slug)
            form.add_error(None, _("You have proposed several organisations today. Please go on tomorrow."))
            status = 429 if not answer else status
    context = {"form": form, "alike": alike, "seen": ",".join(each.slug for each in alike), "mine": _mine(request)}
    return render(request, "members/propose.html", context, status=status)


@for_people(*WRITABLE)
def join(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.verified(), slug=slug)
    if Membership.objects.filter(user=request.user, organisation=organisation).exists():
        return redirect("members:organisation", slug)
    asked = organisation.join_requests.filter(user=request.user, state=JoinRequest.State.OPEN).first()
    form = JoinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "take_back" in request.POST and asked:
        invitations.take_back(asked, by=request.user)
        messages.success(request, _("Your request is taken back."))
        return redirect("members:list")
    if request.method == "POST" and form.is_valid() and _asked(request, organisation, form):
        return redirect("members:list")
    has_admin = memberships.has_admin(organisation)
    context = {"organisation": organisation, "form": form, "asked": asked, "has_admin": has_admin}
    return render(request, "members/join.html", context)


def _asked(request: HttpRequest, organisation: Organisation, form: JoinForm) -> bool:
    if not allowed("ask to join", str(request.user.pk), limit=10, period=DAY):
        form.add_error(None, _("You have asked several organisations today. Please go on tomorrow."))
        return False
    words = form.cleaned_data["message"]
    try:
        invitations.ask_to_join(organisation, by=request.user, message=words, site=mail.origin(request))
    except MembershipRefused as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("Your request is sent. You hear by mail what its administrators decide."))
    return True
