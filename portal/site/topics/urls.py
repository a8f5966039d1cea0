"""``/topics/``."""

from django.urls import path

from portal.site.topics import views

app_name = "topics"
urlpatterns = [
    path("", views.topic_list, name="list"),
    path("<slug:code>/", views.topic_detail, name="detail"),
]
