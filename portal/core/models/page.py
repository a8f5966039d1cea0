"""Texts about the portal: pages whose words curators edit, language by language, each with its earlier versions."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.models.account import User
from portal.core.models.audit import audited
from portal.core.models.taxonomy import public_code

FALLBACK = "en"  # the language in which every page is written, shown where a reader's own is missing


@audited()
class Page(models.Model):
    """A page under /about/. Its words are its texts; a table or a timeline beside them is a template's."""

    class Chapter(models.TextChoices):
        COOPERATION = "cooperation", _("South-South cooperation")
        PORTAL = "portal", _("How this portal works")
        PART = "part", _("Take part")
        RULES = "rules", _("Your rights, and ours")

    slug = models.SlugField(
        _("address"), max_length=60, unique=True, validators=[public_code],
        help_text=_("The end of its address, /about/…/. Others link to it, so it is given once."),
    )  # fmt: skip
    chapter = models.CharField(_("chapter"), max_length=20, choices=Chapter, default=Chapter.PORTAL)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    edited = models.BooleanField(
        _("edited here"), default=False, help_text=_("load_reference leaves this row as it is.")
    )

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chapter__in=["cooperation", "portal", "part", "rules"]), name="page_chapter_known"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("about:page", args=[self.slug])


class PageTextQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Drafts are for curators."""
        return self if getattr(user, "is_curator", False) else self.published()

    def published(self) -> Self:
        return self.filter(is_published=True)

    def for_readers_of(self, language: str) -> Self:
        """One text a page, in the reader's language or else in English, in the order of the pages."""
        own_first = self.filter(language__in={language, FALLBACK}).order_by(
            "page_id", Exact(F("language"), language).desc()
        )
        chosen = self.filter(pk__in=own_first.distinct("page_id").values("pk"))
        return chosen.select_related("page").order_by("page__order", "page__slug")


@audited()
class PageText(models.Model):
    """A page in one language: what readers see, or a draft that only curators see."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(
        _("summary"), max_length=300,
        help_text=_("One or two sentences: below the title, in the list of pages and in search engines."),
    )  # fmt: skip
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_("Markdown: ## heading {#anchor}, **strong**, [words](/about/) and lists with a hyphen. No HTML."),
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Otherwise it is a draft, and only curators see it.")
    )
    edited = models.BooleanField(
        _("edited here"), default=False, help_text=_("load_reference leaves this row as it is.")
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        User, verbose_name=_("written by"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    updated_by = models.ForeignKey(
        User, verbose_name=_("last changed by"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")
        ordering = ["page", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"],
                name="pagetext_once",
                violation_error_message=_("This page has a text in that language already."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]), name="pagetext_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def get_absolute_url(self) -> str:
        return self.page.get_absolute_url()

    @property
    def ref(self) -> str:
        """How messages of the desk name it."""
        return str(self)
