"""The two maps among the figures: the world by the number of activities, and who helps whom as arrows."""

from __future__ import annotations

from django.utils.translation import gettext as _
from pyroaring import BitMap

from portal.core.charts import Beside, Part
from portal.core.dates import number_text
from portal.core.flow_map import DRAWN, FlowMap
from portal.core.maps import WorldMap
from portal.site.statistics.asked import Asked
from portal.site.statistics.figure import Figure
from portal.site.world import country_pages, facet_name, side_of, sides, title_of
from tad.models.search import Recorded

RECORDED = {"received": Recorded.BENEFICIARY, "given": Recorded.PROVIDER}


def world(asked: Asked) -> Figure:
    side = side_of(asked.request)
    every = asked.parts(facet_name(side))
    parts = [part for part in every if part.code in asked.reference.countries]
    by_code = {part.code: part for part in parts}
    drawn = WorldMap(
        numbers={code: part.count for code, part in by_code.items()},
        reference=asked.reference,
        title=title_of(side),
        counted=_("Activities"),
        said=number_text,
        page=country_pages(),
        records=lambda iso2: by_code[iso2].url,
        leads="records",
    )
    definitions = {
        "received": _("Activities by the countries that benefit, members of named groups included."),
        "given": _("Activities by the countries that provide, host or send experts, members of named groups included."),
    }
    note = _("A group that was asked for has no shape on the map.") if len(parts) < len(every) and not parts else ""
    return Figure(
        "world", _("Around the world"), definitions[side], parts, asked.count, _("Country"),
        missing=asked.missing(RECORDED[side]), world=drawn, note=note, switch=sides(side, asked.address, "#world"),
    )  # fmt: skip


def flows(asked: Asked) -> Figure:
    names = ("named_provider", "named_beneficiary")
    givers, receivers = ((name, asked.parts(name)) for name in names)
    parts = asked.flows(givers, receivers, most=DRAWN + 1)  # one more says that there are more
    return Figure(
        "flows", _("From whom to whom"),
        _(
            "Activities that name a country on either side: an arrow for each pair, from who provides, hosts or sends "
            "experts to who benefits. One with several countries counts for several arrows."
        ),
        parts, asked.count, _("From – to"), flow=FlowMap(parts, _("Who helps whom, on a map"), _("Activities")),
        every=lambda: asked.flows(givers, receivers),
        further=_without_arrow(asked, placed(asked, givers, receivers)),
    )  # fmt: skip


def placed(asked: Asked, givers: tuple[str, list[Part]], receivers: tuple[str, list[Part]]) -> BitMap:
    """The activities that have an arrow: a country on one side, and another one on the other."""
    helped = {part.code: asked.having(receivers[0], part) for part in receivers[1]}
    some, several = BitMap(), BitMap()  # that name a country as beneficiary; that name two or more
    for having in helped.values():
        several |= some & having
        some |= having
    found = BitMap()
    for part in givers[1]:
        others = several | (some - helped.get(part.code, BitMap()))
        found |= asked.having(givers[0], part) & others
    return found & asked.hits


def _without_arrow(asked: Asked, drawn: BitMap) -> list[Beside]:
    """Why some are not on the map: each activity stands in one row."""
    left = asked.hits - drawn
    given, received = (asked.recorded(what) for what in (Recorded.PROVIDER, Recorded.BENEFICIARY))
    by_country, to_country = (_naming(asked, name) for name in ("named_provider", "named_beneficiary"))
    told, unsaid = left & given & received, asked.missing(Recorded.PROVIDER).url
    reasons = [
        (_("No arrow: nobody is recorded as provider or host"), left - given, unsaid),
        (_("No arrow: nobody is recorded as beneficiary"), (left & given) - received, asked.one_sided_url),
        (_("No arrow: only an international organisation or a named group gives"), told - by_country, ""),
        (_("No arrow: only a named group benefits"), (told & by_country) - to_country, ""),
        (_("No arrow: the same country on both sides"), told & by_country & to_country, ""),
    ]
    return [Beside(label, len(found), url) for label, found, url in reasons if found]


def _naming(asked: Asked, name: str) -> BitMap:
    """Those of them that name any country in this way."""
    facet = asked.spec(name).facet
    return asked.hits & asked.snapshot.having(facet, asked.counts(facet))
