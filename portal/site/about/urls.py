from django.urls import path

from portal.site.about import views

app_name = "about"

urlpatterns = [
    path("country-statuses/", views.statuses, name="statuses"),
    path("preview/", views.preview, name="preview"),
    path("<slug:slug>/", views.page, name="page"),
]
