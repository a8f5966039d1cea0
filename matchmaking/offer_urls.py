"""``/offers/``."""

from django.urls import path

from matchmaking import views
from matchmaking.models import Offer
from matchmaking.suggestion_views import remember
from portal.core.correction_pages import correct

app_name = "offers"
urlpatterns = [
    path("", views.offer_list, name="list"),
    path("suggest/", views.offer_suggest, name="suggest"),
    path("<slug:ref>/", views.offer_detail, name="detail"),
    path("<slug:ref>/suggestions/", remember, {"model": Offer}, name="suggestions"),
    path("<slug:ref>/correct/", correct, {"model": Offer}, name="correct"),
]
