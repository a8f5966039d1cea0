"""The sitemap: every public record, no filtered list."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from tad.models import Activity


class PageSitemap(Sitemap):
    def items(self) -> list[str]:
        return ["home", "activities:list", "about", "api:docs"]

    def location(self, item: str) -> str:
        return reverse(item)


class ActivitySitemap(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[Activity]:
        return Activity.objects.published().order_by("pk").only("ref", "updated_at")

    def lastmod(self, item: Activity):
        return item.updated_at


SITEMAPS = {"pages": PageSitemap, "activities": ActivitySitemap}
