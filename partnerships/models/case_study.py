"""The case study: a told experience of using intellectual property for development."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models.initiative import Initiative
from portal.core.models import (
    Country,
    Curated,
    Focus,
    FoundIn,
    LinkedDocument,
    Sector,
    Topic,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
)

SUBJECT = "case_study"  # of the version stamps
INDEX = "partnerships_case_study_index"  # the SQL function that derives search rows: partnerships/sql/


@audited(exclude=["updated_at", "updated_by"])
class CaseStudy(Curated):
    REF_PREFIX = "CS"
    stamped_as = SUBJECT

    story = models.TextField(_("story"), blank=True)
    results = models.TextField(_("results"), blank=True)
    lessons = models.TextField(_("lessons"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("In which what is told began, or the protection was won.")
    )
    year_note = models.CharField(_("about the year"), max_length=200, blank=True)
    sector_as_said = models.CharField(_("sector in the source's words"), max_length=120, blank=True)
    initiative = models.ForeignKey(
        Initiative, verbose_name=_("told of the initiative"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="case_studies",
    )  # fmt: skip

    countries = models.ManyToManyField(
        Country, verbose_name=_("countries"), through="CaseStudyCountry", blank=True, related_name="case_studies"
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("IP rights"), through="CaseStudyTopic", blank=True)
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), through="CaseStudySector", blank=True)
    focuses = models.ManyToManyField(Focus, verbose_name=_("focus"), through="CaseStudyFocus", blank=True)

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = [F("year").desc(nulls_last=True), "-pk"]
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1900, 2199)),
                name="casestudy_year_plausible",
                violation_error_message=_("A year must lie between 1900 and 2199."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="casestudy_queue"),
            models.Index(fields=["verify_due_on"], name="casestudy_verify_due"),
        ]
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("case_studies:detail", args=[self.ref])


class Tagging(models.Model):
    """One of the small tables between a case study and a vocabulary."""

    class Meta:
        abstract = True
        triggers = [*derived_by(INDEX, "case_study_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@audited()
class CaseStudyCountry(Tagging):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("country of the case study")
        verbose_name_plural = _("countries of the case study")
        constraints = [models.UniqueConstraint(fields=["case_study", "country"], name="casestudycountry_once")]


@audited()
class CaseStudyTopic(Tagging):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, verbose_name=_("IP right"), on_delete=models.PROTECT, related_name="+")
    as_said = models.CharField(_("in the source's words"), max_length=120, blank=True)

    class Meta(Tagging.Meta):
        verbose_name = _("IP right of the case study")
        verbose_name_plural = _("IP rights of the case study")
        constraints = [models.UniqueConstraint(fields=["case_study", "topic"], name="casestudytopic_once")]


@audited()
class CaseStudySector(Tagging):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="sector_links")
    sector = models.ForeignKey(Sector, verbose_name=_("sector"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("sector of the case study")
        verbose_name_plural = _("sectors of the case study")
        constraints = [models.UniqueConstraint(fields=["case_study", "sector"], name="casestudysector_once")]


@audited()
class CaseStudyFocus(Tagging):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="focus_links")
    focus = models.ForeignKey(Focus, verbose_name=_("focus"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("focus of the case study")
        verbose_name_plural = _("focus of the case study")
        constraints = [models.UniqueConstraint(fields=["case_study", "focus"], name="casestudyfocus_once")]


@audited()
class CaseStudyDocument(LinkedDocument):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="documents")

    class Meta(LinkedDocument.Meta):
        triggers = content_triggers(SUBJECT)


@audited()
class CaseStudySource(FoundIn):
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="sources")

    class Meta(FoundIn.Meta):
        triggers = [*derived_by(INDEX, "case_study_id"), *content_triggers(SUBJECT)]
