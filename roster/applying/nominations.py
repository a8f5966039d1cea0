"""An organisation nominates somebody; nothing comes of it before that person says yes.

    open → accepted, declined, forgotten

Only members who write for a verified organisation nominate. Whatever the answer is, what the nominator typed is erased
with it; a yes carries it into the form that the nominee fills in. Who wants no more nominations is asked by nobody.
"""

from __future__ import annotations

from datetime import timedelta

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.memberships import EDITING, membership_of
from portal.core.models import Organisation, User
from portal.core.reference import Reference
from portal.core.submitting import drafts, mails, moves
from roster.applying import nomination_mails
from roster.models import Application, Nomination, Unwilling
from roster.models.nomination import digest_of

MOST_OPEN = 30  # of one organisation, at the same time
State = Nomination.State


def nominate(
    organisation: Organisation, *, by: User, name: str, email: str, why: str, topics: list[str], site: str
) -> Nomination:
    """Ask whoever reads the mailbox, by mail. Raises MoveRefused; PermissionDenied to who may not."""
    validate_email(email)
    with transaction.atomic(), pghistory.context(user=by.pk, move="nominate"):
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        _check_standing(organisation, by)
        digest = digest_of(email)
        _refuse_needless(organisation, digest)
        # Who never wants to be asked gets no mail, and nobody learns that from here: the nominator sees one that is not
        # answered, of which nothing else is kept.
        is_unwilling = Unwilling.objects.filter(digest=digest).exists()
        said = {} if is_unwilling else {"email": email, "why": why, "topics": topics}
        nomination = Nomination.objects.create(
            organisation=organisation, created_by=by, name=name, digest=digest, language=get_language() or "en", **said
        )
        if not is_unwilling:
            nomination_mails.asked(nomination, site=site)
    return nomination


def _check_standing(organisation: Organisation, by: User) -> None:
    membership = membership_of(by, organisation)
    if membership is None or membership.role not in EDITING:
        raise PermissionDenied
    state = Organisation.objects.values_list("state", flat=True).get(pk=organisation.pk)
    if state != Organisation.State.VERIFIED:
        raise MoveRefused(_("This can be done once our curators have verified the organisation."), code="pending")


def _refuse_needless(organisation: Organisation, digest: str) -> None:
    """By its own nominations alone: whom others nominate is not its business."""
    waiting = Nomination.objects.filter(state=State.OPEN, organisation=organisation)
    if waiting.filter(digest=digest).exists():
        raise MoveRefused(_("This person is asked already, and has not answered yet."), code="open")
    if waiting.count() >= MOST_OPEN:
        raise MoveRefused(_("Many nominations wait for an answer. Please wait for some first."), code="many")


def accept(nomination: Nomination, *, reference: Reference, site: str) -> Application:
    """Say yes: a form is opened with what was said filled in, the same one if pressed twice. Raises MoveRefused."""
    with transaction.atomic(), pghistory.context(move="accept nomination"):
        locked = _lock(nomination)
        if locked.state == State.ACCEPTED and locked.application:
            return locked.application
        _check_open(locked)
        application = moves.start(Application, key=locked.token, language=locked.language)
        window = drafts.Window(tab="nomination", number=0, sequence=0)
        drafts.save(application, "who", {"name": locked.name, "email": locked.email}, window, reference)
        if locked.topics:
            lines = [{"topic": code, "level": "", "years": ""} for code in locked.topics]
            drafts.save(application, "know", {"expertise": lines}, window, reference)
        moves.confirm_email(application, email=application.email)  # the link was mailed there
        Nomination.objects.filter(pk=locked.pk).update(application=application)
        mails.link(application, site=site)
        _close(locked, State.ACCEPTED)
    return application


def decline(nomination: Nomination, *, never: bool = False) -> None:
    """Say no, signed in or not; with ``never`` nobody can nominate the mailbox again. Twice is once."""
    with transaction.atomic(), pghistory.context(move="decline nomination"):
        locked = _lock(nomination)
        if never:
            Unwilling.objects.get_or_create(digest=locked.digest)
        if locked.state == State.OPEN:
            _close(locked, State.DECLINED)


def forget_unanswered() -> int:
    before = timezone.now() - timedelta(days=settings.KEEP_NOMINATION_DAYS)
    forgotten = 0
    for nomination in Nomination.objects.filter(state=State.OPEN, created_at__lt=before):
        with transaction.atomic(), pghistory.context(move="clean up"):
            locked = _lock(nomination)
            if locked.state == State.OPEN:
                _close(locked, State.FORGOTTEN)
                forgotten += 1
    return forgotten


def _lock(nomination: Nomination) -> Nomination:
    return Nomination.objects.select_for_update(of=["self"]).select_related("application").get(pk=nomination.pk)


def _check_open(nomination: Nomination) -> None:
    if nomination.state != State.OPEN:
        message = _("This was answered before: “%(state)s”.") % {"state": nomination.get_state_display()}
        raise MoveRefused(message, code="state")


def _close(nomination: Nomination, state: str) -> None:
    """With the answer goes what was typed about the person."""
    Nomination.objects.filter(pk=nomination.pk).update(
        state=state, answered_at=timezone.now(), name="", email="", why="", topics=[]
    )
    nomination.state = state
