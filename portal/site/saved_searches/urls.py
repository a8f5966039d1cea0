"""``/searches/``. One's own of an account: ``/account/searches/``."""

from django.urls import path

from portal.site.saved_searches import pages

urlpatterns = [
    path("new/<slug:room>/", pages.new, name="saved-search-new"),
    path("sent/", pages.sent, name="saved-search-sent"),
    path("confirm/<uuid:token>/", pages.confirm, name="saved-search-confirm"),
    path("<uuid:token>/", pages.private_list, name="saved-searches"),
    path("<uuid:token>/stop/", pages.stop, name="saved-searches-stop"),
    path("<uuid:token>/<int:pk>/", pages.private_change, name="saved-search"),
    path("<uuid:token>/<int:pk>/stop/", pages.stop, name="saved-search-stop"),
]
