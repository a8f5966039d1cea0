from django.urls import path

from partnerships.submission import later_views, partner_views, views, whole_views

app_name = "submission"
urlpatterns = [
    path("", views.start, name="start"),
    path("partner/<int:pk>/<slug:token>/", partner_views.partner, name="partner"),
    path("<slug:ref>/<slug:token>/", whole_views.status, name="status"),
    path("<slug:ref>/<slug:token>/review/", whole_views.review, name="review"),
    path("<slug:ref>/<slug:token>/link/", whole_views.link, name="link"),
    path("<slug:ref>/<slug:token>/message/", whole_views.message, name="message"),
    path("<slug:ref>/<slug:token>/confirm/<str:signature>/", whole_views.confirm, name="confirm"),
    path("<slug:ref>/<slug:token>/still-running/", later_views.still_running, name="still_running"),
    path("<slug:ref>/<slug:token>/documents/<int:pk>/", whole_views.document, name="document"),
    path("<slug:ref>/<slug:token>/<slug:name>/", views.step, name="step"),
]
