"""The bitmaps of organisations: what their search rows say, and what they did, which the rooms' bitmaps say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pyroaring import BitMap

from portal.core.facets import Facet, FacetIndex, Snapshot, code, grouped_by_facet
from portal.core.models.versions import Stamp, current_versions
from portal.core.search import TextSearch, Titles
from portal.site.organisations import deeds
from portal.site.organisations.deeds import NamedIn

NOWHERE = len(NamedIn.values) + 1  # the value of Facet.NAMED_IN for organisations that no public record names


class OrganisationIndex(FacetIndex):
    _whole: tuple[tuple, Snapshot] | None = None

    def current(self, versions: dict[str, Stamp] | None = None) -> Snapshot:
        """As the database has it now; one short query if nothing moved."""
        versions = versions or current_versions()
        rows = super().current(versions)
        stamp, done = deeds.current(versions)
        if self._whole is None or self._whole[0] != (rows.stamp, stamp):
            self._whole = (rows.stamp, stamp), _with_deeds(rows, done)
        return self._whole[1]

    def forget(self) -> None:
        super().forget()
        self._whole = None
        deeds.forget()


def _with_deeds(rows: Snapshot, done: deeds.Deeds) -> Snapshot:
    in_role, named_in = defaultdict(list), defaultdict(list)
    for pk, named in done.items():
        for role in deeds.roles(named):
            in_role[role].append(pk)
        for kind in named:
            named_in[kind].append(pk)
    bitmaps = {code(Facet.NAMED_IN, NOWHERE): rows.everything - BitMap(done)}
    bitmaps |= {code(Facet.ROLE, number): BitMap(in_role[role]) for number, role in enumerate(deeds.ROLES, 1)}
    bitmaps |= {code(Facet.NAMED_IN, number): BitMap(named_in[kind]) for number, kind in enumerate(NamedIn, 1)}
    every = rows.bitmaps | {each: there for each, bitmap in bitmaps.items() if (there := bitmap & rows.everything)}
    return replace(rows, bitmaps=every, by_facet=grouped_by_facet(every), public_counts={})


organisation_index = OrganisationIndex("organisation", "core_organisationsearch", "organisation_id")
organisation_text = TextSearch(organisation_index, titles=Titles("name", "state = 'verified'"))
