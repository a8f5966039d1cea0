"""The forms of webhooks: where to, and what about."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.models import AnnouncedKind
from portal.site.webhooks.posting import is_safe, may

ANY = "1.1.1.1"  # for the port alone: an address that is surely public


class KindsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it hears of"), choices=AnnouncedKind, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Of each: what is published, changed and withdrawn, as far as visitors see it."),
        error_messages={"required": gettext_lazy("Choose at least one kind of record.")},
    )  # fmt: skip


class RegisterForm(KindsForm):
    url = forms.URLField(
        label=gettext_lazy("Address of your receiver"), max_length=500, assume_scheme="https",
        help_text=gettext_lazy("Begins with https:// and is open to the internet."),
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Where shall we send to?"),
            "invalid": gettext_lazy("This is no address: write https://hooks.example.org/portal."),
        },
    )  # fmt: skip
    field_order = ["url", "kinds"]

    def clean_url(self) -> str:
        """What can be said without asking: the rest is said by the ping."""
        url = self.cleaned_data["url"]
        parts = urlsplit(url)
        if not is_safe(url):
            raise ValidationError(_("We send by https only, so that nobody reads along."))
        if parts.username is not None or parts.fragment:
            raise ValidationError(_("Please leave out the name before @ and what follows #: they are not sent."))
        if not _is_open(parts):
            raise ValidationError(
                _("This is no public address: nothing is sent to private networks and unusual ports.")
            )
        return url


def _is_open(parts: SplitResult) -> bool:
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:  # a number that no port has
        return False
    try:
        return may(str(ip_address(parts.hostname)), port)
    except ValueError:  # a name, which is looked up when something is sent
        return may("127.0.0.1" if parts.hostname == "localhost" else ANY, port)
