"""``/partnerships/``."""

from django.urls import path

from partnerships import files, views
from partnerships.models import Initiative
from portal.core.correction_pages import correct

app_name = "partnerships"
urlpatterns = [
    path("", views.initiative_list, name="list"),
    path("suggest/", views.initiative_suggest, name="suggest"),
    path("<slug:ref>/", views.initiative_detail, name="detail"),
    path("<slug:ref>/documents/<int:pk>/", files.document, name="document"),
    path("<slug:ref>/correct/", correct, {"model": Initiative}, name="correct"),
]
