"""What every form that strangers may send has in common. Its look is the template pack in templates/portal_forms/.

- The page's stamp: a token that nobody else can make, with the moment at which the form was opened. Sent twice it is
  the same token, which the database keeps unique: a double click, a reload or a retry makes one thing.
- Two traps for programs: a field that people do not see, and a form sent faster than anybody types.
- A refused form keeps what was typed, also when the page was too old for its protection against forgery.
"""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

STAMP = signing.TimestampSigner(salt="portal.core.forms")
QUICKEST = timedelta(seconds=3)  # from opening a form to sending it
OLDEST = timedelta(days=2)
LINK = re.compile(r"\w://|\bwww\.", re.IGNORECASE)  # one letter before: "\w+" would take hours over a long word


class PublicForm(forms.Form):
    button = gettext_lazy("Send")
    quickest = QUICKEST  # zero where somebody is signed in and has only to press the button

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    # People never see it; a program that fills in everything does.
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.token: UUID | None = None  # once the form is valid
        self.fields["stamp"].initial = new_stamp()
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut a long text that is pasted, without a word
        self.order_fields([name for name in self.fields if name != "website"])
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}  # our messages say more than a browser's, and can be read again
        self.helper.add_input(Submit("", self.button))

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is a trap for programs. Please empty it and send the form again."))
        return ""

    def clean(self) -> dict:
        cleaned = super().clean()
        try:
            self.token = UUID(STAMP.unsign(self.data.get("stamp", ""), max_age=OLDEST))
        except (signing.BadSignature, ValueError):  # too old a stamp is a bad one, too
            self.renew_stamp()
            raise ValidationError(old_page(), code="old_page") from None
        if not self.errors and self.quickest and _is_younger(self.data["stamp"], self.quickest):
            raise ValidationError(_("That was very quick. Please check what you entered and send the form again."))
        return cleaned

    def refuse_as_forged(self) -> None:
        """Say it once: with a page that is too old, stamp and protection against forgery fail together."""
        if not self.has_error(NON_FIELD_ERRORS, "old_page"):
            self.add_error(None, ValidationError(old_page(), code="old_page"))

    def renew_stamp(self) -> None:
        """The form shown again then counts as opened now, and makes a thing of its own."""
        self.data = self.data.copy()
        self.data["stamp"] = new_stamp()


def new_stamp() -> str:
    return STAMP.sign(str(uuid4()))


def _is_younger(stamp: str, age: timedelta) -> bool:
    try:
        STAMP.unsign(stamp, max_age=age)
    except signing.SignatureExpired:
        return False
    return True


def old_page() -> str:
    return _(
        "The page was open for long, or your browser did not keep its cookie. Nothing is lost: please send it again."
    )


def few_links(most: int):
    """A validator: links are what unwanted reports are sent for."""

    def validate(text: str) -> None:
        if len(LINK.findall(text)) > most:
            message = ngettext("At most %(most)d link, please.", "At most %(most)d links, please.", most)
            raise ValidationError(message, code="links", params={"most": most})

    return validate


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def is_forged(request: HttpRequest) -> bool:
    """Django's own check, for views that are exempt from it because they answer with the form instead of a page that
    says no: what was typed stays. Such a view must refuse whenever this is true."""
    check = _Check(lambda request: None)
    return check.process_view(request, None, (), {}) is not None
