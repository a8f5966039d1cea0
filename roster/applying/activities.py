"""Activities of the technical-assistance database that somebody says to have worked on, by reference or by title.

The room of activities is known by its model's name only: rooms do not open into one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.core.dates import clauses_text
from roster.models.particulars import Assignment

MOST = 5  # titles offered for one that was typed


@dataclass(frozen=True)
class Resolved:
    pk: int | None = None
    problem: str = ""  # why it is not clear which is meant


def resolve(named: Sequence[str]) -> list[Resolved | None]:
    """What each of these names, among what everybody may see; None for an empty one. Three queries at most."""
    public = Assignment._meta.get_field("activity").related_model.objects.visible_to(AnonymousUser())
    words = [each.strip() for each in named]
    refs = {each.upper() for each in words if each}
    found = dict(public.filter(ref__in=refs).values_list("ref", "pk")) if refs else {}
    titles = _by_title(public, [each for each in words if each and each.upper() not in found])
    return [
        Resolved(found[each.upper()]) if each.upper() in found else titles[each] if each else None for each in words
    ]


def _by_title(public: QuerySet, titles: list[str]) -> dict[str, Resolved]:
    """The one that has exactly this title; else a sentence with those in whose titles the words stand."""
    if not titles:
        return {}
    rows = public.model._meta.get_field("search").related_model._meta
    with connection.cursor() as cursor:
        cursor.execute(_NEAR.format(rows=rows.db_table, pk=rows.pk.column), [titles, MOST])
        near = cursor.fetchall()
    shown = public.only("ref", "title").in_bulk({pk for _place, pk in near})
    alike = [[shown[pk] for number, pk in near if number == place and pk in shown] for place in range(len(titles))]
    return {title: _chosen(title, some) for title, some in zip(titles, alike, strict=True)}


_NEAR = """
    SELECT typed.number - 1, near.id FROM unnest(%s::text[]) WITH ORDINALITY AS typed (title, number),
    LATERAL (SELECT core_sort_key(typed.title) AS words OFFSET 0) AS wanted,
    LATERAL (
        SELECT {pk} AS id, word_similarity(words, title_key) AS likeness FROM {rows} WHERE words <%% title_key
        ORDER BY likeness DESC, {pk} LIMIT %s
    ) AS near
    ORDER BY 1, near.likeness DESC, near.id"""


def _chosen(title: str, alike: list) -> Resolved:
    same = [each for each in alike if each.title.casefold() == title.casefold()]
    if len(same) == 1:
        return Resolved(same[0].pk)
    if not alike:
        return Resolved(problem=_("No activity has this reference or title. Leave it empty and say what it was."))
    several = clauses_text(f"{each.ref} “{each.title}”" for each in alike)
    return Resolved(problem=_("Write the reference of the one you mean: %(several)s.") % {"several": several})
