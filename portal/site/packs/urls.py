"""``/countries/KE/pack.xlsx``, ``/organisations/kipi/pack.json``, ``/topics/patents/pack.xlsx``."""

from django.urls import re_path

from portal.site.packs import views

urlpatterns = [
    re_path(
        r"^(?P<kind>countries|organisations|topics)/(?P<code>[-\w]+)/pack\.(?P<extension>xlsx|json)$",
        views.pack,
        name="pack",
    )
]
