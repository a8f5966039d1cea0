"""``/matchmaking/``: what organisations do with their needs and offers, and with each other."""

from django.urls import path

from matchmaking.matching import interest_views
from matchmaking.matching import views as match_views
from matchmaking.own import desk_views, question_views, steering_views, views

app_name = "matchmaking"
urlpatterns = [
    path("", desk_views.desk, name="desk"),
    # Before <room>/<ref>/, which they look like.
    path("matches/", match_views.match_list, name="matches"),
    path("matches/introduce/", interest_views.introduce, name="introduce"),
    path("matches/<slug:ref>/", match_views.match_page, name="match"),
    path("matches/<slug:ref>/documents/", match_views.add_documents, name="documents"),
    path("matches/<slug:ref>/documents/<int:pk>/", match_views.document, name="document"),
    path("matches/<slug:ref>/documents/<int:pk>/remove/", match_views.remove_document, name="document-remove"),
    path("matches/<slug:ref>/<slug:name>/", match_views.move, name="move"),
    path("interests/<int:pk>/", interest_views.interest, name="interest"),
    path("<slug:room>/new/", views.begin, name="begin"),
    path("<slug:room>/<slug:ref>/", views.write, name="write"),
    path("<slug:room>/<slug:ref>/discard/", views.discard, name="discard"),
    path("<slug:room>/<slug:ref>/copy/", views.copy, name="copy"),
    path("<slug:room>/<slug:ref>/ask/", question_views.ask, name="ask"),
    path("<slug:room>/<slug:ref>/interest/", interest_views.express, name="express"),
    path("<slug:room>/<slug:ref>/questions/<int:pk>/", question_views.answer, name="answer"),
    path("<slug:room>/<slug:ref>/<slug:name>/", steering_views.steer, name="steer"),
]
