"""The initiative: a South-South or triangular partnership, with or without WIPO's support."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.models.partner import INDEX, SUBJECT, Partner
from portal.core.classification import Party
from portal.core.models import (
    Classified,
    Costed,
    Curated,
    Instrument,
    Modality,
    Sector,
    Spanned,
    Topic,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
    span_constraints,
)
from portal.core.reference import Reference


class Depth(models.TextChoices):
    SNAPSHOT = "snapshot", _("Snapshot")
    FULL = "full", _("Full story")


@audited(exclude=["updated_at", "updated_by"])
class Initiative(Curated, Spanned, Classified, Costed):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ONGOING = "ongoing", _("Ongoing")
        COMPLETED = "completed", _("Completed")
        SUSPENDED = "suspended", _("Suspended")
        UNKNOWN = "unknown", _("Not known")

    class Support(models.TextChoices):
        WITH = "with", _("With WIPO’s support")
        WITHOUT = "without", _("Without WIPO’s support")
        UNKNOWN = "unknown", _("Not known")

    REF_PREFIX = "PI"
    stamped_as = SUBJECT

    challenge = models.TextField(_("challenge"), blank=True, help_text=_("What was to be solved, and for whom."))
    solution = models.TextField(_("solution"), blank=True, help_text=_("What the partners did about it."))
    exchange = models.TextField(
        _("how the exchange worked"), blank=True, help_text=_("Who gave what to whom, how often, and by what means.")
    )
    results = models.TextField(_("results"), blank=True, help_text=_("What changed; figures go into lines below."))
    innovation = models.TextField(_("innovation"), blank=True, help_text=_("What was new about it."))
    sustainability = models.TextField(_("sustainability"), blank=True, help_text=_("What keeps it going."))
    replicability = models.TextField(_("replicability"), blank=True, help_text=_("What others need to do the same."))
    lessons = models.TextField(_("lessons"), blank=True, help_text=_("What the partners would do again, or not."))

    support = models.CharField(_("WIPO’s support"), max_length=10, choices=Support, default=Support.UNKNOWN)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UNKNOWN)
    modality_as_said = models.CharField(
        _("modality in the source's words"), max_length=120, blank=True, help_text=_("Required for “other”.")
    )
    instrument_as_said = models.CharField(
        _("instrument in the source's words"), max_length=120, blank=True, help_text=_("Required for “other”.")
    )
    paid_by = models.TextField(_("who paid"), blank=True, help_text=_("As the partners say it, in a sentence or two."))
    sector_as_said = models.CharField(_("sector in the source's words"), max_length=120, blank=True)

    # How many partners were asked to confirm the record, and how many did: kept by whatever records their answers, in
    # the same transaction, because lists filter by it and the page says "confirmed by 2 of 3 partners".
    partners_asked = models.PositiveSmallIntegerField(_("partners asked to confirm"), default=0, editable=False)
    partners_confirmed = models.PositiveSmallIntegerField(_("partners that confirmed"), default=0, editable=False)

    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), through="InitiativeTopic", blank=True)
    modalities = models.ManyToManyField(
        Modality, verbose_name=_("modalities"), through="InitiativeModality", blank=True, related_name="initiatives"
    )
    instruments = models.ManyToManyField(
        Instrument, verbose_name=_("instruments"), through="InitiativeInstrument", blank=True
    )
    sectors = models.ManyToManyField(Sector, verbose_name=_("sectors"), through="InitiativeSector", blank=True)
    related = models.ManyToManyField(
        "self", verbose_name=_("related initiatives"), through="InitiativeRelation", symmetrical=False, blank=True
    )

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = [F("starts_on").desc(nulls_last=True), "-pk"]
        constraints = [
            *(each.clone() for each in Curated.Meta.constraints),
            *(each.clone() for each in Classified.Meta.constraints),
            *(each.clone() for each in Costed.Meta.constraints),
            *span_constraints("initiative", _("An initiative cannot end before it starts.")),
            models.CheckConstraint(
                condition=Q(partners_confirmed__lte=F("partners_asked")), name="initiative_confirmed_of_asked"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="initiative_queue"),
            models.Index(fields=["verify_due_on"], name="initiative_verify_due"),
        ]
        triggers = [*derived_by(INDEX, "id"), *content_triggers(SUBJECT), follows_merged("owner")]

    def get_absolute_url(self) -> str:
        return reverse("partnerships:detail", args=[self.ref])

    @property
    def depth(self) -> Depth:
        """Full once it tells the challenge, the solution, how the exchange worked and a result. The index says the same
        in SQL (partnerships/sql/), so that lists can be filtered by it."""
        told = self.challenge and self.solution and self.exchange and (self.results or self.result_lines.all())
        return Depth.FULL if told else Depth.SNAPSHOT

    @classmethod
    def parties_of(cls, records: Iterable[Initiative], reference: Reference) -> dict[int, list[Party]]:
        return Partner.parties_of({record.pk: record.judged_on() for record in records}, reference)


class Tagging(models.Model):
    """One of the small tables between an initiative and a vocabulary."""

    class Meta:
        abstract = True
        triggers = [*derived_by(INDEX, "initiative_id"), *content_triggers(SUBJECT)]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@audited()
class InitiativeTopic(Tagging):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="taggings")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")
    as_said = models.CharField(_("in the source's words"), max_length=120, blank=True)

    class Meta(Tagging.Meta):
        verbose_name = _("topic of the initiative")
        verbose_name_plural = _("topics of the initiative")
        constraints = [models.UniqueConstraint(fields=["initiative", "topic"], name="initiativetopic_once")]


@audited()
class InitiativeModality(Tagging):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="modality_links")
    modality = models.ForeignKey(Modality, verbose_name=_("modality"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("modality of the initiative")
        verbose_name_plural = _("modalities of the initiative")
        constraints = [models.UniqueConstraint(fields=["initiative", "modality"], name="initiativemodality_once")]


@audited()
class InitiativeInstrument(Tagging):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="instrument_links")
    instrument = models.ForeignKey(Instrument, verbose_name=_("instrument"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("instrument of the initiative")
        verbose_name_plural = _("instruments of the initiative")
        constraints = [models.UniqueConstraint(fields=["initiative", "instrument"], name="initiativeinstrument_once")]


@audited()
class InitiativeSector(Tagging):
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="sector_links")
    sector = models.ForeignKey(Sector, verbose_name=_("sector"), on_delete=models.PROTECT, related_name="+")

    class Meta(Tagging.Meta):
        verbose_name = _("sector of the initiative")
        verbose_name_plural = _("sectors of the initiative")
        constraints = [models.UniqueConstraint(fields=["initiative", "sector"], name="initiativesector_once")]
