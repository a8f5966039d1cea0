"""``/countries/``."""

from django.urls import path

from portal.site.countries import views

app_name = "countries"
urlpatterns = [
    path("", views.country_list, name="list"),
    path("<slug:iso2>/", views.country_detail, name="detail"),
    path("<slug:iso2>/correct/", views.country_correct, name="correct"),
]
