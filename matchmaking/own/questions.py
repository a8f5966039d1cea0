"""Questions about a listing: members of other verified organisations ask, its owner answers. Whoever asked may want the
answer for themselves; everything else is read by all who see the listing (QuestionQuerySet.visible_to)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.models import Listing
from matchmaking.models.lines import Question
from matchmaking.own import mails
from portal.core.curation import MoveRefused
from portal.core.models import Membership, Organisation, User

LONGEST = 2000  # letters


def may_ask(membership: Membership | None, listing: Listing) -> bool:
    """Who acts for a verified organisation other than the owner, as long as it is open."""
    if membership is None or not listing.is_open or membership.organisation_id == listing.owner_id:
        return False
    return membership.organisation.state == Organisation.State.VERIFIED


def ask(listing: Listing, *, membership: Membership, text: str, is_public: bool, site: str) -> Question:
    """The same words asked twice are one question. Raises MoveRefused."""
    by = membership.user
    with transaction.atomic():
        now = type(listing).objects.select_for_update(of=["self"]).select_related("owner").get(pk=listing.pk)
        if not may_ask(membership, now):
            raise MoveRefused(_("No questions can be asked here any more."), code="state")
        asked, is_new = now.questions.get_or_create(
            text=text, asked_by=by, asked_for=membership.organisation, defaults={"is_public": is_public}
        )
        if is_new:
            mails.asked(now, asked, site=site)
    return asked


def answer(question: Question, *, listing: Listing, by: User, text: str, site: str) -> None:
    """Whoever asked hears of it. Of two who answer at once the second is told. Raises MoveRefused."""
    with transaction.atomic():
        now = type(question).objects.select_for_update(of=["self"]).get(pk=question.pk)
        if now.answered_at:
            if (now.answer, now.answered_by_id) == (text, by.pk):
                return
            raise MoveRefused(_("Somebody else has answered meanwhile."), code="state")
        now.answer, now.answered_at, now.answered_by = text, timezone.now(), by
        now.save(update_fields=["answer", "answered_at", "answered_by"])
        mails.answered(listing, now, site=site)
