"""What is part of what, when all rows of a sheet are seen together."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.imports.draft import Draft
from portal.core.sheets import Problem
from tad.models import Activity


def check_circles(drafts: list[Draft]) -> None:
    """What an activity is part of must not be part of it, by way of the other rows either."""
    moved = [draft for draft in drafts if draft.record and draft.values.get("parent_id")]
    above = _ancestry({draft.values["parent_id"] for draft in moved})
    above |= {draft.record.pk: draft.values["parent_id"] for draft in moved}
    for draft in moved:
        seen, place = set(), draft.values["parent_id"]
        while place is not None and place not in seen and place != draft.record.pk:
            seen.add(place)
            place = above.get(place)
        if place == draft.record.pk:
            text = _("That activity is itself part of this one.")
            draft.problems.append(Problem(draft.number, "parent", text))


def _ancestry(wanted: set[int]) -> dict[int, int | None]:
    """{activity: what it is part of} for these and all above them; one query a level."""
    above: dict[int, int | None] = {}
    while wanted := {each for each in wanted if each is not None} - above.keys():
        above |= dict(Activity.objects.filter(pk__in=wanted).values_list("pk", "parent_id"))
        wanted = {above[each] for each in wanted}
    return above
