"""What its writer may change: all until it is sent; then what curators ask for, and what belongs to that."""

from __future__ import annotations

from portal.core.lined_forms import StepForm
from portal.core.models import Submitted

DOCUMENTS = "documents"  # named in ``asked`` after the step that takes them: "reuse.documents"


def closed_parts(submission: Submitted, step: str, form: StepForm) -> set[str]:
    """The fields and lists of a step, and "documents", that stay as they are. ``form`` holds what is stored."""
    everything = {*form.asked, DOCUMENTS}
    if submission.state != submission.State.CHANGES_REQUESTED or not submission.asked or step in submission.asked:
        return set()
    named = {name for each in submission.asked for where, _dot, name in [each.partition(".")] if where == step}
    together = {name for group in submission.TOGETHER.get(step, ()) if named.intersection(group) for name in group}
    return everything - named - together - _wrong(form)


def _wrong(form: StepForm) -> set[str]:
    """What would stand in the way of sending it again, though nobody asked for it: a term that is no longer offered."""
    form.problems()
    lists = {name for name, each in form.line_lists.items() if each.problem or any(line.errors for line in each.forms)}
    wrong = lists.union(form.errors)
    form.show_unjudged()
    return wrong


def kept_closed(values: dict, stored: dict, closed: set[str]) -> dict:
    """What was typed, with what is stored in place of what may not be changed."""
    return {name: stored.get(name, type(value)()) if name in closed else value for name, value in values.items()}


def typed_into(values: dict, stored: dict, closed: set[str]) -> bool:
    """Whether something was typed where nothing may be changed: on a page that was opened before."""
    return any(values.get(name) and values[name] != stored.get(name) for name in closed)
