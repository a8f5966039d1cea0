"""Where django-allauth meets the portal: its mails go through the outbox, its words are ours, its secrets encrypted."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.core.mail import origin
from portal.core.models import User
from portal.core.rate_limit import client_address
from portal.core.sealed import seal, unseal
from portal.site.account import mails

DEVICE_COOKIE = "known_device"
DEVICE_COOKIE_AGE = 365 * 24 * 3600


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already the address of your account."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or was used before."),
        "incorrect_password": _("This is not your password."),
        "rate_limited": _("Many requests came at once. Please wait a few minutes."),
        "too_many_login_attempts": _(
            "Too many attempts failed. Wait five minutes, or sign in by a code that we send you by mail."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        mails.BY_NAME[template_prefix.rpartition("/")[2]](email, context, site=origin(self.request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only shown to the account's owner, and counted; what comes through a Unix socket has none."""
        return str(client_address(request) or "::")

    def confirm_email(self, request: HttpRequest, email_address) -> bool:
        """False if, since the mail was sent, somebody else has opened an account with the address."""
        try:
            with transaction.atomic():
                return super().confirm_email(request, email_address)
        except IntegrityError:
            self.add_message(request, messages.ERROR, message=str(_("Another account has this address by now.")))
            return False

    def login(self, request: HttpRequest, user: User) -> None:
        self.has_signed_in_before = user.last_login is not None
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **details) -> HttpResponse:
        """Tell somebody who has signed in before that it happened in a browser that they have not used."""
        known = request.get_signed_cookie(DEVICE_COOKIE, default="", salt=str(user.pk))
        response = super().post_login(request, user, **details)
        if self.has_signed_in_before and not known:
            mails.new_device(user, site=origin(request))
        response.set_signed_cookie(
            DEVICE_COOKIE, "yes", salt=str(user.pk), max_age=DEVICE_COOKIE_AGE, secure=settings.HTTPS,
            httponly=True, samesite="Lax",
        )  # fmt: skip
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("The curators’ desk needs a second factor. Set up another one first."),
        "incorrect_code": _("This code is not right, or was used before."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def encrypt(self, text: str) -> str:
        """Keys of the second factor are stored encrypted: a copy of the database alone opens no account."""
        return seal(text, "second_factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, "second_factor")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever curates keeps at least one."""
        if not authenticator.user.is_appointed:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
