"""The forms of the curators' desk as a browser would send them: everything as shown, but for what a test changes."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from portal.core.models import User

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- of accounts that live as long as a test


def show_second_factor(client: Client, person: User) -> None:
    """What remains after somebody with an authenticator app has typed its code: a row, and a note in the session."""
    app, _is_new = Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt(TOTP_SECRET)}}
    )
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, "mfa", id=app.pk, type=app.type)
    request.session.save()


def sign_in(person: User | None) -> Client:
    """A browser of that person's, or of a visitor; a curator has shown a second factor."""
    client = Client()
    if person:
        client.force_login(person)
        if person.is_curator:
            show_second_factor(client, person)
    return client


def page(record, *more: str) -> str:
    """The address of a record's change page, or of another page about it: ``page(activity, "history")``."""
    name = more[0] if more else "change"
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


def list_of(model) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def as_shown(response: HttpResponse) -> dict[str, object]:
    """Every field of a change page with the value it shows, those of the lines included."""
    sent = _fields(response.context["adminform"].form)
    for shown in response.context["inline_admin_formsets"]:
        sent |= _fields(shown.formset.management_form)
        for form in shown.formset.forms:
            sent |= _fields(form)
    return sent


def another(sent: dict[str, object], prefix: str, **values: object) -> dict[str, object]:
    """The same with one line more, as the button "Add another" makes it."""
    number = int(sent[f"{prefix}-TOTAL_FORMS"])
    line = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return sent | line | {f"{prefix}-TOTAL_FORMS": number + 1}


def _fields(form: BaseForm) -> dict[str, object]:
    values = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def save_seen(client, address: str, sent: dict[str, object]) -> HttpResponse:
    """Press save, look at what the change would do, press save again."""
    shown = client.post(address, sent)
    assert shown.template_name == "admin/effects.html", errors(shown)
    return client.post(address, posted_on(shown) | {"_seen": shown.context["effect"].digest}, follow=True)


def posted_on(shown: HttpResponse) -> dict[str, object]:
    """What the page of effects sends along with whatever button is pressed."""
    return dict(shown.context["sent"])


def errors(response: HttpResponse) -> str:
    """All that a refused form says, in one text."""
    said = [response.context["adminform"].form.errors]
    for shown in response.context["inline_admin_formsets"]:
        said += [*shown.formset.errors, shown.formset.non_form_errors()]
    return " ".join(str(each) for each in said if each)


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]
