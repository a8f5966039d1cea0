"""An organisation's own records: drafts, and what became of them; the form with which its editors propose some."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.core import reference as reference_memory
from portal.core.answers import Shown
from portal.core.edits import Changed, changed_since, digests, one_more, seen_mark
from portal.core.forms import is_forged, old_page
from portal.core.lined_forms import Problem, read
from portal.core.memberships import EDITING, MembershipRefused
from portal.core.models import Membership, State
from portal.core.pagination import paginated
from portal.core.permissions import WITH_AUTHORS, editable_by
from portal.site.members.access import READABLE, WRITABLE, for_members
from tad import proposals
from tad.forms import ProposalForm
from tad.lookalikes import look_alikes, sketches_of
from tad.models import Activity

ON_A_PAGE = 50
# What somebody has to do, before what is done.
IN_ORDER = [State.CHANGES_REQUESTED, State.DRAFT, State.IN_REVIEW, State.PUBLISHED, State.REJECTED, State.ARCHIVED]


@for_members(*READABLE)
def records(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What the organisation owns, in every state; only its members see this page."""
    owned = Activity.objects.filter(owner=membership.organisation).select_related("updated_by", "created_by")
    asked, known = request.GET.get("state", ""), {state.value for state in State}
    if asked in known:
        owned = owned.filter(state=asked)
    elif asked:
        messages.warning(request, _("This page does not know “%(name)s”.") % {"name": asked[:60]})
    pages = Paginator(owned.order_by("-updated_at", "-pk"), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    filtered = f"&state={asked}" if asked in known else ""
    writes = membership.role in EDITING
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "records": [{"record": each, "can_edit": writes and each.state in WITH_AUTHORS} for each in page],
        "states": [(state.value, state.label, state.value == asked) for state in IN_ORDER],
        "asked": asked,
        "may_propose": proposals.may_propose(membership),
        "pagination": paginated(page.number, pages.num_pages, lambda number: f"?page={number}{filtered}"),
    }
    return render(request, "members/records.html", context)


@dataclass
class ProposalPage:
    """The form as it is shown: what is stored, or what was typed and not stored yet."""

    form: ProposalForm
    activity: Activity | None
    seen: str
    opened: str  # what the boxes showed when the form was opened: edits.digests
    problems: list[Problem] = field(default_factory=list)
    problem: str = ""
    theirs: list[Shown] = field(default_factory=list)  # what somebody else changed meanwhile
    alike: list = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.activity.title if self.activity else _("Propose an activity")


@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@for_members(*WRITABLE, roles=EDITING)
def activity(request: HttpRequest, membership: Membership, ref: str = "") -> HttpResponse:
    """Write a draft and hand it in. What cannot be stored comes back as it was typed, with the reason."""
    record = None
    if ref:
        record = get_object_or_404(Activity, ref=ref.upper(), owner=membership.organisation)
    if request.method == "POST":
        return _save(request, membership, record)
    if record is None and not proposals.may_propose(membership):
        raise PermissionDenied
    if record and not editable_by(record, request.user):
        return redirect(record)
    known = reference_memory.current()
    values = proposals.values_of(record, known) if record else {"status": Activity.Status.COMPLETED}
    form = ProposalForm(values, known)
    page = ProposalPage(form, record, seen_mark(record), digests(form))
    if record and "check" in request.GET:
        page.problems = page.form.problems()
    if record:
        page.alike = look_alikes(sketches_of([record]), request.user)[0]
    return _page(request, membership, page)


@for_members(*WRITABLE, roles=EDITING)
def discard(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Ask, then delete a draft that was never handed in; whoever comes too late is told."""
    record = get_object_or_404(Activity, ref=ref.upper(), owner=membership.organisation)
    late = _("This record is no draft any more, or others are part of it: it cannot be discarded.")
    records_page = redirect("members:records", membership.organisation.slug)
    if not proposals.may_discard(record, request.user):
        messages.error(request, late)
        return records_page
    if request.method != "POST":
        context = {"membership": membership, "organisation": membership.organisation, "record": record}
        return render(request, "members/discard.html", context)
    try:
        proposals.discard(record, membership=membership)
    except Changed:
        messages.error(request, late)
    else:
        messages.success(request, _("%(ref)s is discarded.") % {"ref": record.ref})
    return records_page


def _save(request: HttpRequest, membership: Membership, record: Activity | None) -> HttpResponse:
    known, do = reference_memory.current(), request.POST.get("do", "save")
    typed = read(ProposalForm, request.POST)
    page = ProposalPage(
        ProposalForm(typed, known), record, request.POST.get("seen", ""), request.POST.get("opened", "")
    )
    verb, _colon, name = do.partition(":")
    if is_forged(request):
        page.problem = old_page()
        return _page(request, membership, page, status=403)
    if verb == "add" and name in ProposalForm.lines:
        page.form = ProposalForm(typed | {name: one_more(ProposalForm, typed, request.POST, name)}, known)
        return _page(request, membership, page)
    problems = page.form.problems()
    if any(map(proposals.hinders_saving, problems)):
        page.problems = [each for each in problems if do == "submit" or proposals.hinders_saving(each)]
        return _page(request, membership, page)
    submits = do == "submit" and not problems
    try:
        saved = proposals.save(page.form, membership=membership, seen=page.seen, activity=record, submit=submits)
    except MembershipRefused as refusal:
        page.problem = " ".join(refusal.messages)
        return _page(request, membership, page, status=403)
    except Changed:
        return _changed(request, membership, page)
    return _saved(request, membership, saved, submits, wanted=do == "submit")


def _saved(request, membership: Membership, saved: Activity, submitted: bool, wanted: bool) -> HttpResponse:
    slug = membership.organisation.slug
    if submitted:
        text = _("%(ref)s is with our curators. You see here what becomes of it.")
        messages.success(request, text % {"ref": saved.ref})
        return redirect("members:records", slug)
    messages.success(request, _("%(ref)s is saved as a draft.") % {"ref": saved.ref})
    here = redirect("members:activity", slug, saved.ref)
    if wanted:  # saved, but something is missing: the page says what
        here["Location"] += "?check"
    return here


def _changed(request: HttpRequest, membership: Membership, page: ProposalPage) -> HttpResponse:
    """Somebody else saved first: what was typed stays in the boxes, what differs in theirs is shown above."""
    page.activity = now = get_object_or_404(Activity, pk=page.activity.pk)
    if not editable_by(now, request.user):
        page.problem = _("Meanwhile this record moved on: “%(state)s”. What you typed is still here, to copy.") % {
            "state": now.get_state_display()
        }
        return _page(request, membership, page, status=409)
    stored = ProposalForm(proposals.values_of(now, page.form.reference), page.form.reference)
    page.theirs = changed_since(page.opened, stored)
    page.problem = _("%(person)s saved this record while you wrote. Nothing of yours is stored yet.") % {
        "person": now.updated_by
    }
    page.seen, page.opened = seen_mark(now), digests(stored)
    return _page(request, membership, page, status=409)


def _page(request: HttpRequest, membership: Membership, page: ProposalPage, status: int = 200) -> HttpResponse:
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "page": page,
        "may_discard": page.activity and proposals.may_discard(page.activity, request.user),
        "known_organisations": [each for each in page.form.reference.organisations.values() if each.is_verified],
    }
    return render(request, "members/activity.html", context, status=status)
