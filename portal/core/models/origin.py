"""Where a record was found, and what else there is to read about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkedDocument(models.Model):
    """A document or page about the record, elsewhere on the web."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("Programme")
        REPORT = "report", _("Report")
        MATERIAL = "material", _("Material")
        PAGE = "page", _("Web page")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PAGE)
    title = models.CharField(_("title"), max_length=250)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        abstract = True
        verbose_name = _("document or link")
        verbose_name_plural = _("documents and links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class FoundIn(models.Model):
    """A row of a collection in which the record was found, with the title it had there.

    ``record`` ("A023", "P10") makes loading a collection twice change nothing; one record may stand in two.
    """

    class Grade(models.TextChoices):
        OFFICIAL = "official", _("Organiser or official body")
        MIRROR = "mirror", _("Official document on another site")
        OTHER = "other", _("Press, blog or other")

    record = models.CharField(_("record in the collection"), max_length=20, unique=True)
    citation = models.TextField(_("citation"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade, blank=True)
    title_as_said = models.CharField(_("title there"), max_length=400, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=60, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["record"]

    def __str__(self) -> str:
        return self.record
