"""``/account/searches/``."""

from django.urls import path

from portal.site.saved_searches import pages

urlpatterns = [
    path("", pages.account_list, name="account-searches"),
    path("<int:pk>/", pages.account_change, name="account-search"),
]
