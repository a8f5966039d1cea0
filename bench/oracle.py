"""The same counts as the bitmaps', in plain SQL: slow, and too simple to be wrong in the same way."""

from __future__ import annotations

from django.db import connection

from portal.core.facets import VALUE_BITS, Facet, code, value_of
from portal.core.filters import FIRST_YEAR, LAST_YEAR, FacetSpec
from portal.core.search import QUESTION

TABLE = "tad_activitysearch"
PUBLIC = code(Facet.PUBLIC, 0)


def counts(chosen: dict, specs: list[FacetSpec], facets: list[int]) -> dict[int, dict[int, int]]:
    """``{facet: {value: records}}``, each facet without its own conditions; under 0 the number of all hits."""
    conditions = _conditions(chosen, specs)
    whole = _by_code([each for _facet, each in conditions])
    found = {0: {0: whole.pop(PUBLIC, 0)}}
    narrowed = {facet for facet, _condition in conditions}
    for facet in facets:
        if facet:
            rows = _by_code([each for other, each in conditions if other != facet]) if facet in narrowed else whole
            found[facet] = {value_of(each): count for each, count in rows.items() if each >> VALUE_BITS == facet}
    return found


def _by_code(conditions: list[tuple[str, list]]) -> dict[int, int]:
    where = " AND ".join(["codes @> ARRAY[%s]", *(sql for sql, _parameters in conditions)])
    parameters = [PUBLIC, *(each for _sql, parameters in conditions for each in parameters)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT code, count(*) FROM {TABLE}, unnest(codes) AS code "  # noqa: S608 -- constants
            f"WHERE {where} GROUP BY code",
            parameters,
        )
        return dict(cursor.fetchall())


def _conditions(chosen: dict, specs: list[FacetSpec]) -> list[tuple[int, tuple[str, list]]]:
    """Each condition with the facet that is counted without it."""
    found = []
    for spec in specs:
        if values := chosen.get(spec.name):
            found.append((spec.facet, ("codes && %s", [list(values)])))
        if values := chosen.get(f"not_{spec.name}"):
            found.append((0, ("NOT codes && %s", [list(values)])))
    if "year_min" in chosen or "year_max" in chosen:
        years = range(int(chosen.get("year_min", FIRST_YEAR)), int(chosen.get("year_max", LAST_YEAR)) + 1)
        found.append((Facet.YEAR, ("codes && %s", [[code(Facet.YEAR, year) for year in years]])))
    if words := chosen.get("q"):
        found.append((0, (f"document @@ {QUESTION}", [words])))
    return found
