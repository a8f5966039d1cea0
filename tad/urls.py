from django.urls import path

from portal.core.correction_pages import correct
from tad import views
from tad.models import Activity

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("suggest/", views.activity_suggest, name="suggest"),
    path("<slug:ref>/", views.activity_detail, name="detail"),
    path("<slug:ref>/correct/", correct, {"model": Activity}, name="correct"),
]
