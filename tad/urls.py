from django.urls import path

from tad import views

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="list"),
    path("<slug:ref>/", views.activity_detail, name="detail"),
]
