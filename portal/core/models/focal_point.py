"""Whom to ask in a country or an institution. Nothing is shown to more people than whoever it names agreed to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.organisation import Membership, Organisation
from portal.core.models.place import Country
from portal.core.models.stamp import stamp


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    REGISTERED = "registered", _("People with an account")
    STAFF = "staff", _("The portal’s curators only")


class FocalPointQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Those of which somebody may know; address and telephone only through portal/core/focal_points.py."""
        if getattr(user, "is_curator", False):
            return self
        if not user.is_authenticated:
            return self.filter(shown_to=Audience.PUBLIC)
        own = Q(organisation__in=_administered_by(user))
        return self.filter(Q(shown_to__in=[Audience.PUBLIC, Audience.REGISTERED]) | own)

    def editable_by(self, user) -> Self:
        """Curators edit all, administrators of an organisation those of their own."""
        if getattr(user, "is_curator", False):
            return self
        return self.filter(organisation__in=_administered_by(user)) if user.is_authenticated else self.none()


def _administered_by(user) -> models.QuerySet:
    return Membership.objects.filter(user=user, role=Membership.Role.ADMIN).values("organisation")


@audited()
class FocalPoint(models.Model):
    """A person, or a function that any holder answers for ("Registrar's office")."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="focal_points",
    )  # fmt: skip
    country = models.ForeignKey(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="focal_points"
    )
    name = models.CharField(
        _("name of the person"), max_length=150, blank=True, help_text=_("Empty for a function that changes hands.")
    )
    function = models.CharField(
        _("function"), max_length=200, help_text=_("For example: Head of international cooperation")
    )
    subject = models.CharField(
        _("to be asked about"), max_length=200, blank=True, help_text=_("For example: training, study visits")
    )
    shown_to = models.CharField(_("name and function are shown to"), max_length=10, choices=Audience)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("With the country’s code. For example: +254 20 000 0000")
    )
    contact_shown_to = models.CharField(
        _("e-mail address and telephone are shown to"), max_length=10, choices=Audience, default=Audience.STAFF
    )
    has_consent = models.BooleanField(
        _("the person agreed to this"), default=False, help_text=_("To each of the two, as it is set above.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    updated_by = stamp(_("updated by"))

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["function", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, country__isnull=False)
                | Q(organisation__isnull=False, country__isnull=True),
                name="focalpoint_of_one",
                violation_error_message=_("Name either an organisation or a country."),
            ),
            models.CheckConstraint(
                condition=Q(shown_to__in=Audience.values) & Q(contact_shown_to__in=Audience.values),
                name="focalpoint_audience_known",
            ),
            models.CheckConstraint(
                condition=~Q(shown_to="staff", contact_shown_to__in=["public", "registered"])
                & ~Q(shown_to="registered", contact_shown_to="public"),
                name="focalpoint_contact_not_wider",
                violation_error_message=_("The address cannot be shown to more people than the name is."),
            ),
            models.CheckConstraint(
                condition=Q(name="", email="", phone="") | Q(shown_to="staff") | Q(has_consent=True),
                name="focalpoint_shown_by_consent",
                violation_error_message=_("Show it to others only if the person agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.function} · {self.organisation or self.country}"
