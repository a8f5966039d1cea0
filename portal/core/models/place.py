"""Countries, their dated statuses, and the groups that real records name instead of countries."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.models.audit import audited
from portal.core.models.taxonomy import Labelled, Region, Vocabulary
from portal.core.models.versions import reference_triggers


class Country(Labelled):
    """An entry of ISO 3166: United Nations members, observers, associated states, territories and areas."""

    iso2 = models.CharField(_("ISO 3166 alpha-2 code"), max_length=2, primary_key=True)
    iso3 = models.CharField(_("ISO 3166 alpha-3 code"), max_length=3, unique=True)
    m49 = models.CharField(_("M49 code"), max_length=3, blank=True)
    everyday_name = models.CharField(_("everyday English name"), max_length=100, blank=True)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), null=True, blank=True, on_delete=models.PROTECT, related_name="countries"
    )
    m49_region = models.CharField(_("M49 region"), max_length=60, blank=True)
    m49_subregion = models.CharField(_("M49 sub-region"), max_length=60, blank=True)
    m49_intermediate_region = models.CharField(_("M49 intermediate region"), max_length=60, blank=True)
    un_status = models.CharField(_("standing in the United Nations"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("country or area")
        verbose_name_plural = _("countries and areas")
        ordering = ["iso2"]
        constraints = [models.CheckConstraint(condition=Q(iso2__regex=r"^[A-Z]{2}$"), name="country_iso2_letters")]
        triggers = reference_triggers()

    def get_absolute_url(self) -> str:
        return reverse("countries:detail", args=[self.iso2])

    # Readers report mistakes on a country as on a record.
    @property
    def ref(self) -> str:
        return self.iso2

    @property
    def title(self) -> str:
        return self.label


class DateRangeOf(Func):
    """The half-open range [valid_from, valid_to) of a row; an empty end is open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Dated(models.Model):
    """A fact that holds from one day (or as far back as known) until before another (or still)."""

    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("Empty: as far back as known."))
    valid_to = models.DateField(_("until before"), null=True, blank=True, help_text=_("Empty: still true."))
    source = models.TextField(_("source"), blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@audited()
class CountryStatus(Dated):
    """What a country was, by which list, and when: statuses change, and a record is judged by its own day."""

    class Scheme(models.TextChoices):
        DEVELOPMENT = "development", _("Development status")
        LDC = "ldc", _("Least developed country")
        LLDC = "lldc", _("Landlocked developing country")
        SIDS = "sids", _("Small island developing state")
        G77 = "g77", _("Group of 77")

    class Value(models.TextChoices):
        """The values of all lists in words; which list has which is ``VALUES``."""

        DEVELOPED = "developed", _("developed")
        TRANSITION = "transition", _("in transition")
        DEVELOPING = "developing", _("developing")
        YES = "yes", _("on the list")

    VALUES = {
        Scheme.DEVELOPMENT: {"developed", "transition", "developing"},
        Scheme.LDC: {"yes"},
        Scheme.LLDC: {"yes"},
        Scheme.SIDS: {"yes"},
        Scheme.G77: {"yes"},
    }

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="statuses")
    scheme = models.CharField(_("list"), max_length=20, choices=Scheme)
    value = models.CharField(_("value"), max_length=20)
    scheduled_to = models.DateField(
        _("scheduled end"), null=True, blank=True, help_text=_("Announced, but not yet a fact: it changes nothing.")
    )
    note = models.TextField(_("note"), blank=True)
    edited = models.BooleanField(_("edited here"), default=False)

    class Meta:
        verbose_name = _("country status")
        verbose_name_plural = _("country statuses")
        ordering = ["country", "scheme", F("valid_from").asc(nulls_first=True)]
        constraints = [
            ExclusionConstraint(
                name="countrystatus_no_overlap",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (DateRangeOf("valid_from", "valid_to", Value("[)")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another status of this country in that list holds on some of these days."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to")),
                name="countrystatus_from_before_to",
                violation_error_message=_("A status must begin before it ends."),
            ),
            models.CheckConstraint(
                condition=Q(scheme="development", value__in=["developed", "transition", "developing"])
                | Q(scheme__in=["ldc", "lldc", "sids", "g77"], value="yes"),
                name="countrystatus_value_known",
                violation_error_message=_("This list does not have that value."),
            ),
        ]
        triggers = reference_triggers()

    def __str__(self) -> str:
        return f"{self.country_id} {self.scheme} {self.value}"


class CountryGroup(Vocabulary):
    """A group as records name it ("ARIPO member states", "African LDCs"): with listed members, or with a rule.

    ``rule`` is a conjunction such as ``m49_region=Africa;ldc=yes``; load_reference turns it into dated members, so
    that whoever asks for members reads one table. A group may have neither: then its members are not recorded.
    """

    class Kind(models.TextChoices):
        MEMBERSHIP = "membership", _("Has members")
        REGION = "region", _("Region")
        STATUS = "status", _("By status")
        INFORMAL = "informal", _("As said")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MEMBERSHIP)
    rule = models.CharField(_("rule"), max_length=200, blank=True)
    provisional = models.BooleanField(_("provisional"), default=False)
    note = models.TextField(_("note"), blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("country group")
        verbose_name_plural = _("country groups")


@audited()
class CountryGroupMember(Dated):
    group = models.ForeignKey(
        CountryGroup, verbose_name=_("group"), on_delete=models.CASCADE, related_name="memberships"
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="group_memberships"
    )
    by_rule = models.BooleanField(_("follows from the rule"), default=False, editable=False)

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        ordering = ["group", "country", F("valid_from").asc(nulls_first=True)]
        constraints = [
            ExclusionConstraint(
                name="countrygroupmember_no_overlap",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("country", RangeOperators.EQUAL),
                    (DateRangeOf("valid_from", "valid_to", Value("[)")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This country is already a member on some of these days."),
            ),
        ]
        triggers = reference_triggers()

    def __str__(self) -> str:
        return f"{self.country_id} in {self.group_id}"
