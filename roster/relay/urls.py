"""Addresses of the relay, among those of the roster (roster/urls.py)."""

from django.urls import path

from roster.relay import views

urlpatterns = [
    path("conversations/<uuid:key>/", views.conversation, name="conversation"),
    path("<slug:ref>/contact/", views.contact, name="contact"),
    path("<slug:ref>/contact/sent/", views.contact_sent, name="contact_sent"),
]
