"""Which curators are told of something new: those whose regions or topics it is about, never simply everyone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from portal.core import reference
from portal.core.dates import joined_text
from portal.core.facets import Facet, code
from portal.core.models import Correction, Country, JoinRequest, Organisation, Reviewed, SearchRow, Topic, User


def curators_for(kind: str, *, countries: Iterable[str], topics: Iterable[str]) -> list[User]:
    """Curators who look after one of the countries' regions or one of the topics, all by their codes.

    Where nobody does, those who look after nothing in particular; and where there are none of these either, all:
    what nobody hears of would wait for ever. Whoever wants no mails, or none of this kind (notifications.py), is left
    out, so that somebody else hears of it.
    """
    known = reference.current()
    regions = {known.region_of.get(code) for code in countries} - {None}
    wanted = known[Topic].by_code
    themes = {wanted[code].id for code in topics if code in wanted}
    curators = (
        User.objects.filter(is_active=True, notify_by_mail=True, role__in=[User.Role.CURATOR, User.Role.ADMINISTRATOR])
        .exclude(stopped_mails__kind=kind)
        .order_by("pk")
        .prefetch_related("regions", "topics")
    )
    fitting = curators.filter(Q(regions__in=regions) | Q(topics__in=themes)).distinct()
    unbound = curators.filter(regions=None, topics=None)
    return next((found for found in map(list, (fitting, unbound, curators)) if found), [])


# Where a kind of record without a search row names the region it belongs to. Rooms add theirs.
REGION_OF: dict[type[Model], str] = {Organisation: "country__region", JoinRequest: "organisation__country__region"}


def of_remit(records: QuerySet, curator: User) -> QuerySet:
    """Those of one of the curator's regions or topics; all for whoever looks after nothing in particular, and all of a
    kind that belongs nowhere in particular."""
    regions, topics = ([each.pk for each in kept.all()] for kept in (curator.regions, curator.topics))
    codes = [*(code(Facet.REGION, pk) for pk in regions), *(code(Facet.TOPIC, pk) for pk in topics)]
    if not codes:
        return records
    if has_codes(records.model):
        return records.filter(search__codes__overlap=codes)
    if records.model is Correction:
        kinds = [model for model in apps.get_models() if issubclass(model, Reviewed) and has_codes(model)]
        found = [kind.objects.filter(search__codes__overlap=codes) for kind in kinds]
        return records.filter(reduce(or_, map(_about, [*found, Country.objects.filter(region__in=regions)])))
    place = REGION_OF.get(records.model)
    return records.filter(**{f"{place}__in": regions}) if place else records


def _about(things: QuerySet) -> Q:
    """Reports on any of them: a report keeps the key as text."""
    keys = things.annotate(key=Cast("pk", CharField())).values("key")
    return Q(record_type=ContentType.objects.get_for_model(things.model), record_id__in=keys)


def has_codes(model: type[Model]) -> bool:
    """Whether records of the kind have a search row, which knows their regions and topics."""
    rows = (each.related_model for each in model._meta.related_objects if each.name == "search")
    return any(issubclass(each, SearchRow) for each in rows)


def remit_of(curator: User) -> str:
    """ "Africa, Patents"; "" for whoever looks after nothing in particular."""
    return joined_text([*curator.regions.all(), *curator.topics.all()])


def why_told(curator: User) -> str:
    """At the foot of a mail about new work."""
    if remit := remit_of(curator):
        return _("You get this mail because you look after: %(remit)s.") % {"remit": remit}
    return _("You get this mail because no curator looks after these regions or topics in particular.")
