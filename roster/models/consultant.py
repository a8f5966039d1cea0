"""The consultant: a person from the South who carries out technical assistance in intellectual property.

This is the whole profile, as its owner and curators know it. What anybody else reads of it is only what was released:
the view ``roster_released`` in roster/sql/, read through roster/released.py.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core import reference
from portal.core.models import (
    Country,
    Organisation,
    Reviewed,
    ReviewedQuerySet,
    State,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
)
from portal.core.rate_limit import mailbox
from roster.eligibility import in_words, southern
from roster.models.consent import INDEX, SUBJECT, Consent


class ConsultantQuerySet(ReviewedQuerySet):
    def visible_to(self, user) -> Self:
        """Anyone sees who is listed; curators see everyone, and people their own profile. An organisation that
        nominated somebody sees no more than anyone."""
        if getattr(user, "is_curator", False):
            return self
        if not user.is_authenticated:
            return self.listed()
        return self.filter(_listed() | Q(account=user))

    def listed(self) -> Self:
        return self.filter(_listed())


def _listed() -> Q:
    """The view and the search row say the same in SQL (roster/sql/)."""
    consent = Consent.objects.filter(consultant=OuterRef("pk"), field=Consent.Field.LISTING, withdrawn_at=None)
    return Q(Exists(consent), state=State.PUBLISHED, hidden_at=None, withdrawn_at=None)


@audited(exclude=["updated_at", "updated_by"])
class Consultant(Reviewed):
    class Availability(models.TextChoices):
        AVAILABLE = "available", _("Available")
        LIMITED = "limited", _("Limited availability")
        AWAY = "away", _("Away")

    class Basis(models.TextChoices):
        WORKED = "worked", _("Has worked with the organisation")
        NOMINATED = "nominated", _("Nominated by an organisation")
        VERIFIED = "verified", _("Applied and verified")

    REF_PREFIX = "CO"

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="consultant", help_text=_("Whose profile it is, once that person has signed in for it."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), help_text=_("Never shown to anybody but curators."))
    mailbox = models.CharField(max_length=254, editable=False)  # of the address: rate_limit.mailbox
    language = models.CharField(_("language of mails"), max_length=10, choices=settings.LANGUAGES, default="en")
    birth_year = models.PositiveSmallIntegerField(
        _("year of birth"), null=True, blank=True, help_text=_("Never shown: tells people of one name apart.")
    )
    note = models.TextField(_("curators' notes"), blank=True, help_text=_("Never shown to anybody but curators."))

    nationalities = models.ManyToManyField(
        Country, verbose_name=_("nationalities"), through="Nationality", related_name="+"
    )
    residence = models.ForeignKey(
        Country, verbose_name=_("country of residence"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    position = models.CharField(_("position"), max_length=200, blank=True)
    employer = models.ForeignKey(
        Organisation, verbose_name=_("works at"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="consultants_employed",
    )  # fmt: skip
    employer_as_said = models.CharField(_("works at, in their own words"), max_length=250, blank=True)

    availability = models.CharField(
        _("availability"), max_length=10, choices=Availability, default=Availability.AVAILABLE
    )
    away_until = models.DateField(_("away until"), null=True, blank=True)  # the first day back
    remote = models.BooleanField(_("works remotely"), default=False)

    basis = models.CharField(_("why listed"), max_length=10, choices=Basis, blank=True)
    nominated_by = models.ForeignKey(
        Organisation, verbose_name=_("nominated by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="consultants_nominated",
    )  # fmt: skip
    interests = models.TextField(
        _("declaration of interests"), blank=True,
        help_text=_("Employers, clients, holdings and offices that could bear on advice. Empty, with its day: none."),
    )  # fmt: skip
    interests_declared_on = models.DateField(_("interests declared on"), null=True, blank=True)

    last_confirmed_on = models.DateField(
        _("confirmed by the consultant"), null=True, blank=True, help_text=_("The day they last said it is correct.")
    )
    confirm_due_on = models.DateField(_("to be confirmed by"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)  # nobody confirmed it for too long
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)  # by the consultant, for good

    objects = ConsultantQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultant")
        verbose_name_plural = _("consultants")
        ordering = ["-pk"]
        constraints = [
            *(each.clone() for each in Reviewed.Meta.constraints),
            models.CheckConstraint(
                condition=Q(availability__in=["available", "limited", "away"]), name="consultant_availability_known"
            ),
            models.CheckConstraint(
                condition=Q(away_until__isnull=True) | Q(availability="away"),
                name="consultant_away_until_a_day",
                violation_error_message=_("Only who is away is away until a day."),
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["", "worked", "nominated", "verified"]), name="consultant_basis_known"
            ),
            models.CheckConstraint(
                condition=~Q(basis="nominated") | Q(nominated_by__isnull=False),
                name="consultant_nominated_by_whom",
                violation_error_message=_("Say which organisation nominated this consultant."),
            ),
            models.CheckConstraint(
                condition=Q(interests="") | Q(interests_declared_on__isnull=False),
                name="consultant_interests_have_a_day",
                violation_error_message=_("Say on which day the interests were declared."),
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2199)),
                name="consultant_birth_year_plausible",
                violation_error_message=_("A year must lie between 1900 and 2199."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="consultant_queue"),
            models.Index(fields=["confirm_due_on"], name="consultant_confirm_due"),
            models.Index(fields=["mailbox"], name="consultant_mailbox"),
        ]
        triggers = [
            *derived_by(INDEX, "id"),
            *content_triggers(SUBJECT),
            follows_merged("employer", "nominated_by"),
        ]

    def __str__(self) -> str:
        """For the desk and logs: the name is not released by being here."""
        return f"{self.ref} {self.name}"

    def save(self, *args, **kwargs) -> None:
        self.mailbox = mailbox(self.email)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("roster:detail", args=[self.ref])

    @property
    def title(self) -> str:
        """What anybody may call the profile, whether its name is released or not."""
        return nameless(self.ref)

    @property
    def is_listed(self) -> bool:
        return type(self).objects.listed().filter(pk=self.pk).exists()

    def hindrance(self, move: str) -> str:
        """Nobody is listed without having agreed to it, nor without a nationality of the South; and what was merged
        stays with the profile that was kept."""
        if move == "reopen" and hasattr(self, "merged"):
            return gettext("%(ref)s is the same person as %(other)s.") % {
                "ref": self.ref,
                "other": self.merged.into.ref,
            }
        if move != "publish":
            return ""
        if not self.consents.open().filter(field=Consent.Field.LISTING).exists():
            return gettext("%(ref)s has not agreed to be listed.") % {"ref": self.ref}
        if not self.basis:
            return gettext("Say why %(ref)s is listed: worked, nominated, or verified.") % {"ref": self.ref}
        known, today = reference.current(), timezone.localdate()
        nationalities = list(self.nationality_links.values_list("country_id", flat=True))
        if not southern(nationalities, today, known):
            return in_words(nationalities, today, known)
        return ""


def nameless(ref: str) -> str:
    return gettext("Consultant %(ref)s") % {"ref": ref}


@audited()
class Nationality(models.Model):
    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="nationality_links")
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("nationality")
        verbose_name_plural = _("nationalities")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consultant", "country"], name="nationality_once")]
        triggers = [*derived_by(INDEX, "consultant_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return str(self.country)
