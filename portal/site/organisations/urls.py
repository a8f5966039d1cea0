"""``/organisations/``."""

from django.urls import path

from portal.site.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("suggest/", views.organisation_suggest, name="suggest"),
    path("<slug:slug>/", views.organisation_detail, name="detail"),
    path("<slug:slug>/correct/", views.organisation_correct, name="correct"),
]
