"""The mails of accounts. None can be stopped but that of a new device: they tell of what somebody did to the account.

django-allauth decides when they leave (``BY_NAME``). To an address without an account goes a mail as well, so that
whoever asks with somebody else's address learns nothing from the page.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from django.urls import reverse, translate_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import Mail, User
from portal.core.notifications import KINDS, Kind, notify
from portal.core.outbox import queue

KINDS["new_device"] = Kind(
    gettext_lazy("Somebody signed in to your account in a browser that is new to it"),
    gettext_lazy("So that you notice if it was not you."),
)
CHANGES = {
    "password_changed": gettext_lazy("Its password was changed."),
    "password_reset": gettext_lazy("It has a new password, set by a link that was mailed to you."),
    "password_set": gettext_lazy("It has a password now."),
    "email_changed": gettext_lazy("It has another e-mail address. No further mail comes to this one."),
    "totp_activated": gettext_lazy("Signing in now asks for a code of an authenticator app."),
    "totp_deactivated": gettext_lazy("Signing in no longer asks for a code of an authenticator app."),
    "webauthn_added": gettext_lazy("A passkey was added. It opens the account."),
    "webauthn_removed": gettext_lazy("A passkey was removed."),
    "recovery_codes_generated": gettext_lazy("It has new recovery codes. Those from before no longer work."),
}


def confirm_address(email: str, context: dict, *, site: str) -> Mail | None:
    """A link that confirms the address: of a new account, of one that never confirmed it, or of a changed one."""
    language = _language(email, context.get("user"))
    url = _link(site, context["activate_url"], language)
    with translation.override(language):
        why = _("You get this mail because this address was given for an account on the portal.")
        return queue(
            "account_confirm_address", to=email, cause=_minute() + context["key"], why=why, context={"url": url},
            is_secret=True,
        )  # fmt: skip


def address_known(email: str, context: dict, *, site: str) -> Mail | None:
    """To somebody who has an account and wanted to open another, or whose address was used for that."""
    with translation.override(_language(email)):
        why = _("You get this mail because somebody wanted to open an account with this address.")
        urls = {
            "sign_in_url": site + reverse("account_login"),
            "reset_url": site + reverse("account_reset_password"),
        }
        return queue("account_address_known", to=email, cause=_minute(), why=why, context=urls)


def address_unknown(email: str, context: dict, *, site: str) -> Mail | None:
    """To an address without an account, for which somebody asked a new password or a code."""
    with translation.override(_language(email)):
        why = _("You get this mail because somebody wanted to sign in with this address.")
        url = site + reverse("account_signup")
        return queue("account_address_unknown", to=email, cause=_minute(), why=why, context={"url": url})


def sign_in_code(email: str, context: dict, *, site: str) -> Mail | None:
    with translation.override(_language(email)):
        why = _("You get this mail because somebody wanted to sign in with this address.")
        code, host = context["code"], urlsplit(site).netloc
        context = {"code": code, "host": host}
        return queue("account_sign_in_code", to=email, cause=_minute() + code, why=why, context=context, is_secret=True)


def new_password(email: str, context: dict, *, site: str) -> Mail | None:
    """A link that leads to a form for a new password. It works for a day, and once."""
    language = _language(email, context["user"])
    url = _link(site, context["password_reset_url"], language)
    with translation.override(language):
        why = _("You get this mail because somebody asked for a new password for the account of this address.")
        return queue(
            "account_new_password", to=email, cause=_minute() + context["key"], why=why, context={"url": url},
            is_secret=True,
        )  # fmt: skip


def changed(email: str, context: dict, *, site: str, name: str) -> Mail | None:
    """Something that decides who gets into the account is not what it was: ``name`` is one of ``CHANGES``."""
    with translation.override(_language(email, context.get("user"))):
        why = _("You get this mail because it has to do with the safety of your account.")
        words = {
            "what": CHANGES[name], "reset_url": site + reverse("account_reset_password"),
            "contact_url": site + reverse("about"),
        }  # fmt: skip
        return queue("account_changed", to=email, cause=f"{name} {timezone.now().isoformat()}", why=why, context=words)


def new_device(person: User, *, site: str) -> Mail | None:
    """What the browser says of itself is not told: whoever signed in wrote it."""
    why = gettext_lazy("You get this mail because somebody signed in to your account.")
    now = timezone.now()
    words = {"at": now, "devices_url": site + reverse("usersessions_list")}
    return notify(person, "new_device", "account_new_device", cause=now.isoformat(), why=why, context=words, site=site)


# By what allauth calls them.
BY_NAME = {
    "email_confirmation": confirm_address,
    "email_confirmation_signup": confirm_address,
    "account_already_exists": address_known,
    "unknown_account": address_unknown,
    "login_code": sign_in_code,
    "password_reset_key": new_password,
    **{name: partial(changed, name=name) for name in CHANGES},
}


def _language(email: str, person: User | None = None) -> str:
    """That of the account, whatever page somebody else has asked from; without one, that of the page."""
    person = person or User.objects.filter(email=email).first()
    return person.language if person else translation.get_language()


def _link(site: str, url: str, language: str) -> str:
    """The page at the address that allauth has made for this request, in another language."""
    return site + translate_url(urlsplit(url).path, language)


def _minute() -> str:
    """A double click is one mail."""
    return f"{timezone.now():%Y-%m-%d %H:%M} "
