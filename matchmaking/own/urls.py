"""``/matchmaking/``: what organisations do with their needs and offers."""

from django.urls import path

from matchmaking.own import desk_views, question_views, steering_views, views

app_name = "matchmaking"
urlpatterns = [
    path("", desk_views.desk, name="desk"),
    path("<slug:room>/new/", views.begin, name="begin"),
    path("<slug:room>/<slug:ref>/", views.write, name="write"),
    path("<slug:room>/<slug:ref>/discard/", views.discard, name="discard"),
    path("<slug:room>/<slug:ref>/copy/", views.copy, name="copy"),
    path("<slug:room>/<slug:ref>/ask/", question_views.ask, name="ask"),
    path("<slug:room>/<slug:ref>/questions/<int:pk>/", question_views.answer, name="answer"),
    path("<slug:room>/<slug:ref>/<slug:name>/", steering_views.steer, name="steer"),
]
