"""Each mail as it would arrive, for the gallery: written by its own function in a transaction that is rolled back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from portal.core import mail
from portal.core.models import Correction, Mail, User
from portal.site.account import mails as account
from tad.models import Activity

SITE = "https://portal.example.org"


def correction(**values) -> Correction:
    record = Activity(ref="TA-2017-0042", title="Study visit to Windhoek", starts_on=date(2017, 11, 20))
    return Correction(
        ref="CR-0000-0007", token=UUID(int=7), record=record, part="dates", email="ana@example.org",
        language=get_language(), **values,
    )  # fmt: skip


def person() -> User:
    return User.objects.create_user("ana@example.org", language=get_language())


def of_account(send, **context):
    """``send`` is one of the account's mails; what allauth would hand to it stands in ``context``."""
    return lambda: send("ana@example.org", context, site=SITE)


SAMPLES = {
    "account_address_known": of_account(account.address_known),
    "account_address_unknown": of_account(account.address_unknown),
    "account_changed": of_account(account.BY_NAME["password_changed"]),
    "account_confirm_address": of_account(
        account.confirm_address, key="a:b", activate_url="/account/confirm-email/a:b/"
    ),
    "account_new_device": lambda: account.new_device(person(), site=SITE),
    "account_new_password": of_account(
        account.new_password,
        key="a-b",
        user=None,
        password_reset_url="/account/password/reset/key/1-a-b/",  # noqa: S106
    ),
    "account_sign_in_code": of_account(account.sign_in_code, code="QF3-7KD"),
    "correction_received": lambda: mail.correction_received(correction(), site=SITE),
    "correction_decided": lambda: mail.correction_decided(
        correction(state="accepted", answer="corrected", reason="The programme says 3 May.\nThank you for the link."),
        site=SITE,
    ),
}


def sample(name: str) -> Mail:
    """The mail in the active language. KeyError for a name that is no mail's."""
    with transaction.atomic():
        SAMPLES[name]()
        found = Mail.objects.filter(name=name).latest("pk")
        transaction.set_rollback(True)
    return found
