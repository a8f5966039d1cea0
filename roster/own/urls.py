"""The consultant's own pages, and the mailed links that lead to them: /roster/mine/…, /roster/claim/…"""

from django.urls import path

from roster.own import claim_views, currency_views

app_name = "profile"
urlpatterns = [
    path("claim/<uuid:token>/", claim_views.claim, name="claim"),
    path("claim/<uuid:token>/decline/", claim_views.decline, name="decline"),
    path("still-correct/<uuid:token>/", currency_views.still_correct, name="still-correct"),
]
