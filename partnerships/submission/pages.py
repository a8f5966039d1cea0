"""What the templates of the form show, worded here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from partnerships.lookalikes import LookAlike, look_alikes
from partnerships.submission import documents, drafts, steps
from partnerships.submission.forms import LineList, Problem, Progress, StepForm
from partnerships.submission.judgement import sketch, verdict
from partnerships.submission.models import Document, KeptText, Submission
from portal.core import classification
from portal.core.dates import day_text, number_text
from portal.core.reference import Reference

State = Submission.State


def now_text(moment: datetime) -> str:
    """ "Saved 12:03"; the day before it unless it is today. UTC: the server does not know the reader's clock."""
    utc = moment.astimezone(timezone.get_default_timezone())
    day = "" if utc.date() == timezone.now().date() else f"{day_text(utc.date())}, "
    return _("Saved %(when)s UTC") % {"when": f"{day}{utc:%H:%M}"}


@dataclass(frozen=True)
class StepLink:
    """A line of the progress list."""

    number: int
    name: str
    heading: str
    url: str
    state: str  # of Progress, or "optional"
    state_text: str
    is_current: bool


@dataclass(frozen=True)
class Shown:
    """An answer in words: one line, or several."""

    label: str
    lines: list[str]


def step_url(submission: Submission, name: str) -> str:
    return reverse("submission:step", args=[submission.ref, submission.token, name])


class Steps:
    """All steps with what is stored, judged once."""

    def __init__(self, submission: Submission, reference: Reference, current: str = ""):
        self.submission, self.current = submission, current
        self.forms = steps.filled(submission.data, reference)
        self.progress = {name: form.progress for name, form in self.forms.items()}

    def __iter__(self):
        words = {
            "done": _("Done"),
            "to_do": _("To do"),
            "problems": _("Please look again"),
            "optional": _("Can wait"),
        }
        for number, (name, form) in enumerate(self.forms.items(), start=1):
            state = self.progress[name].value
            state = "optional" if form.is_optional and form.is_blank else state
            url = step_url(self.submission, name) + ("?check" if state == "problems" else "")
            yield StepLink(number, name, str(form.heading), url, state, words[state], name == self.current)

    @property
    def missing(self) -> list[tuple[str, Problem]]:
        """What stands in the way of sending, with the page to go to."""
        return [
            (f"{step_url(self.submission, name)}?check#{problem.anchor}", problem)
            for name, form in self.forms.items()
            for problem in form.found
            if name in steps.NEEDED or not problem.is_missing
        ]


