"""The sitemap: every public record, no filtered list."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse, translate_url

from matchmaking.models import Need, Offer
from partnerships.models import CaseStudy, Initiative
from portal.core.models import Curated, Meeting, Organisation, PageText, Topic
from portal.site.countries.numbers import on_record
from roster.models import Consultant
from tad.models import Activity


class PageSitemap(Sitemap):
    def items(self) -> list[str]:
        lists = [
            "activities:list",
            "partnerships:list",
            "case_studies:list",
            "roster:list",
            "needs:list",
            "offers:list",
            "calendar:list",
            "meetings:list",
        ]
        lists += ["organisations:list", "countries:list", "topics:list", "statistics:page", "statistics:reference"]
        return ["home", *lists, "about", "about:statuses", "data:catalogue", "api:docs"]

    def location(self, item: str) -> str:
        return reverse(item)


class TextSitemap(Sitemap):
    """The texts under /about/, each language at its own address."""

    def items(self) -> QuerySet[PageText]:
        return PageText.objects.filter(is_published=True).select_related("page").defer("body")

    def location(self, item: PageText) -> str:
        return translate_url(item.get_absolute_url(), item.language)

    def lastmod(self, item: PageText):
        return item.updated_at


class RecordSitemap(Sitemap):
    limit = 10_000

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
    limit = 10_000

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
