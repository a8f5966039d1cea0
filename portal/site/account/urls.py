"""Everything about one's own account, under /account/. Names without a prefix of ours are django-allauth's."""

from django.urls import include, path

from portal.site.account import keys, pages, passkeys

urlpatterns = [
    path("", pages.overview, name="account"),
    path("desk/", pages.desk, name="account-desk"),
    path("profile/", pages.profile, name="account-profile"),
    path("mails/", pages.mails, name="account-mails"),
    path("mails/stop/<str:token>/", pages.stop_mails, name="account-mails-stop"),
    path("keys/", keys.own, name="account-keys"),
    path("keys/new/", keys.new, name="account-key-new"),
    path("keys/revoke/", keys.revoke_all, name="account-keys-revoke"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="account-key-revoke"),
    path("data/", pages.data, name="account-data"),
    path("data/file/", pages.data_file, name="account-data-file"),
    path("close/", pages.close, name="account-close"),
    path("", include("allauth.account.urls")),
    path("devices/", include("allauth.usersessions.urls")),
    path("second-factor/webauthn/keys/<int:pk>/remove/", passkeys.remove),
    path("second-factor/", include("allauth.mfa.urls")),
]
