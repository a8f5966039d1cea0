"""The pages on which an organisation writes its needs and offers."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from matchmaking.models import Listing
from matchmaking.own import drafts
from matchmaking.own.access import WRITABLE, for_listing, for_people, kind_in, membership_to_write
from matchmaking.own.examples import EXAMPLES
from matchmaking.own.forms import ListingForm
from matchmaking.own.kinds import Kind
from matchmaking.own.templates import template_of
from portal.core import acting
from portal.core import reference as reference_memory
from portal.core.answers import Shown
from portal.core.curation import MoveRefused
from portal.core.edits import Changed, changed_since, digests, one_more, seen_mark
from portal.core.forms import is_forged, old_page
from portal.core.lined_forms import Problem, read
from portal.core.models import Topic
from portal.core.permissions import editable_by

MET = 5  # needs that were met, shown as examples


@for_people(*WRITABLE)
def begin(request: HttpRequest, room: str) -> HttpResponse:
    """Choose a topic, see an example and what others asked for and found; the button begins a draft."""
    kind, membership = kind_in(room), acting.of(request).current
    if not drafts.may_write(membership):
        return render(request, "matchmaking/own/may_not_write.html", {"kind": kind}, status=403)
    known = reference_memory.current()
    terms, sent = known[Topic].by_code, request.POST if request.method == "POST" else request.GET
    topic = sent.get("topic", "")
    if topic and topic not in terms:
        messages.warning(request, _("The portal does not know this topic. Choose one from the list."))
        topic = ""
    if request.method == "POST" and (topic or not sent.get("topic")):
        description = str(template_of(topic).of(room)) if sent.get("do") == "template" else ""
        listing = drafts.begin(kind, membership=membership, topic=topic, description=description, known=known)
        return redirect("matchmaking:write", room, listing.ref)
    context = {
        "kind": kind, "organisation": membership.organisation, "topics": terms.values(), "topic": terms.get(topic),
        "example": EXAMPLES[topic].of(room) if topic in EXAMPLES else "", "template": template_of(topic).of(room),
        "met": _met(kind, topic, request.user) if topic else [],
    }  # fmt: skip
    return render(request, "matchmaking/own/begin.html", context)


def _met(kind: Kind, topic: str, user) -> list[Listing]:
    found = kind.model.objects.visible_to(user).matched().filter(topics__code=topic)
    return list(found.order_by(F("ended_at").desc(nulls_last=True), "-pk")[:MET])


@dataclass
class DraftPage:
    """The form as it is shown: what is stored, or what was typed and not stored yet."""

    form: ListingForm
    listing: Listing
    seen: str
    opened: str  # what the boxes showed when the form was opened: edits.digests
    problems: list[Problem] = field(default_factory=list)
    problem: str = ""
    theirs: list[Shown] = field(default_factory=list)  # what somebody else changed meanwhile
    missing: list[Problem] = field(default_factory=list)  # before it can be sent

    @property
    def profile(self) -> list[str]:
        return drafts.missing_of_profile(self.listing.owner)


@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@for_listing(*WRITABLE)
def write(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    """Write a draft and hand it in. What cannot be stored comes back as it was typed, with the reason."""
    membership_to_write(request.user, listing)
    if request.method == "POST":
        return _save(request, kind, listing)
    if not editable_by(listing, request.user):
        return redirect(listing)
    return _page(request, kind, _stored(listing, kind, is_asked="check" in request.GET))


def _stored(listing: Listing, kind: Kind, *, is_asked: bool) -> DraftPage:
    known = reference_memory.current()
    values = drafts.values_of(listing, known)
    form = kind.form(values, known)
    page = DraftPage(form, listing, seen_mark(listing), digests(form))
    if is_asked:
        page.problems = form.problems()
    else:
        page.missing = kind.form(values, known).problems()
    return page


def _save(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    known, do = reference_memory.current(), request.POST.get("do", "save")
    typed = read(kind.form, request.POST)
    page = DraftPage(kind.form(typed, known), listing, request.POST.get("seen", ""), request.POST.get("opened", ""))
    verb, _colon, name = do.partition(":")
    if is_forged(request):
        page.problem = old_page()
        return _page(request, kind, page, status=403)
    if verb == "add" and name in kind.form.lines:
        page.form = kind.form(typed | {name: one_more(kind.form, typed, request.POST, name)}, known)
        return _page(request, kind, page)
    problems = page.form.problems()
    if any(map(drafts.hinders_saving, problems)):
        page.problems = [each for each in problems if do == "submit" or drafts.hinders_saving(each)]
        return _page(request, kind, page)
    submits = do == "submit" and not problems and not page.profile
    try:
        saved = drafts.save(page.form, listing, by=request.user, seen=page.seen, submit=submits)
    except Changed:
        return _changed(request, kind, page)
    except MoveRefused as refusal:
        page.problem = " ".join(refusal.messages)
        return _page(request, kind, page, status=409)
    return _saved(request, kind, saved, submits, wanted=do == "submit")


def _saved(request: HttpRequest, kind: Kind, saved: Listing, submitted: bool, wanted: bool) -> HttpResponse:
    if submitted:
        messages.success(
            request, _("%(ref)s is with our curators. You see here what becomes of it.") % {"ref": saved.ref}
        )
        return redirect("matchmaking:desk")
    messages.success(request, _("%(ref)s is saved as a draft.") % {"ref": saved.ref})
    here = redirect("matchmaking:write", kind.room, saved.ref)
    if wanted:  # saved, but something is missing: the page says what
        here["Location"] += "?check"
    return here


def _changed(request: HttpRequest, kind: Kind, page: DraftPage) -> HttpResponse:
    """Somebody else saved first: what was typed stays in the boxes, what differs in theirs is shown above."""
    page.listing = now = get_object_or_404(kind.model.objects.select_related("owner", "updated_by"), pk=page.listing.pk)
    if not editable_by(now, request.user):
        page.problem = _("Meanwhile this record moved on: “%(state)s”. What you typed is still here, to copy.") % {
            "state": now.get_state_display()
        }
        return _page(request, kind, page, status=409)
    stored = kind.form(drafts.values_of(now, page.form.reference), page.form.reference)
    page.theirs = changed_since(page.opened, stored)
    page.problem = _("%(person)s saved this record while you wrote. Nothing of yours is stored yet.") % {
        "person": now.updated_by
    }
    page.seen, page.opened = seen_mark(now), digests(stored)
    return _page(request, kind, page, status=409)


def _page(request: HttpRequest, kind: Kind, page: DraftPage, status: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "kind": kind,
        "organisation": page.listing.owner,
        "may_discard": drafts.may_discard(page.listing, request.user),
        "known_organisations": [each for each in page.form.reference.organisations.values() if each.is_verified],
    }
    return render(request, "matchmaking/own/write.html", context, status=status)


@for_listing(*WRITABLE)
def discard(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    """Ask, then delete a draft that was never handed in; whoever comes too late is told."""
    membership_to_write(request.user, listing)
    if request.method != "POST" and drafts.may_discard(listing, request.user):
        return render(request, "matchmaking/own/discard.html", {"kind": kind, "listing": listing})
    try:
        if request.method == "POST":
            drafts.discard(listing, by=request.user)
            messages.success(request, _("%(ref)s is discarded.") % {"ref": listing.ref})
            return redirect("matchmaking:desk")
    except Changed:
        pass
    messages.error(request, _("%(ref)s is no draft any more: it cannot be discarded.") % {"ref": listing.ref})
    return redirect("matchmaking:desk")


@for_listing("POST")
def copy(request: HttpRequest, kind: Kind, listing: Listing) -> HttpResponse:
    """A new draft that says the same; for the organisation that owns it."""
    membership = membership_to_write(request.user, listing)
    made = drafts.copy(listing, membership=membership)
    messages.success(request, _("A copy of %(ref)s: set its days and change what is different.") % {"ref": listing.ref})
    return redirect("matchmaking:write", kind.room, made.ref)
