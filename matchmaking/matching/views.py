"""``/matchmaking/matches/``: for the parties of a match and the curators; to everybody else it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from matchmaking.following.looks import look
from matchmaking.matching import documents
from matchmaking.matching.forms import MoveForm
from matchmaking.matching.moves import MOVES, Move
from matchmaking.matching.page import MatchPage
from matchmaking.matching.parts import Part, part_of
from matchmaking.models import Match, MatchDocument
from matchmaking.own.access import READABLE, WRITABLE, for_people
from portal.core import acting, mail
from portal.core.curation import MoveRefused
from portal.core.forms import is_forged, old_page
from portal.core.pagination import paginated
from portal.core.private import kept_private
from portal.core.submitting.content import NotAccepted
from portal.core.submitting.documents import download, skipped
from portal.core.submitting.uploads import Limited

PAGE = 50
RELATED = ("need__owner", "offer__owner", "seeker", "provider", "next_step_owner", "facilitator",
           "seeker_agreed_by", "provider_agreed_by")  # fmt: skip


def for_match(*methods: str) -> Callable:
    """A view of ``(request, match, part, …)``; 404 to whom the match is none of their business."""

    def decorate(view: Callable) -> Callable:
        @for_people(*methods)
        @wraps(view)
        def found(request: HttpRequest, ref: str, **kwargs) -> HttpResponse:
            matches = Match.objects.visible_to(request.user).select_related(*RELATED)
            match = get_object_or_404(matches.prefetch_related("parties__organisation"), ref=ref.upper())
            current = acting.of(request).current
            part = part_of(request.user, match, current and current.organisation)
            if part is None:  # left the organisation this very moment
                raise Http404
            return kept_private(view(request, match, part, **kwargs))

        return found

    return decorate


@for_people(*READABLE)
def match_list(request: HttpRequest) -> HttpResponse:
    """Of the organisation somebody acts for; to a curator who acts for none, all of them."""
    current = acting.of(request).current
    found = Match.objects.visible_to(request.user)
    if current:
        found = found.of([current.organisation.pk])
    found = found.select_related("need", "offer", "seeker", "provider", "next_step_owner")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "matches": page, "organisation": current and current.organisation,
        "pagination": paginated(page.number, page.paginator.num_pages, lambda number: f"?page={number}"),
    }  # fmt: skip
    return render(request, "matchmaking/matching/matches.html", context)


@for_match(*READABLE)
def match_page(request: HttpRequest, match: Match, part: Part) -> HttpResponse:
    response = _page(request, match, part)
    if part.membership and request.method == "GET":
        look(match, part.membership)
    return response


@for_match(*WRITABLE)
def move(request: HttpRequest, match: Match, part: Part, name: str) -> HttpResponse:
    """One move: its form, or only its button, which the page of the match has, too."""
    if name not in MOVES:
        raise Http404
    chosen = MOVES[name]
    if not chosen.may(part):
        raise PermissionDenied
    if request.method != "POST" and not chosen.is_open(match, part):
        messages.info(request, _now(match))
        return redirect(match)
    form = chosen.form(request.POST if request.method == "POST" else None, match=match, part=part)
    if request.method == "POST" and form.is_valid():
        try:
            form.do(match, **_act(request, part))
        except MoveRefused as refusal:
            return _refused(request, match, part, chosen, form, refusal)
        messages.success(request, form.done % {"now": _now(match)})
        return redirect(f"{match.get_absolute_url()}{form.back_to}")
    return _form(request, match, chosen, form)


def _refused(
    request: HttpRequest, match: Match, part: Part, chosen: Move, form: MoveForm, refusal: MoveRefused
) -> HttpResponse:
    """What was typed stays in its boxes; where nothing was, the match is shown as it is now, with the reason."""
    match.refresh_from_db()
    if not form.visible_fields():
        return _page(request, match, part, problem=" ".join(refusal.messages), status=409)
    form.add_error(None, refusal)
    return _form(request, match, chosen, form, theirs=form.theirs(refusal.code), status=409)


def _form(request: HttpRequest, match: Match, chosen: Move, form: MoveForm, theirs=None, status=200) -> HttpResponse:
    context = {"match": match, "move": chosen, "form": form, "theirs": theirs, "organisation": form.part.organisation}
    return render(request, "matchmaking/matching/move.html", context, status=status)


def _page(request: HttpRequest, match: Match, part: Part, problem: str = "", status: int = 200) -> HttpResponse:
    context = {"page": MatchPage(request, match, part), "match": match, "problem": problem}
    return render(request, "matchmaking/matching/match.html", context, status=status)


# --- Documents --------------------------------------------------------------------------------------------------------
@csrf_exempt  # checked by is_forged(): the files are measured while they stream, before anything else reads them
def add_documents(request: HttpRequest, ref: str) -> HttpResponse:
    request.upload_handlers = [Limited(request, MatchDocument)]
    return _add_documents(request, ref=ref)


@for_match(*WRITABLE)
def _add_documents(request: HttpRequest, match: Match, part: Part) -> HttpResponse:
    if not part.may_write:
        raise PermissionDenied
    context = {"match": match, "organisation": part.organisation, "takes": MatchDocument}
    if request.method != "POST":
        return render(request, "matchmaking/matching/documents.html", context)
    [limits] = request.upload_handlers
    files, problems = request.FILES.getlist("documents"), []
    if is_forged(request):
        context["problems"] = [old_page()]
        return render(request, "matchmaking/matching/documents.html", context, status=403)
    for file in files:
        try:
            documents.add(match, file, limits=limits, **_act(request, part))
        except (NotAccepted, MoveRefused) as reason:
            said = " ".join(reason.messages) if isinstance(reason, MoveRefused) else str(reason)
            problems.append(_("“%(file)s”: %(reason)s") % {"file": file.name, "reason": said})
    problems += skipped(limits)
    if not files and not problems:
        problems.append(_("Choose a file first."))
    if problems:
        return render(request, "matchmaking/matching/documents.html", context | {"problems": problems}, status=422)
    messages.success(request, _("Added."))
    return redirect(f"{match.get_absolute_url()}#documents")


@for_match(*READABLE)
def document(request: HttpRequest, match: Match, part: Part, pk: int) -> HttpResponse:
    return download(get_object_or_404(match.documents, pk=pk))


@for_match("POST")
def remove_document(request: HttpRequest, match: Match, part: Part, pk: int) -> HttpResponse:
    found = match.documents.filter(pk=pk).first()
    if found:
        documents.remove(found, **_act(request, part))
    messages.success(request, _("Removed."))
    return redirect(f"{match.get_absolute_url()}#documents")


def _act(request: HttpRequest, part: Part) -> dict:
    return {"by": request.user, "acting_for": part.organisation, "site": mail.origin(request)}


def _now(match: Match) -> str:
    return _("%(ref)s: “%(state)s”.") % {"ref": match.ref, "state": match.get_state_display()}
