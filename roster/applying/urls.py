from django.urls import path

from roster.applying import nomination_views
from roster.applying.views import pages

app_name = "application"
urlpatterns = [
    path("nomination/<uuid:token>/", nomination_views.nomination, name="nomination"),
    path("nomination/<uuid:token>/never/", nomination_views.never, name="nomination-never"),
    *pages.urls,
    pages.step_url,
]
