"""Which curators are told of something new: those whose regions or topics it is about, never simply everyone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core import reference
from portal.core.models import Topic, User


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


def remit_of(curator: User) -> str:
    """ "Africa, Patents"; "" for whoever looks after nothing in particular."""
    return ", ".join(str(each) for each in [*curator.regions.all(), *curator.topics.all()])


def why_told(curator: User) -> str:
    """At the foot of a mail about new work."""
    if remit := remit_of(curator):
        return _("You get this mail because you look after: %(remit)s.") % {"remit": remit}
    return _("You get this mail because no curator looks after these regions or topics in particular.")
