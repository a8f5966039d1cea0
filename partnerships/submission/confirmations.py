"""Partners confirm what is told of them: asked by a curator or when the record appears, answered on a private page.

How many were asked and how many confirmed stands on the record, written in the transaction of each answer. An objection
takes the submission, or the published record, back to review. Every step locks the submission first, then the rest.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from partnerships.models import Initiative
from partnerships.submission import moves, notices, partner_mails, steps
from partnerships.submission.models import Confirmation, Submission, new_token
from portal.core import curation, reference
from portal.core.curation import MoveRefused
from portal.core.models import State as Published
from portal.core.models import User
from portal.core.rate_limit import mailbox

State, Answer = Submission.State, Confirmation.Answer
ANSWER_WITHIN = timedelta(days=60)  # after that a new link is mailed on request
REMIND_AFTER = timedelta(days=14)
UNDECIDED = frozenset({State.IN_REVIEW, State.CHANGES_REQUESTED, State.PARTNERS_CONFIRMING})
ON_THE_RECORD = frozenset({Published.PUBLISHED, Published.IN_REVIEW})


# --- Asking -----------------------------------------------------------------------------------------------------------
def ask_partners(submission: Submission, *, by: User, site: str) -> None:
    """A curator's move: the submission waits for the partners it names. Raises MoveRefused, also if it names none."""
    with transaction.atomic():
        moves.ask_partners(submission, by=by)
        ask(submission, site=site)
        if not submission.confirmations.exclude(email="").exists():
            message = _("The submission names no partner who could confirm it. Ask the submitter for one.")
            raise MoveRefused(message, code="partners")


def ask(submission: Submission, *, site: str) -> None:
    """Mail a link to each partner named who has not yet been asked about what the submission says now."""
    with transaction.atomic(), pghistory.context(move="ask partners"):
        locked = Submission.objects.select_for_update().get(pk=submission.pk)
        partners, changed_at = _named(locked), _changed_at(locked)
        known = {mailbox(each.email): each for each in locked.confirmations.exclude(email="")}
        gone = [each.pk for address, each in known.items() if address not in partners and not each.answer]
        Confirmation.objects.filter(pk__in=gone).delete()
        for address, partner in partners.items():
            asked = known.get(address)
            if asked is None:
                asked = Confirmation.objects.create(submission=locked, **partner)
            elif (asked.answered_at or asked.asked_at) < changed_at:  # another text: it is asked about anew
                _link_anew(asked, answer="", text="", answered_at=None)
            else:
                continue
            partner_mails.asked(asked, site=site)
        _count(locked)


def _named(submission: Submission) -> dict[str, dict]:
    """``{mailbox: name, organisation, email}``. Nobody confirms what he wrote himself."""
    [form] = submission.filled(reference.current(), ["consent"]).values()
    found: dict[str, dict] = {}
    for line in form.answers["partners"]:
        found.setdefault(mailbox(line["email"]), line)
    found.pop(mailbox(submission.email), None)
    return found


def _changed_at(submission: Submission) -> datetime:
    """When what partners see was last saved."""
    saved = [parse_datetime(each["at"]) for name, each in submission.versions.items() if name in steps.PUBLIC]
    return max([submission.created_at, *saved])


def _link_anew(asked: Confirmation, **values) -> None:
    """Another address; the old one ends."""
    for name, value in {"token": new_token(), "asked_at": timezone.now(), "reminded_at": None, **values}.items():
        setattr(asked, name, value)
    asked.save()


def link_again(asked: Confirmation, *, site: str) -> None:
    """The partner asks for the link once more, because the old one is too old."""
    with transaction.atomic():
        _link_anew(asked)
        partner_mails.asked(asked, site=site)


def remind() -> int:
    """Once, those who have not answered for two weeks; how many. A portal that does not know its own address cannot."""
    if not settings.SITE_URL:
        return 0
    waiting = Confirmation.objects.filter(
        answer="", reminded_at=None, asked_at__lt=timezone.now() - REMIND_AFTER
    ).exclude(email="")
    return sum(_remind(pk) for pk in waiting.values_list("pk", flat=True))


def _remind(pk: int) -> bool:
    with transaction.atomic(), pghistory.context(move="remind partner"):
        asked = Confirmation.objects.select_for_update(skip_locked=True).filter(pk=pk, answer="").first()
        if asked is None or asked.reminded_at or not is_open(asked):
            return False
        asked.reminded_at = timezone.now()
        asked.save(update_fields=["reminded_at"])
        partner_mails.reminded(asked, site=settings.SITE_URL)
    return True


# --- Answering --------------------------------------------------------------------------------------------------------
def is_open(asked: Confirmation) -> bool:
    """Whether it can be answered still, or answered otherwise: until curators have decided for good."""
    submission = asked.submission
    if not asked.email or is_too_old(asked):
        return False
    made = submission.initiative
    return submission.state in UNDECIDED or bool(made and made.state in ON_THE_RECORD)


def is_too_old(asked: Confirmation) -> bool:
    return asked.asked_at < timezone.now() - ANSWER_WITHIN


def answer(asked: Confirmation, given: str, *, text: str = "", site: str) -> None:
    """Write the answer down, count, and tell the curators what they need to know. Raises MoveRefused.

    The same answer a second time changes nothing.
    """
    text = "" if given == Answer.CONFIRMED else text.strip()
    if given != Answer.CONFIRMED and not text:
        raise MoveRefused(_("Say what is wrong: the curators can do nothing without it."), code="reason")
    with transaction.atomic(), pghistory.context(move="partner answers"):
        submission = Submission.objects.select_for_update().get(pk=asked.submission_id)
        locked = Confirmation.objects.select_for_update().get(pk=asked.pk)
        if not is_open(locked):
            raise MoveRefused(_("The curators have decided meanwhile, or the link is too old."), code="closed")
        if (locked.answer, locked.text) == (given, text):
            return
        locked.answer, locked.text, locked.answered_at = given, text, timezone.now()
        locked.save(update_fields=["answer", "text", "answered_at"])
        _count(submission)
        if given == Answer.OBJECTED:
            _back_to_review(submission, text)
        _tell(submission, locked, site)


def _count(submission: Submission) -> None:
    """On the record, where lists and pages read it."""
    if submission.initiative_id is None:
        return
    answers = list(submission.confirmations.values_list("answer", flat=True))
    counted = {"partners_asked": len(answers), "partners_confirmed": answers.count(Answer.CONFIRMED)}
    record = Initiative.objects.filter(pk=submission.initiative_id).exclude(**counted)
    record.update(**counted, updated_at=timezone.now())


def _back_to_review(submission: Submission, text: str) -> None:
    """Before it is accepted the submission, afterwards the record: not public until a curator has decided."""
    if submission.state == State.PARTNERS_CONFIRMING:
        moves.take_back_to_review(submission, by=None)
    elif submission.initiative and submission.initiative.state == Published.PUBLISHED:
        with translation.override(settings.LANGUAGE_CODE):
            reason = _("A partner objects: %(text)s") % {"text": text}
        curation.question(submission.initiative, by=None, reason=reason)


def _tell(submission: Submission, answered: Confirmation, site: str) -> None:
    news = {Answer.CORRECTED: notices.News.CORRECTION, Answer.OBJECTED: notices.News.OBJECTION}.get(answered.answer)
    if news is None and not submission.confirmations.filter(answer="").exists():
        news = notices.News.ANSWERED
    if news:
        notices.waiting(submission, news, site=site, since=answered.answered_at)
