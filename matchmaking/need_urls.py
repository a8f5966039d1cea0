"""``/needs/``."""

from django.urls import path

from matchmaking import views
from matchmaking.models import Need
from matchmaking.suggestion_views import remember
from portal.core.correction_pages import correct

app_name = "needs"
urlpatterns = [
    path("", views.need_list, name="list"),
    path("suggest/", views.need_suggest, name="suggest"),
    path("unmet/", views.unmet, name="unmet"),
    path("<slug:ref>/", views.need_detail, name="detail"),
    path("<slug:ref>/suggestions/", remember, {"model": Need}, name="suggestions"),
    path("<slug:ref>/correct/", correct, {"model": Need}, name="correct"),
]
