"""The consultant's own pages, and the mailed links that lead to them."""

from django.urls import path

from roster.own import claim_views, currency_views, edit_views, views

app_name = "profile"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("mine/edit/", edit_views.edit, name="edit"),
    path("mine/choices/", views.choices, name="choices"),
    path("mine/preview/", views.preview, name="preview"),
    path("mine/away/", views.away, name="away"),
    path("mine/withdraw/", views.withdraw, name="withdraw"),
    path("mine/data/", views.data, name="data"),
    path("claim/<uuid:token>/", claim_views.claim, name="claim"),
    path("claim/<uuid:token>/decline/", claim_views.decline, name="decline"),
    path("still-correct/<uuid:token>/", currency_views.still_correct, name="still-correct"),
]