class StepPage:
    def __init__(
        self, submission: Submission, name: str, reference: Reference, *, values: dict | None = None,
        grown: QueryDict | None = None, refused: list[str] | None = None, problem: str = "",
    ):  # fmt: skip
        self.submission, self.name = submission, name
        self.steps = Steps(submission, reference, current=name)
        stored = submission.data.get(name, {})
        self.form = steps.STEPS[name](_with_lines(name, values or stored, grown), reference)
        self.refused, self.problem = refused or [], problem
        self.problems: list[Problem] = []
        version = drafts.UNSAVED | submission.versions.get(name, {})
        self.number, self.tab = version["number"], uuid4().hex
        self.saved_text = now_text(parse_datetime(version["at"])) if version["at"] else ""
        self.reference = reference

    def judge(self) -> None:
        self.problems = self.form.problems()

    @property
    def title(self) -> str:
        return str(self.form.heading)

    @property
    def place(self) -> str:
        number = list(steps.STEPS).index(self.name) + 1
        return _("Step %(number)d of %(all)d") % {"number": number, "all": len(steps.STEPS)}

    @property
    def next_url(self) -> str:
        names = list(steps.STEPS)
        place = names.index(self.name) + 1
        if self.submission.state == State.CHANGES_REQUESTED or place == len(names):
            return reverse("submission:review", args=[self.submission.ref, self.submission.token])
        return step_url(self.submission, names[place])

    @property
    def review_url(self) -> str:
        return reverse("submission:review", args=[self.submission.ref, self.submission.token])

    @property
    def can_send(self) -> bool:
        return not self.steps.missing

    @property
    def takes_documents(self) -> bool:
        return self.name == "reuse"

    @property
    def is_email_fixed(self) -> bool:
        return self.name == "who" and self.submission.submitted_at is not None

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What the curator asked for on this step: anchor and label."""
        return asked_for(self.submission, self.steps.forms, only=self.name)

    def first_box(self, name: str, place: int) -> str:
        return f"id_{name}-{place}-{next(iter(steps.STEPS[self.name].lines[name].form.base_fields))}"

    @cached_property
    def documents(self) -> list[dict]:
        return shown_documents(self.submission)

    @property
    def room_for_documents(self) -> int:
        return documents.MOST - len(self.documents)

    @cached_property
    def kept(self) -> list[dict]:
        """Texts from other windows, each with the answers in which it differs from what is stored."""
        stored = {each.label: each.lines for each in answers(self.steps.forms[self.name])}
        return [self._kept(each, stored) for each in self.submission.kept_texts.filter(step=self.name).order_by("pk")]

    def _kept(self, kept: KeptText, stored: dict[str, list[str]]) -> dict:
        typed = answers(steps.STEPS[self.name](kept.values, self.reference), blank=True)
        differing = [each for each in typed if each.lines != stored.get(each.label, [])]
        return {"pk": kept.pk, "when": now_text(kept.kept_at), "answers": differing}


def _with_lines(name: str, values: Mapping, grown: QueryDict | None) -> dict:
    """Blank lines added by "Add another": the address says how many the page shows."""
    found = dict(values)
    for each, spec in steps.STEPS[name].lines.items():
        wanted = (grown or {}).get(each, "")
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 4:
            rows = found.get(each, [])
            found[each] = [*rows, *({} for _blank in range(min(int(wanted), spec.most) - len(rows)))]
    return found


def asked_for(submission: Submission, forms: Mapping[str, StepForm], only: str = "") -> list[tuple[str, str]]:
    found = []
    for each in submission.asked:
        step, _dot, name = each.partition(".")
        form = forms.get(step)
        if form is None or (only and step != only):
            continue
        here = "" if only else step_url(submission, step)
        if name in form.line_lists:
            found.append((f"{here}#list-{name}", str(form.lines[name].legend)))
        elif name in form.fields:
            found.append((f"{here}#{form[name].auto_id}", str(form[name].label)))
        elif not name:
            found.append((here or "#main", str(form.heading)))
    return found


def shown_documents(submission: Submission) -> list[dict]:
    return [
        {
            "pk": each.pk,
            "name": each.name,
            "kind": Document.Kind(each.kind).label,
            "size": _size(each.size),
            "url": reverse("submission:document", args=[submission.ref, submission.token, each.pk]),
        }
        for each in submission.documents.all()
    ]


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return _("%(number)s kB") % {"number": number_text(max(1, round(size / 1024)))}
    return _("%(number)s MB") % {"number": number_text(round(size / 1024 / 1024))}


# --- Answers in words -------------------------------------------------------------------------------------------------
def answers(form: StepForm, *, blank: bool = False) -> list[Shown]:
    """What was typed, right or wrong, choices in words; unanswered questions only if asked for."""
    found = []
    for part in form.parts:
        if isinstance(part, LineList):
            rows = (", ".join(filter(None, (_words(box) for box in line))) for line in part.filled)
            found.append(Shown(str(part.spec.legend), list(rows)))
        else:
            words = _words(part)
            found.append(Shown(str(part.label), [words] if words else []))
    return [each for each in found if each.lines or blank]


def _words(box: forms.BoundField) -> str:
    value = box.value()
    if isinstance(box.field, forms.BooleanField):
        return _("Yes") if value else ""
    if isinstance(box.field, forms.ChoiceField):
        chosen = value if isinstance(value, list) else [value]
        labels = dict(box.field.choices)
        return classification.list_in_words([str(labels.get(each, each)) for each in chosen if each], most=100)
    return (value or "").strip()


class ReviewPage:
    is_review = True  # the progress list marks it

    """Before sending: the answers, the kind and why, what looks alike, what is missing."""

    def __init__(self, submission: Submission, reference: Reference):
        self.submission, self.reference = submission, reference
        self.steps = Steps(submission, reference)
        self.problem, self.is_paused = "", False
        self._snapshot = self.steps.forms["snapshot"].answers

    @property
    def can_send(self) -> bool:
        return not self.steps.missing

    @property
    def parts(self) -> list[dict]:
        return [
            {"link": link, "answers": answers(self.steps.forms[link.name]), "documents": self._documents(link.name)}
            for link in self.steps
        ]

    def _documents(self, name: str) -> list[dict]:
        return shown_documents(self.submission) if name == "reuse" else []

    @property
    def consent_url(self) -> str:
        return step_url(self.submission, "consent")

    @cached_property
    def kind(self) -> dict:
        found = verdict(self._snapshot, self.reference)
        return {
            "code": found.kind.value,
            "label": found.kind.label,
            "reason": classification.in_words(found.grounds, self.reference.name_of),
        }

    @cached_property
    def look_alikes(self) -> list[LookAlike]:
        wanted = sketch(self._snapshot)
        return look_alikes([wanted], AnonymousUser())[0] if wanted.title else []


class StatusPage:
    """The private page: where it stands, what is next, the conversation, what was sent."""

    def __init__(self, submission: Submission, reference: Reference, told: Mapping | None = None):
        self.submission = submission
        self.steps = Steps(submission, reference)
        self.told = told or {}
        self.link_problem = self.link_typed = self.message_problem = self.message_typed = ""

    @property
    def heading(self) -> str:
        return {
            State.DRAFT: _("Your draft is saved"),
            State.CONFIRMED: _("Your draft is saved"),
            State.SENT: _("One more thing: confirm your e-mail address"),
            State.IN_REVIEW: _("Your partnership has arrived"),
            State.CHANGES_REQUESTED: _("The curators ask you for something"),
            State.PARTNERS_CONFIRMING: _("Your partners are asked to confirm"),
            State.ACCEPTED: _("Your partnership was accepted"),
            State.REJECTED: _("Your partnership was not accepted"),
            State.DUPLICATE: _("The portal knows this partnership already"),
        }[State(self.submission.state)]

    @property
    def next(self) -> list[str]:
        """What happens next, in order."""
        review = [
            _("A curator reads it, as a rule within ten working days, and compares it with what the portal knows."),
            _("If something is unclear, we ask you by mail and on this page; you can then change your answers."),
            _("If you named partners, we ask them to confirm. Then it is published, and we send you its address."),
        ]
        return {
            State.DRAFT: [
                _("Go on whenever you like, on this or another device: this page’s address is your key. Keep it."),
                _("When the first two steps are done you can send it."),
            ],
            State.CONFIRMED: [
                _("Your e-mail address is confirmed. When the first two steps are done you can send it.")
            ],
            State.SENT: [
                _("Open the mail we sent to %(email)s and press the button in it. Nobody reads it before that.")
                % {"email": self.submission.email},
                *review,
            ],
            State.IN_REVIEW: review,
            State.CHANGES_REQUESTED: [
                _("Change the answers asked for, then send it again from the page “Check and send”."),
            ],
            State.PARTNERS_CONFIRMING: [_("We wait for the partners you named. You need not do anything.")],
            State.ACCEPTED: [_("Thank you. If something in it changes, report it on the record’s own page.")],
            State.REJECTED: [
                _("The reason is below. If you think it rests on a misunderstanding, answer the curators here."),
            ],
            State.DUPLICATE: [_("What you know and the record does not say: report it on the record’s own page.")],
        }[State(self.submission.state)]

    @property
    def is_to_confirm(self) -> bool:
        return bool(self.submission.email) and self.submission.email_confirmed_at is None

    @property
    def asked(self) -> list[tuple[str, str]]:
        return asked_for(self.submission, self.steps.forms)

    @cached_property
    def parts(self) -> list[dict]:
        found = [{"heading": link.heading, "answers": answers(self.steps.forms[link.name])} for link in self.steps]
        return [each for each in found if each["answers"]]

    @cached_property
    def messages(self) -> list:
        return list(self.submission.messages.select_related("by"))

    @cached_property
    def documents(self) -> list[dict]:
        return shown_documents(self.submission)

    @property
    def continue_url(self) -> str:
        """The first step that is not done."""
        unfinished = (link.url for link in self.steps if link.state in {"to_do", "problems"})
        return next(unfinished, self.review_url)

    @property
    def review_url(self) -> str:
        return reverse("submission:review", args=[self.submission.ref, self.submission.token])

    @property
    def can_talk(self) -> bool:
        return self.submission.submitted_at is not None and self.submission.email_confirmed_at is not None

    @property
    def is_done(self) -> dict[str, bool]:
        return {name: progress is Progress.DONE for name, progress in self.steps.progress.items()}
