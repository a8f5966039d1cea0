from django.urls import path

from partnerships.submission import later_views, partner_views
from partnerships.submission.views import pages

app_name = "submission"
urlpatterns = [
    path("partner/<int:pk>/<slug:token>/", partner_views.partner, name="partner"),
    path("<slug:ref>/<slug:token>/still-running/", later_views.still_running, name="still_running"),
    *pages.urls,
    pages.step_url,
]
