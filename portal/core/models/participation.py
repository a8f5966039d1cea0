"""Who took part in a record, and as what: a country, a group as the source named it, or an organisation."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Party, Role, Standing
from portal.core.models.organisation import Organisation
from portal.core.models.place import Country, CountryGroup

if TYPE_CHECKING:
    from portal.core.reference import Reference


def taking_part(related_name: str) -> models.ForeignKey:
    """The organisation of a line; it finds each room's lines under a name of their own."""
    return models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name=related_name,
    )  # fmt: skip


class TakingPart(models.Model):
    """A room's class adds the record, named by RECORD and finding its lines as ``participations``, the organisation
    (``taking_part``), that a line names someone (``names_someone``), and that nobody has a role twice (``once``)."""

    RECORD: str

    role = models.CharField(_("role"), max_length=20, choices=Role)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        CountryGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    as_said = models.CharField(_("in the source's words"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(country__isnull=True, organisation__isnull=True),
                name="%(class)s_group_alone",
                violation_error_message=_("A group stands alone: list countries and organisations on their own lines."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="%(class)s_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.country or self.group or self.organisation or self.as_said}"

    @classmethod
    def parties_of(cls, days: dict[int, date | None], reference: Reference) -> dict[int, list[Party]]:
        """The parties of several records (``{id: day}``) with their standing on that day, in one query."""
        found: dict[int, list[Party]] = defaultdict(list)
        rows = cls._default_manager.filter(**{f"{cls.RECORD}__in": days}).order_by("order", "pk")
        for record, *line in rows.values_list(
            f"{cls.RECORD}_id", "role", "country_id", "group_id", "organisation_id", "as_said"
        ):
            found[record].append(party_of(reference, days[record], *line))
        return found


def names_someone(name: str, *, or_says: bool = False) -> models.CheckConstraint:
    """A line names somebody the portal knows, or, where the room allows that, says who it was in somebody's words."""
    somebody = Q(country__isnull=False) | Q(group__isnull=False) | Q(organisation__isnull=False)
    return models.CheckConstraint(
        condition=somebody | ~Q(as_said="") if or_says else somebody,
        name=name,
        violation_error_message=_("Name a country, a group or an organisation."),
    )


def once(record: str, name: str, *also: str) -> models.UniqueConstraint:
    """The same participant has a role in a record only once. ``also`` are further columns that tell two apart."""
    return models.UniqueConstraint(
        fields=[record, "role", "country", "group", "organisation", *also],
        nulls_distinct=False,
        name=name,
        violation_error_message=_("This participant already has that role."),
    )


def party_of(reference: Reference, day: date | None, role: str, country, group, organisation, said="") -> Party:
    """``said`` names a party of which the portal knows nothing else: an organisation that is no nation's own."""
    if group:
        standing = reference.group_standing(group, day) if day else Standing.UNKNOWN
        return Party(role, f"group:{reference.groups.by_id[group].code}", standing)
    institution = reference.organisations.get(organisation)
    nation = country or (institution.country if institution else "")
    name = f"organisation:{institution.slug}" if institution else nation or said_name(said)
    if not nation:
        return Party(role, name, Standing.INTERNATIONAL)
    return Party(role, name, reference.standing(nation, day) if day else Standing.UNKNOWN, nation)


def said_name(said: str) -> str:
    """The name, within the grounds of a verdict, of an organisation that the portal does not know. A colon would end
    the part before it."""
    return f"organisation:{said.replace(':', ' ')}"
