"""Everything about one's own account, under /account/. Names without a prefix of ours are django-allauth's."""

from allauth.account.views import email
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import include, path

from portal.site.account import keys, pages, passkeys
from portal.site.account.second_factor import by_mailbox

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
    path("email/", by_mailbox(email)),
    path("", include("allauth.account.urls")),
    path("devices/", include("allauth.usersessions.urls")),
    path("second-factor/webauthn/keys/<int:pk>/remove/", passkeys.remove),
    path("second-factor/totp/activate/", by_mailbox(activate_totp)),
    path("second-factor/webauthn/add/", by_mailbox(add_webauthn)),
    path("second-factor/", include("allauth.mfa.urls")),
]
