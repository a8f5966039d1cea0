"""What the page of a step shows, and the progress list on every private page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.core.answers import Shown, answers
from portal.core.curation import MoveRefused
from portal.core.dates import day_text, labelled_text
from portal.core.lined_forms import Problem, StepForm
from portal.core.models import KeptBeside, Submitted
from portal.core.reference import Reference
from portal.core.submitting import drafts
from portal.core.submitting.documents import endings
from portal.core.submitting.openness import DOCUMENTS, closed_parts
from portal.core.submitting.shown import shown_documents


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


class Steps:
    """All steps with what is stored, judged once."""

    def __init__(self, submission: Submitted, reference: Reference, current: str = ""):
        self.submission, self.current = submission, current
        self.forms = submission.filled(reference)
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
            url = self.submission.url("step", name) + ("?check" if state == "problems" else "")
            yield StepLink(number, name, str(form.heading), url, state, words[state], name == self.current)

    @property
    def missing(self) -> list[tuple[str, Problem]]:
        """What stands in the way of sending, with the page to go to."""
        return [
            (f"{url}?check#{problem.anchor}", problem)
            for name, form in self.forms.items()
            for url in [self.submission.url("step", name)]
            for problem in form.found
            if name in self.submission.NEEDED or not problem.is_missing
        ]


MOST_PROBLEMS = 5  # said to the curator; the submission's page shows all of them


def complete_answers(submission: Submitted, reference: Reference) -> dict[str, dict]:
    """Of each step, for making a record of them. Raises MoveRefused: what was judged when it was sent may have changed
    since, because a term of a vocabulary can go."""
    answered = Steps(submission, reference)
    if problems := [labelled_text(each.label, each.message) for _url, each in answered.missing]:
        message = _("No record can be made of it. Ask for changes: %(problems)s")
        raise MoveRefused(message % {"problems": " ".join(problems[:MOST_PROBLEMS])}, code="missing")
    return {name: form.answers for name, form in answered.forms.items()}


class StepPage:
    def __init__(
        self, submission: Submitted, name: str, reference: Reference, *, values: dict | None = None,
        grown: QueryDict | None = None, refused: list[str] | None = None, problem: str = "",
    ):  # fmt: skip
        self.submission, self.name = submission, name
        self.steps = Steps(submission, reference, current=name)
        stored = submission.data.get(name, {})
        step = submission.STEPS[name]
        self.form = step(_with_lines(step, values or stored, grown), reference)
        self.closed = closed_parts(submission, name, self.steps.forms[name])
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
        number = list(self.submission.STEPS).index(self.name) + 1
        return _("Step %(number)d of %(all)d") % {"number": number, "all": len(self.submission.STEPS)}

    @property
    def next_url(self) -> str:
        names = list(self.submission.STEPS)
        place = names.index(self.name) + 1
        if self.submission.state == self.submission.State.CHANGES_REQUESTED or place == len(names):
            return self.submission.url("review")
        return self.submission.url("step", names[place])

    @property
    def review_url(self) -> str:
        return self.submission.url("review")

    @property
    def can_send(self) -> bool:
        return not self.steps.missing

    @property
    def parts(self) -> list[tuple]:
        """Boxes and lists that may be changed, each with whether the curators ask for it."""
        asked = {each.partition(".")[2] for each in self.submission.asked if each.startswith(f"{self.name}.")}
        return [(part, part.name in asked) for part in self.form.parts if part.name not in self.closed]

    @property
    def still(self) -> list[Shown]:
        """What was answered and stays as it is."""
        return answers(self.steps.forms[self.name], only=self.closed)

    @property
    def is_open(self) -> bool:
        return bool(self.parts) or self.takes_documents

    @property
    def takes_documents(self) -> bool:
        return self.name == self.submission.DOCUMENTS_IN and DOCUMENTS not in self.closed

    @property
    def is_email_fixed(self) -> bool:
        return self.name == self.submission.EMAIL_IN and self.submission.submitted_at is not None

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What the curator asked for on this step: anchor and label."""
        return asked_for(self.submission, self.steps.forms, only=self.name)

    def first_box(self, name: str, place: int) -> str:
        return f"id_{name}-{place}-{next(iter(self.form.lines[name].form.base_fields))}"

    @cached_property
    def documents(self) -> list[dict]:
        return shown_documents(self.submission)

    @property
    def accepted(self) -> str:
        """Endings of files, for the browser's chooser."""
        return ",".join(f".{each}" for each in endings(self.submission.documents.model))

    @property
    def takes_several(self) -> bool:
        return self.submission.documents.model.MOST > 1

    @property
    def documents_label(self) -> str:
        return str(self.submission.documents.model.LABEL)

    @property
    def documents_hint(self) -> str:
        return str(self.submission.documents.model.HINT)

    @property
    def room_for_documents(self) -> int:
        return self.submission.documents.model.MOST - len(self.documents)

    @cached_property
    def kept(self) -> list[dict]:
        """Texts from other windows, each with the answers in which it differs from what is stored."""
        stored = {each.label: each.lines for each in answers(self.steps.forms[self.name])}
        return [self._kept(each, stored) for each in self.submission.kept_texts.filter(step=self.name).order_by("pk")]

    def _kept(self, kept: KeptBeside, stored: dict[str, list[str]]) -> dict:
        typed = answers(self.submission.STEPS[self.name](kept.values, self.reference), blank=True)
        differing = [each for each in typed if each.lines != stored.get(each.label, [])]
        return {"pk": kept.pk, "when": now_text(kept.kept_at), "answers": differing}


def _with_lines(step: type[StepForm], values: Mapping, grown: QueryDict | None) -> dict:
    """Blank lines added by "Add another": the address says how many the page shows."""
    found = dict(values)
    for each, spec in step.lines.items():
        wanted = (grown or {}).get(each, "")
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 4:
            rows = found.get(each, [])
            found[each] = [*rows, *({} for _blank in range(min(int(wanted), spec.most) - len(rows)))]
    return found


def asked_for(submission: Submitted, forms: Mapping[str, StepForm], only: str = "") -> list[tuple[str, str]]:
    found = []
    for each in submission.asked:
        step, _dot, name = each.partition(".")
        form = forms.get(step)
        if form is None or (only and step != only):
            continue
        here = "" if only else submission.url("step", step)
        if name in form.line_lists:
            found.append((f"{here}#list-{name}", str(form.lines[name].legend)))
        elif name in form.fields:
            found.append((f"{here}#{form[name].auto_id}", str(form[name].label)))
        elif name == DOCUMENTS:
            found.append((f"{here}#documents", _("Documents")))
        elif not name:
            found.append((here or "#main", str(form.heading)))
    return found
