"""``/account/webhooks/``."""

from django.urls import path

from portal.site.webhooks import pages

urlpatterns = [
    path("", pages.webhooks, name="webhooks"),
    path("<int:pk>/", pages.webhook, name="webhook"),
    path("<int:pk>/<slug:move>/", pages.move, name="webhook-move"),
]
