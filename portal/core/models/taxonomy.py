"""Vocabularies: what a record can be about. The CSV files in core/data are their source of truth (load_reference)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.core.models.versions import reference_triggers

public_code = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens."))


class Labelled(models.Model):
    """A name in each interface language: ``labels`` maps a language code to text, English always present."""

    labels = models.JSONField(_("labels"), default=dict)
    edited = models.BooleanField(
        _("edited here"), default=False, help_text=_("load_reference leaves this row as it is.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, in English where it has none."""
        return self.labels.get(get_language() or "en") or self.labels.get("en", "")


class Vocabulary(Labelled):
    """A list of terms with stable public codes: addresses and the API use ``code``, never the database id."""

    code = models.CharField(_("code"), max_length=60, unique=True, validators=[public_code])
    # By interface language, as the labels; a term without any, such as a language, needs none.
    definitions = models.JSONField(_("definition"), default=dict, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered for new records"), default=True)

    class Meta:
        abstract = True
        ordering = ["order", "code"]
        triggers = reference_triggers()

    @property
    def definition(self) -> str:
        """What the term means, in ``definition_language``; "" where nobody has said it."""
        return self.definitions.get(self.definition_language, "")

    @property
    def definition_language(self) -> str:
        """The reader's, or English where that one has no definition: pages mark the text with it."""
        language = get_language() or "en"
        return language if self.definitions.get(language) else "en"


class Region(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class Topic(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Modality(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("modality")
        verbose_name_plural = _("modalities")


class Pillar(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("pillar of development cooperation")
        verbose_name_plural = _("pillars of development cooperation")


class Instrument(Vocabulary):
    """By what means partners work together: a memorandum, a network, a shared tool … Provisional, our own."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("instrument of cooperation")
        verbose_name_plural = _("instruments of cooperation")


class Sector(Vocabulary):
    """The field of life an initiative or a case is about. Provisional, our own."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Focus(Vocabulary):
    """What a case study shows intellectual property doing. Provisional, our own."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("focus of a case study")
        verbose_name_plural = _("focuses of case studies")


class MeetingSeries(Vocabulary):
    """Meetings that come again under one name, or are of one sort: annual conferences, weeks for officials."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")


class OrganisationType(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("type of organisation")
        verbose_name_plural = _("types of organisation")


class FundingKind(Vocabulary):
    NOT_STATED = "not-stated"

    class Meta(Vocabulary.Meta):
        verbose_name = _("kind of funding")
        verbose_name_plural = _("kinds of funding")


class Language(Vocabulary):
    """A language people work in; the code is ISO 639-1."""

    class Meta(Vocabulary.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    @property
    def direction(self) -> str:
        return "rtl" if self.code in {"ar", "fa", "he", "ur", "ps", "dv"} else "ltr"


class Goal(Vocabulary):
    """One of the 17 Sustainable Development Goals; the code is its number."""

    colour = models.CharField(_("colour"), max_length=7)
    source = models.TextField(_("source"), blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")


class Recommendation(Vocabulary):
    """One of the 45 recommendations of the WIPO Development Agenda (2007), paraphrased; the code is its number."""

    cluster = models.CharField(_("cluster"), max_length=1)
    cluster_title = models.CharField(_("title of the cluster"), max_length=200)
    immediate = models.BooleanField(_("for immediate implementation"), default=False)
    source = models.TextField(_("source"), blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("Development Agenda recommendation")
        verbose_name_plural = _("Development Agenda recommendations")
