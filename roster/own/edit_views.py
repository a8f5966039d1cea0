"""The form in which consultants keep their profile: everything at once, and nobody loses what they typed."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from portal.core import reference as reference_memory
from portal.core.answers import Shown
from portal.core.edits import Changed, changed_since, digests, one_more, seen_mark
from portal.core.forms import is_forged, old_page
from portal.core.lined_forms import Problem, read
from portal.core.models import State
from roster.models import Consultant
from roster.own import content
from roster.own.access import WRITABLE, for_owners
from roster.own.profile_form import ProfileForm


@dataclass
class EditPage:
    """The form as it is shown: what is stored, or what was typed and not stored yet."""

    form: ProfileForm
    seen: str
    opened: str  # what the boxes showed when the form was opened: edits.digests
    problems: list[Problem] = field(default_factory=list)
    problem: str = ""
    theirs: list[Shown] = field(default_factory=list)  # what another tab, or a curator, changed meanwhile


@csrf_exempt  # checked by is_forged(), so that what was typed is kept
@for_owners(*WRITABLE)
def edit(request: HttpRequest, consultant: Consultant) -> HttpResponse:
    """Saving says that all of it is correct today, so it counts as a confirmation."""
    known = reference_memory.current()
    if request.method != "POST":
        form = ProfileForm(content.values_of(consultant, known), known)
        return _page(request, consultant, EditPage(form, seen_mark(consultant), digests(form)))
    typed = read(ProfileForm, request.POST)
    page = EditPage(ProfileForm(typed, known), request.POST.get("seen", ""), request.POST.get("opened", ""))
    verb, _colon, name = request.POST.get("do", "save").partition(":")
    if is_forged(request):
        page.problem = old_page()
        return _page(request, consultant, page, status=403)
    if verb == "add" and name in ProfileForm.lines:
        page.form = ProfileForm(typed | {name: one_more(ProfileForm, typed, request.POST, name)}, known)
        return _page(request, consultant, page)
    page.problems = page.form.problems()
    if page.problems:
        return _page(request, consultant, page)
    return _save(request, consultant, page)


def _save(request: HttpRequest, consultant: Consultant, page: EditPage) -> HttpResponse:
    try:
        saved = content.save(page.form, consultant, seen=page.seen, by=request.user)
    except Changed:
        now = Consultant.objects.select_related("account").get(pk=consultant.pk)
        stored = ProfileForm(content.values_of(now, page.form.reference), page.form.reference)
        page.theirs, page.seen = changed_since(page.opened, stored), seen_mark(now)
        if not page.theirs:  # only something that is not in the form, such as a confirmation
            return _save(request, now, page)
        page.opened = digests(stored)
        page.problem = _(
            "This profile was changed in another window, or by a curator, while you wrote. Nothing is stored yet."
        )
        return _page(request, now, page, status=409)
    if consultant.state == State.PUBLISHED and saved.state != State.PUBLISHED:
        messages.warning(request, _("Saved. The curators look at your name and nationalities again; until then nobody "
                                    "else sees the profile."))  # fmt: skip
    else:
        messages.success(request, _("Saved. Your profile says now that it was correct today."))
    return redirect("profile:mine")


def _page(request: HttpRequest, consultant: Consultant, page: EditPage, status: int = 200) -> HttpResponse:
    context = {"consultant": consultant, "page": page}
    return render(request, "roster/own/edit.html", context, status=status)
