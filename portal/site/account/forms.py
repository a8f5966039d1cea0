"""The forms of accounts: django-allauth's, in our words. What they check and do is allauth's."""

from __future__ import annotations

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.core.forms import few_links

ADDRESS = gettext_lazy("E-mail address")
PASSWORD = gettext_lazy("Password")
NEW_PASSWORD = gettext_lazy("New password")
LONG_ENOUGH = gettext_lazy("At least 12 characters. A few words that do not belong together are easy to remember.")
CODE_OF_APP = gettext_lazy("Six digits, from your authenticator app; or one of your recovery codes.")


class InOurWords:
    """``words``: label and hint by field. No placeholder repeats a label, no browser cuts what is pasted, and a
    password is typed once: whoever mistypes it gets back by mail."""

    words: dict[str, tuple] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.pop("maxlength", None)
            if field.widget.input_type in {"email", "password"} or field.widget.attrs.get("type") == "email":
                field.widget.attrs["dir"] = "ltr"
            if name in self.words:
                field.label, field.help_text = self.words[name]


class SignInForm(InOurWords, account.LoginForm):
    words = {"login": (ADDRESS, ""), "password": (PASSWORD, "")}


class SignUpForm(InOurWords, account.SignupForm):
    field_order = ["name", "email", "password1", "website"]
    words = {
        "email": (ADDRESS, gettext_lazy("We send a link to it. The account opens once you have followed it.")),
        "password1": (PASSWORD, LONG_ENOUGH),
    }
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=150, required=False, validators=[few_links(0)],
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        help_text=gettext_lazy("As colleagues in your institution should see it."),
    )  # fmt: skip
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("This field is a trap for programs. Please empty it and send the form again."))
        return ""

    def custom_signup(self, request, user) -> None:
        user.name, user.language = self.cleaned_data["name"], get_language()
        user.save(update_fields=["name", "language"])

    def try_save(self, request) -> tuple:
        """The answer must not say, not even by being quicker, that there is an account already: a password is hashed
        in either case. Of two that open it at once one is too late, and is answered as if it had come later."""
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:
                self.account_already_exists = True
        else:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class NewAddressForm(InOurWords, account.AddEmailForm):
    words = {
        "email": (
            gettext_lazy("New e-mail address"),
            gettext_lazy("We send a link to it. Until you have followed it, the present address stays."),
        )
    }


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    words = {"oldpassword": (gettext_lazy("Present password"), ""), "password1": (NEW_PASSWORD, LONG_ENOUGH)}


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    words = {"password1": (NEW_PASSWORD, LONG_ENOUGH)}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    words = {"email": (ADDRESS, "")}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, LONG_ENOUGH)}


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class MailCodeForm(InOurWords, account.RequestLoginCodeForm):
    words = {"email": (ADDRESS, "")}


class MailedCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    words = {"code": (gettext_lazy("Code from the mail"), "")}


class SecondFactorForm(InOurWords, mfa.AuthenticateForm):
    words = {"code": (gettext_lazy("Code"), CODE_OF_APP)}


class SecondFactorAgainForm(InOurWords, mfa.ReauthenticateForm):
    words = {"code": (gettext_lazy("Code"), CODE_OF_APP)}


class ActivateTOTPForm(InOurWords, AllauthActivateTOTPForm):
    words = {"code": (gettext_lazy("Code that the app shows now"), gettext_lazy("Six digits."))}


class AddPasskeyForm(InOurWords, AddWebAuthnForm):
    words = {
        "name": (gettext_lazy("Name of the passkey"), gettext_lazy("To tell it from others, such as “office laptop”.")),
        "passwordless": (
            gettext_lazy("Sign in with this passkey alone"),
            gettext_lazy("The device then asks for your fingerprint, face or PIN."),
        ),
    }


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):
    words = {"name": (gettext_lazy("Name of the passkey"), "")}
