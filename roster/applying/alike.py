"""Profiles, and other applications, that may be of the person who applies. A warning to curators, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Func, Q, TextField, Value

from portal.core.lookalikes import LEAST, MOST
from roster.lookalikes import Person, compare, look_alikes
from roster.models import Application, Consultant


@dataclass(frozen=True)
class Alike:
    thing: Consultant | Application
    reason: str


def alike(application: Application) -> list[Alike]:
    """Profiles first, without the one made of it; then applications that curators may read and have not decided."""
    wanted = _person(application)
    [profiles] = look_alikes([wanted])
    known = [Alike(each.record, each.likeness.reason) for each in profiles]
    return [*(each for each in known if each.thing.pk != application.consultant_id), *_waiting(application, wanted)]


def _person(application: Application) -> Person:
    return Person(application.name, application.birth_year, application.mailbox)


def _waiting(application: Application, wanted: Person) -> list[Alike]:
    others = Application.objects.on_the_desk().exclude(state__in=Application.DECIDED).exclude(pk=application.pk)
    names = TrigramSimilarity(_plain(F("name")), _plain(Value(wanted.name)))
    near = others.annotate(names=names).filter(Q(names__gte=LEAST) | Q(mailbox=wanted.mailbox) & ~Q(mailbox=""))
    judged = [(each, compare(wanted, _person(each), each.names)) for each in near.order_by("-names", "pk")]
    return [Alike(each, likeness.reason) for each, likeness in judged if likeness.is_enough][:MOST]


def _plain(text: F | Value) -> Func:
    """Letters without accents and case, as in search rows."""
    return Func(text, function="core_sort_key", output_field=TextField())
