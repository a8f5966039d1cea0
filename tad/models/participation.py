"""Who took part in an activity, and as what: a country, a group as the source named it, or an organisation."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.classification import Party, Role, Standing
from portal.core.models import Country, CountryGroup, Organisation, audited, content_triggers, derived_by
from portal.core.reference import Reference


@audited()
class Participation(models.Model):
    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="participations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        CountryGroup, verbose_name=_("group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="participations",
    )
    as_said = models.CharField(_("in the source's words"), max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False) | Q(group__isnull=False) | Q(organisation__isnull=False),
                name="participation_names_someone",
                violation_error_message=_("Name a country, a group or an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(country__isnull=True, organisation__isnull=True),
                name="participation_group_alone",
                violation_error_message=_("A group stands alone: list countries and organisations on their own lines."),
            ),
            models.UniqueConstraint(
                fields=["activity", "role", "country", "group", "organisation"],
                nulls_distinct=False,
                name="participation_once",
                violation_error_message=_("This participant already has that role."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="participation_role_known"),
        ]
        triggers = [*derived_by("tad_activity_index", "activity_id"), *content_triggers("activity")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.country or self.group or self.organisation}"


def parties_of(days: dict[int, date | None], reference: Reference) -> dict[int, list[Party]]:
    """The parties of several activities (``{id: day}``) with their standing on that day, in one query."""
    found: dict[int, list[Party]] = defaultdict(list)
    rows = Participation.objects.filter(activity__in=days).order_by("order", "pk")
    for activity, role, country, group, organisation in rows.values_list(
        "activity_id", "role", "country_id", "group_id", "organisation_id"
    ):
        found[activity].append(party_of(reference, days[activity], role, country, group, organisation))
    return found


def party_of(reference: Reference, day: date | None, role: str, country, group, organisation) -> Party:
    if group:
        standing = reference.group_standing(group, day) if day else Standing.UNKNOWN
        return Party(role, f"group:{reference.groups.by_id[group].code}", standing)
    institution = reference.organisations.get(organisation)
    nation = country or (institution.country if institution else "")
    name = f"organisation:{institution.slug}" if institution else nation
    if not nation:
        return Party(role, name, Standing.INTERNATIONAL)
    return Party(role, name, reference.standing(nation, day) if day else Standing.UNKNOWN, nation)
