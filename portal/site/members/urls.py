"""Pages of people who act for organisations: /account/organisations/…"""

from django.urls import include, path

from portal.site.members import contact_views, nomination_views, people_views, record_views, views

app_name = "members"
of_one = [
    path("", people_views.organisation, name="organisation"),
    path("join/", views.join, name="join"),
    path("leave/", people_views.leave, name="leave"),
    path("invite/", people_views.invite, name="invite"),
    path("invitations/<int:pk>/", people_views.invitation, name="sent"),
    path("members/<int:pk>/", people_views.member, name="member"),
    path("contacts/", contact_views.contacts, name="contacts"),
    path("contacts/new/", contact_views.contact, name="new-contact"),
    path("contacts/<int:pk>/", contact_views.contact, name="contact"),
    path("nominations/", nomination_views.nominations, name="nominations"),
    path("records/", record_views.records, name="records"),
    path("records/new/", record_views.activity, name="propose-activity"),
    path("records/<slug:ref>/", record_views.activity, name="activity"),
    path("records/<slug:ref>/discard/", record_views.discard, name="discard-activity"),
    path("requests/<int:pk>/", people_views.request_to_join, name="request"),
]
urlpatterns = [
    path("", views.organisations, name="list"),
    path("act/", views.act, name="act"),
    path("find/", views.find, name="find"),
    path("propose/", views.propose, name="propose"),
    path("<slug:slug>/", include(of_one)),
]
