"""The contract of addresses (docs/architecture.md): English has no prefix, the other languages have their code."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path

from portal.core import correction_pages
from portal.site import errors, views
from portal.site.about import views as about
from portal.site.members import invitation_views
from portal.site.open_data.embed import embedded
from portal.site.sitemaps import SITEMAPS

urlpatterns = [
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("api/", include("portal.site.api")),
]
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.search_suggest, name="search-suggest"),
    path("about/", about.index, name="about"),
    path("about/", include("portal.site.about.urls")),
    path("activities/", include("tad.urls")),
    path("partnerships/submit/", include("partnerships.submission.urls")),
    path("partnerships/", include("partnerships.urls")),
    path("roster/apply/", include("roster.applying.urls")),
    path("case-studies/", include("partnerships.case_study_urls")),
    path("roster/", include("roster.own.urls")),  # first: what else follows is the reference of a profile
    path("roster/", include("roster.urls")),
    path("needs/", include("matchmaking.need_urls")),
    path("offers/", include("matchmaking.offer_urls")),
    path("matchmaking/", include("matchmaking.own.urls")),
    path("countries/", include("portal.site.countries.urls")),
    path("calendar/", include("portal.site.calendar.urls")),
    path("calendar/", include("portal.site.meetings.urls")),
    path("organisations/", include("portal.site.organisations.urls")),
    path("topics/", include("portal.site.topics.urls")),
    path("", include("portal.site.packs.urls")),
    path("data/", include("portal.site.open_data.urls")),
    path("embed/<slug:room>/", embedded, name="embed"),
    path("statistics/", include("portal.site.statistics.urls")),
    path("corrections/<uuid:token>/", correction_pages.correction, name="correction"),
    path("corrections/<uuid:token>/stop/", correction_pages.stop, name="correction-stop"),
    path("exports/", include("portal.core.exports.urls")),
    path("searches/", include("portal.site.saved_searches.urls")),
    path("account/searches/", include("portal.site.saved_searches.account_urls")),
    path("account/webhooks/", include("portal.site.webhooks.urls")),
    path("account/organisations/", include("portal.site.members.urls")),
    path("invitations/<uuid:token>/", invitation_views.invitation, name="invitation"),
    path("invitations/<uuid:token>/stop/", invitation_views.stop, name="invitation-stop"),
    path("account/", include("portal.site.account.urls")),
    path("admin/", admin.site.urls),
    path("components/", views.gallery, name="components"),
    re_path(r"^components/(?P<name>\w+)\.(?P<shape>html|txt)$", views.mail_sample, name="mail-sample"),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler429 = errors.too_many_requests  # allauth asks for it
handler500 = errors.server_error
