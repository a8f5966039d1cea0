from django.urls import path

from tad import views

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("<str:ref>/", views.activity_detail, name="detail"),
]
