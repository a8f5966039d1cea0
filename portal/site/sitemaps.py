"""The sitemap: every public page and record with the languages in which it can be read, no filtered list.

A record stands in it once, in the language of the portal, with the others beside it: an entry for each language would
be seven times as many, with the same said in each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib import sitemaps
from django.db.models import Max, QuerySet
from django.urls import reverse, translate_url

from matchmaking.models import Need, Offer
from partnerships.models import CaseStudy, Initiative
from portal.core.models import Curated, Meeting, Organisation, PageText, Topic
from portal.site.countries.numbers import on_record
from roster.models import Consultant
from tad.models import Activity


class Sitemap(sitemaps.Sitemap):
    limit = 5_000  # an entry is some 900 bytes; a file of them may have 50 MB

    def _urls(self, page, protocol: str, domain: str) -> list[dict]:
        """Django's own way makes an entry of each language."""
        urls = super()._urls(page, protocol, domain)
        for url in urls:
            path = url["location"].removeprefix(f"{protocol}://{domain}")
            others = {language: f"{protocol}://{domain}{other}" for language, other in self.read_as(url["item"], path)}
            url["alternates"] = [{"lang_code": code, "location": location} for code, location in others.items()]
            if settings.LANGUAGE_CODE in others:
                url["alternates"].append({"lang_code": "x-default", "location": others[settings.LANGUAGE_CODE]})
        return urls

    def read_as(self, item, path: str) -> Iterable[tuple[str, str]]:
        """(language, path) of each language in which it can be read."""
        prefixes = {code: "" if code == settings.LANGUAGE_CODE else f"/{code}" for code, _name in settings.LANGUAGES}
        return [(code, prefix + path) for code, prefix in prefixes.items()]


class PageSitemap(Sitemap):
    RECORDS = {
        "activities:list": Activity, "partnerships:list": Initiative, "case_studies:list": CaseStudy,
        "needs:list": Need, "offers:list": Offer, "meetings:list": Meeting, "statistics:page": Activity,
    }  # fmt: skip
    OTHERS = (
        "home", "roster:list", "calendar:list", "organisations:list", "countries:list", "topics:list", "needs:unmet",
        "statistics:reference", "statistics:report", "about", "about:statuses", "data:catalogue", "submission:start",
        "application:start", "api:docs",
    )  # fmt: skip

    def items(self) -> list[str]:
        return [*self.RECORDS, *self.OTHERS]

    def location(self, item: str) -> str:
        return reverse(item)

    def lastmod(self, item: str) -> datetime | None:
        """When any of the records that the page lists or counts was last changed."""
        return self._changed(self.RECORDS[item]) if item in self.RECORDS else None

    def _changed(self, model: type[Curated]) -> datetime | None:
        return model.objects.published().aggregate(at=Max("updated_at"))["at"]

    def read_as(self, item: str, path: str) -> Iterable[tuple[str, str]]:
        return [] if item == "api:docs" else super().read_as(item, path)


class TextSitemap(Sitemap):
    """The texts under /about/, each language at its own address."""

    def items(self) -> QuerySet[PageText]:
        return PageText.objects.filter(is_published=True).select_related("page").defer("body").order_by("pk")

    @cached_property
    def languages(self) -> dict[int, list[str]]:
        """By page, those that it is written in."""
        found: dict[int, list[str]] = {}
        for page, language in self.items().order_by("language").values_list("page", "language"):
            found.setdefault(page, []).append(language)
        return found

    def read_as(self, item: PageText, path: str) -> Iterable[tuple[str, str]]:
        return [
            (language, translate_url(item.get_absolute_url(), language)) for language in self.languages[item.page_id]
        ]

    def location(self, item: PageText) -> str:
        return translate_url(item.get_absolute_url(), item.language)

    def lastmod(self, item: PageText):
        return item.updated_at


class RecordSitemap(Sitemap):
    def __init__(self, model: type[Curated]) -> None:
        self.model = model

    def items(self) -> QuerySet[Curated]:
        return self.model.objects.published().order_by("pk").only("ref", "updated_at")

    def lastmod(self, item: Curated):
        return item.updated_at


class ConsultantSitemap(RecordSitemap):
    """Who is listed, and real."""

    def items(self) -> QuerySet[Consultant]:
        return Consultant.objects.listed().filter(is_sample=False).order_by("pk").only("ref", "updated_at")


class RealSitemap(RecordSitemap):
    """Of a kind whose samples are on the pages, and nowhere else."""

    def items(self) -> QuerySet[Curated]:
        return super().items().filter(is_sample=False)


class CountrySitemap(Sitemap):
    """Those of which something is recorded."""

    def items(self) -> list[str]:
        return sorted(on_record())

    def location(self, item: str) -> str:
        return reverse("countries:detail", args=[item])


class OrganisationSitemap(Sitemap):
    def items(self) -> QuerySet[Organisation]:
        return Organisation.objects.verified().order_by("pk").only("slug", "updated_at")

    def lastmod(self, item: Organisation):
        return item.updated_at


class TopicSitemap(Sitemap):
    def items(self) -> QuerySet[Topic]:
        return Topic.objects.filter(is_active=True)

    def location(self, item: Topic) -> str:
        return reverse("topics:detail", args=[item.code])


SITEMAPS = {
    "pages": PageSitemap,
    "texts": TextSitemap,
    "activities": RecordSitemap(Activity),
    "partnerships": RecordSitemap(Initiative),
    "case-studies": RecordSitemap(CaseStudy),
    "consultants": ConsultantSitemap(Consultant),
    "needs": RealSitemap(Need),
    "offers": RealSitemap(Offer),
    "meetings": RecordSitemap(Meeting),
    "organisations": OrganisationSitemap,
    "countries": CountrySitemap,
    "topics": TopicSitemap,
}
