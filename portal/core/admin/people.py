"""Who acts for institutions, and accounts. Accounts are an administrator's matter."""

from __future__ import annotations

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core import api_keys
from portal.core.admin.lines import LineInline
from portal.core.admin.lookup import LooksUp
from portal.core.models import ApiKey, Membership, User

# Roles say what a person may do here; Django's permission groups would be a second, silent way. Addresses, second
# factors and devices are their owner's.
for theirs in (Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(theirs)


class PersonField(forms.ModelChoiceField):
    """A person by e-mail address: curators appoint members without a list of everybody's addresses."""

    widget = forms.EmailInput

    def __init__(self, **kwargs):
        unknown = gettext_lazy("Nobody has an account with this address.")
        super().__init__(
            User.objects.filter(is_active=True), to_field_name="email", error_messages={"invalid_choice": unknown},
            label=gettext_lazy("E-mail address of the person"), **kwargs,
        )  # fmt: skip

    def to_python(self, value: str) -> User | None:
        if value in self.empty_values:
            return None
        person = self.queryset.filter(email__iexact=str(value).strip()).first()
        if person is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return person

    def prepare_value(self, value):
        # The form knows a stored membership by the person's key; the widget shows the address.
        if isinstance(value, int):
            value = User.objects.filter(pk=value).first()
        return super().prepare_value(value)


class MembershipForm(forms.ModelForm):
    user = PersonField()


class MembershipInline(LineInline):
    model = Membership
    form = MembershipForm
    fields = ["user", "role"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user", "organisation")


@admin.register(Membership)
class MembershipAdmin(LooksUp, admin.ModelAdmin):
    section = "people"
    form = MembershipForm
    list_display = ["user", "organisation", "role"]
    list_filter = ["role"]
    list_select_related = ["user", "organisation"]
    search_fields = ["user__name", "user__email", "organisation__name", "organisation__acronym"]
    ordering = ["organisation__name", "user__email"]
    autocomplete_fields = ["organisation"]


class OneAccount:
    """For forms of an account: in large letters or small, an address signs in to one."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody already has an account with this address."), code="unique")
        return email


class NewAccountForm(OneAccount, AdminUserCreationForm):
    pass


class AccountForm(OneAccount, forms.ModelForm):
    """An account without its password, of which nobody needs to see anything; it is set on a page of its own."""

    by: User  # who is editing; set by the admin class for each request

    def clean(self) -> dict:
        cleaned = super().clean()
        changed = self.instance.pk == self.by.pk and {"role", "is_active"} & set(self.changed_data)
        if changed:
            raise ValidationError(_("Your own rights can only be changed by another administrator."), code="own_rights")
        return cleaned


@admin.register(User)
class UserAdmin(LooksUp, DjangoUserAdmin):
    section = "people"
    form = AccountForm
    add_form = NewAccountForm
    list_display = ["email", "name", "role", "is_active", "created_at", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = ()
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    readonly_fields = ["password_link", "created_at", "last_login"]
    actions = ["remove_second_factor"]
    fieldsets = [
        (None, {"fields": ["email", "name", "role", "is_active", "password_link"]}),
        (
            gettext_lazy("What a curator looks after"),
            {
                "fields": ["regions", "topics", "notify_by_mail"],
                "description": gettext_lazy(
                    "Says who is told of new work, not what a curator may do. Without regions and topics: told of what "
                    "nobody else looks after."
                ),
            },
        ),
        (gettext_lazy("Kept by the portal"), {"fields": ["created_at", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "role", "usable_password", "password1", "password2"]})]

    @admin.display(description=gettext_lazy("password"))
    def password_link(self, account: User) -> str:
        page = reverse("admin:auth_user_password_change", args=[account.pk])
        return format_html('<a href="{}">{}</a>', page, _("Set a new password"))

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """A new address has to be confirmed at the next sign-in; the one before no longer signs in."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            obj.emailaddress_set.all().delete()

    @admin.action(
        description=gettext_lazy("Remove the second factor, sign out everywhere and revoke keys"),
        permissions=["change"],
    )
    def remove_second_factor(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """For somebody who has lost the device and the recovery codes, and whom the administrator knows."""
        people = list(queryset.exclude(pk=request.user.pk))
        for session in UserSession.objects.filter(user__in=people):
            session.end()
        Authenticator.objects.filter(user__in=people).delete()
        api_keys.revoke(ApiKey.objects.filter(owner__in=people))
        for person in people:
            self.log_change(request, person, _("Second factor removed."))
        text = ngettext(
            "%(count)d account has no second factor now. Its owner sets one up at the next visit to the desk.",
            "%(count)d accounts have no second factor now. Their owners set one up at the next visit to the desk.",
            len(people),
        )
        messages.success(request, text % {"count": len(people)})

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts stand in the stamps of records; who leaves may no longer sign in."""
        return False
