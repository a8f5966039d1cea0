"""The two maps among the figures: the world by the number of activities, and who helps whom as arrows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.core.charts import Beside
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
        further=[Beside(part.label, part.count, part.url, part.code) for part in asked.parts("unpaired")],
    )  # fmt: skip
