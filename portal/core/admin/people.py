"""Institutions, who acts for them, and accounts. Accounts are an administrator's matter."""

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

from portal.core.admin.lines import LineInline
from portal.core.admin.lookup import LooksUp
from portal.core.admin.vocabulary import FromFileAdmin
from portal.core.models import Membership, Organisation, User

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


class OrganisationForm(forms.ModelForm):
    aliases = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=gettext_lazy("One a line."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["aliases"] = "\n".join(self.instance.aliases)

    def clean_aliases(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["aliases"].splitlines() if name.strip()]
        if any(len(name) > 250 for name in names):
            raise ValidationError(_("A name has at most 250 characters."))
        return names


@admin.register(Organisation)
class OrganisationAdmin(FromFileAdmin):
    section = "people"
    form = OrganisationForm
    list_display = ["name", "acronym", "type", "country", "is_sample", "edited"]
    list_filter = ["type", "is_sample", "edited"]
    list_select_related = ["type", "country"]
    list_per_page = 50
    search_fields = ["name", "acronym", "slug", "aliases"]
    ordering = ["name", "pk"]
    autocomplete_fields = ["type", "country", "parent"]
    inlines = [MembershipInline]
    fields = [
        "name", "acronym", "aliases", "slug", "type", "country", "parent", "website", "note", "source",
        "is_sample", "edited",
    ]  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The code is part of public addresses: given once."""
        return ["slug", "edited"] if obj else ["edited"]

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """What a record names stays."""
        return super().has_delete_permission(request, obj) and not (obj and _is_named(obj))


def _is_named(organisation: Organisation) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: organisation.pk}).exists()
        for relation in organisation._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.on_delete is models.PROTECT
    )


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

    @admin.action(description=gettext_lazy("Remove the second factor and sign out everywhere"), permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """For somebody who has lost the device and the recovery codes, and whom the administrator knows."""
        people = list(queryset.exclude(pk=request.user.pk))
        for session in UserSession.objects.filter(user__in=people):
            session.end()
        Authenticator.objects.filter(user__in=people).delete()
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
