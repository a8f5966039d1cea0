"""Whom to ask in an organisation or a country, as far as whoever asks may see it: the only way from rows to pages."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.models import Audience, Country, FocalPoint, Organisation


@dataclass(frozen=True)
class Contact:
    """What is left out is empty; a page prints what is there."""

    function: str
    name: str
    subject: str
    email: str
    phone: str
    pk: int


def contacts(user, *, organisation: Organisation | None = None, country: Country | None = None) -> list[Contact]:
    """Those of an organisation, or of a country, with address and telephone only by consent. One query for visitors,
    two for others."""
    rows = FocalPoint.objects.visible_to(user)
    rows = rows.filter(organisation=organisation) if organisation else rows.filter(country=country)
    own = set(FocalPoint.objects.editable_by(user).filter(pk__in=rows).values_list("pk", flat=True))
    return [_contact(row, may_see_all=row.pk in own, user=user) for row in rows]


def _contact(row: FocalPoint, *, may_see_all: bool, user) -> Contact:
    shown = may_see_all or row.contact_shown_to == Audience.PUBLIC
    shown = shown or (row.contact_shown_to == Audience.REGISTERED and user.is_authenticated)
    email, phone = (row.email, row.phone) if shown else ("", "")
    return Contact(row.function, row.name, row.subject, email, phone, row.pk)
