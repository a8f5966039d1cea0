from django.urls import path

from partnerships.submission import views

app_name = "submission"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:ref>/<slug:token>/", views.status, name="status"),
    path("<slug:ref>/<slug:token>/review/", views.review, name="review"),
    path("<slug:ref>/<slug:token>/link/", views.link, name="link"),
    path("<slug:ref>/<slug:token>/message/", views.message, name="message"),
    path("<slug:ref>/<slug:token>/confirm/<str:signature>/", views.confirm, name="confirm"),
    path("<slug:ref>/<slug:token>/documents/<int:pk>/", views.document, name="document"),
    path("<slug:ref>/<slug:token>/<slug:name>/", views.step, name="step"),
]
