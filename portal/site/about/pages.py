"""A text of the portal as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from portal.core.classification import Kind
from portal.core.dates import day_text
from portal.core.json_ld import CONTEXT, as_json
from portal.core.markdown import Section, problems, sections
from portal.core.models import Page, PageText
from portal.core.models.page import FALLBACK
from portal.core.naming import direction
from portal.site.about.statuses import lists_today

CONTENTS_FROM = 3  # headings; fewer are seen at a glance


def by_chapter(texts: Iterable[PageText]) -> list[dict]:
    """The index: chapters that have pages, in their order."""
    found: dict[str, list[PageText]] = {chapter: [] for chapter in Page.Chapter.values}
    for text in texts:
        found[text.page.chapter].append(text)
    return [{"id": code, "label": Page.Chapter(code).label, "texts": each} for code, each in found.items() if each]


def about_crumb() -> dict[str, str]:
    return {"label": _("About"), "url": reverse("about")}


class Typed(forms.Form):
    """What a curator has typed so far: anything may still be missing."""

    page = forms.ModelChoiceField(Page.objects.all(), required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)
    title = forms.CharField(required=False)
    summary = forms.CharField(required=False)
    body = forms.CharField(required=False, strip=False)

    def text(self) -> PageText:
        self.is_valid()
        typed = {name: self.cleaned_data.get(name) or "" for name in ("title", "summary", "body")}
        page, language = self.cleaned_data.get("page"), self.cleaned_data.get("language")
        return PageText(page=page or Page(), language=language or FALLBACK, **typed)


class TextPage:
    """``is_preview``: what stands in a form of the desk, not in the database."""

    def __init__(self, request: HttpRequest, text: PageText, *, is_preview: bool = False) -> None:
        self.request, self.text, self.is_preview = request, text, is_preview

    @property
    def slug(self) -> str:
        return self.text.page.slug

    @property
    def crumbs(self) -> list[dict]:
        return [about_crumb(), {"label": self.text.title}]

    # The words --------------------------------------------------------------------------------------------------------
    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """In the language of the text, so that its links stay in the language of the reader."""
        return sections(self.text.body, get_language() or settings.LANGUAGE_CODE)

    @property
    def lead(self) -> Section | None:
        """What comes before the first heading."""
        return next((each for each in self.sections if not each.id), None)

    @property
    def chapters(self) -> list[Section]:
        return [each for each in self.sections if each.id]

    @property
    def contents(self) -> list[Section]:
        return self.chapters if len(self.chapters) >= CONTENTS_FROM else []

    @property
    def problems(self) -> list[str]:
        """What would keep the text from being saved."""
        return problems(self.text.body) if self.is_preview else []

    # Its language -----------------------------------------------------------------------------------------------------
    @property
    def is_fallback(self) -> bool:
        return self.text.language != get_language()

    @property
    def dir(self) -> str:
        return direction(self.text.language)

    @cached_property
    def alternates(self) -> list[dict]:
        """This page in each language in which it is written, for search engines."""
        if self.is_preview:
            return []
        written = set(self.text.page.texts.filter(is_published=True).values_list("language", flat=True))
        return [{"code": code, "url": self._url(code)} for code, _name in settings.LANGUAGES if code in written]

    @property
    def canonical(self) -> str:
        """In the language of the text: a fallback is no page of its own."""
        return self._url(self.text.language)

    @property
    def json_ld(self) -> SafeString:
        text = self.text
        site = {"@type": "WebSite", "name": str(settings.SITE_NAME), "url": self.request.build_absolute_uri("/")}
        return as_json(
            {
                "@context": CONTEXT,
                "@type": "Article",
                "headline": text.title,
                "url": self.canonical,
                "inLanguage": text.language,
                "isPartOf": site,
            },
            description=text.summary,
            dateModified=text.updated_at.isoformat(timespec="seconds"),
        )

    def _url(self, language: str) -> str:
        with override(FALLBACK):
            return self.request.build_absolute_uri(translate_url(self.text.get_absolute_url(), language))

    # Beside the words -------------------------------------------------------------------------------------------------
    @property
    def updated(self) -> str:
        return day_text(self.text.updated_at.date()) if self.text.updated_at else ""

    @property
    def edit_url(self) -> str:
        if self.is_preview or not getattr(self.request.user, "is_curator", False):
            return ""
        return reverse("admin:core_pagetext_change", args=[self.text.pk])

    @property
    def kinds(self) -> type[Kind]:
        return Kind

    @cached_property
    def lists_today(self) -> list[dict]:
        return lists_today()
