"""What only shows when all rows of a sheet are seen together."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.core.sheets import Problem
from tad.imports.draft import Draft
from tad.models import Activity


def check_across(drafts: list[Draft]) -> None:
    _check_once("id", ((draft.key, draft) for draft in drafts if draft.key))
    _check_once("ref", ((draft.ref, draft) for draft in drafts if draft.ref and not draft.is_known))
    _check_circles([draft for draft in drafts if draft.activity and draft.values.get("parent_id")])


def _check_once(column: str, named: Iterable[tuple[str, Draft]]) -> None:
    first: dict[str, int] = {}
    for name, draft in named:
        if name in first:
            text = _("“%(name)s” is in row %(row)d, too.") % {"name": name, "row": first[name]}
            draft.problems.append(Problem(draft.number, column, text))
        first.setdefault(name, draft.number)


def _check_circles(moved: list[Draft]) -> None:
    """What an activity is part of must not be part of it, by way of the other rows either."""
    above = _ancestry({draft.values["parent_id"] for draft in moved})
    above |= {draft.activity.pk: draft.values["parent_id"] for draft in moved}
    for draft in moved:
        seen, place = set(), draft.values["parent_id"]
        while place is not None and place not in seen and place != draft.activity.pk:
            seen.add(place)
            place = above.get(place)
        if place == draft.activity.pk:
            text = _("That activity is itself part of this one.")
            draft.problems.append(Problem(draft.number, "parent", text))


def _ancestry(wanted: set[int]) -> dict[int, int | None]:
    """{activity: what it is part of} for these and all above them; one query a level."""
    above: dict[int, int | None] = {}
    while wanted := {each for each in wanted if each is not None} - above.keys():
        above |= dict(Activity.objects.filter(pk__in=wanted).values_list("pk", "parent_id"))
        wanted = {above[each] for each in wanted}
    return above
