"""The forms with which people find, found and join organisations, and with which administrators choose who acts."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import reference as reference_memory
from portal.core.form_fields import CountryField, TermField, text
from portal.core.forms import few_links
from portal.core.models import Country, Membership, OrganisationType

ROLES = [
    (Membership.Role.READER, gettext_lazy("Reader: sees what the organisation prepares")),
    (Membership.Role.EDITOR, gettext_lazy("Editor: also writes records and sends them to the curators")),
    (Membership.Role.ADMIN, gettext_lazy("Administrator: also decides who the members are, and their roles")),
]


class MemberForm(forms.Form):
    """Of whoever is signed in. Our messages say more than a browser's, so the browser checks nothing."""

    button = gettext_lazy("Save")
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            if hasattr(field, "offer"):
                field.offer(reference_memory.current())
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.add_input(Submit("", self.button))


def role_field(**kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Role"), choices=ROLES, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the person may do.")}, **kwargs,
    )  # fmt: skip


class FindForm(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Name or acronym"), max_length=250,
        help_text=gettext_lazy("In any language it is known by. For example: INPI"),
        error_messages={"required": gettext_lazy("Enter a name or an acronym.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization"}),
    )  # fmt: skip
    country = CountryField(label=gettext_lazy("Country"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs.pop("maxlength", None)
        self.fields["country"].offer(reference_memory.current())
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.attrs = {"novalidate": True, "role": "search"}
        self.helper.add_input(Submit("", _("Find")))


class ProposeForm(MemberForm):
    button = gettext_lazy("Propose the organisation")

    name = text(
        gettext_lazy("Name"),
        gettext_lazy("In full, as it calls itself. For example: Kenya Industrial Property Institute"), most=250,
        autocomplete="organization",
    )  # fmt: skip
    acronym = text(gettext_lazy("Acronym"), gettext_lazy("For example: KIPI"), most=40, required=False)
    type = TermField(OrganisationType, label=gettext_lazy("What it is"))
    country = CountryField(label=gettext_lazy("Country"), or_international=True)
    website = forms.URLField(
        label=gettext_lazy("Website"), max_length=200, assume_scheme="https",
        help_text=gettext_lazy("Curators verify the organisation there. For example: https://www.example.org"),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    description = text(
        gettext_lazy("What it does"), gettext_lazy("In a sentence or two. Shown on its page once it is verified."),
        most=1000, links=1, required=False, rows=4,
    )  # fmt: skip

    def words(self) -> dict:
        """What ``organisations.propose`` takes."""
        cleaned = self.cleaned_data
        known = reference_memory.current()[OrganisationType].by_code
        return {name: cleaned[name] for name in ("name", "acronym", "website", "description")} | {
            "type": OrganisationType.objects.get(pk=known[cleaned["type"]].id),
            "country": Country.objects.filter(pk=cleaned["country"]).first(),  # none: it is international
        }


class JoinForm(MemberForm):
    button = gettext_lazy("Ask to join")

    message = forms.CharField(
        label=gettext_lazy("A word to its administrators"), required=False, max_length=500, validators=[few_links(0)],
        help_text=gettext_lazy("Who you are there. Only its administrators read it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class InviteForm(MemberForm):
    button = gettext_lazy("Send the invitation")

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), max_length=254,
        help_text=gettext_lazy("Of the person, not of an office: whoever opens the mail acts for your organisation."),
        error_messages={"required": gettext_lazy("Enter the address of the person to invite.")},
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    role = role_field(initial=Membership.Role.EDITOR)


class RoleForm(MemberForm):
    button = gettext_lazy("Change the role")

    role = role_field()
