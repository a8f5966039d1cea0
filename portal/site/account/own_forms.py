"""Forms of one's own pages."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import api_keys, form_fields
from portal.core.dates import day_text
from portal.core.forms import few_links
from portal.core.models import Scope, User
from portal.core.notifications import KINDS


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": gettext_lazy("Your name")}
        help_texts = {
            "name": gettext_lazy("As colleagues in your institution should see it."),
            "language": gettext_lazy("Mails to you are written in it. The pages follow their address."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].validators.append(few_links(0))


class KeyForm(forms.Form):
    """A new key for programs."""

    name = form_fields.text(
        gettext_lazy("Name"), gettext_lazy("Which program uses it, and where: “Nightly copy, office server”."), most=80
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("The program may"), choices=Scope.choices, initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    last_day = forms.DateField(
        label=gettext_lazy("Last day on which it works"),
        help_text=gettext_lazy("In a year at the latest. A week before, we mail you."),
        widget=forms.DateInput(attrs={"type": "date", "class": "field__short"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs):
        today = timezone.localdate()
        super().__init__(*args, initial={"last_day": today + api_keys.USUAL}, **kwargs)
        self.earliest, self.latest = today, today + api_keys.LONGEST
        self.fields["last_day"].widget.attrs |= {"min": str(self.earliest), "max": str(self.latest)}

    def clean_last_day(self) -> date:
        day = self.cleaned_data["last_day"]
        if not self.earliest <= day <= self.latest:
            text = _("Choose a day from %(earliest)s to %(latest)s.")
            raise ValidationError(text % {"earliest": day_text(self.earliest), "latest": day_text(self.latest)})
        return day


class MailsForm(forms.Form):
    """Every kind that may be stopped; a kind without its tick is stopped."""

    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Mail me when"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person: User, **kwargs):
        stopped = set(person.stopped_mails.values_list("kind", flat=True))
        super().__init__(*args, initial={"wanted": [kind for kind in KINDS if kind not in stopped]}, **kwargs)
        self.fields["wanted"].choices = [(code, kind.label) for code, kind in KINDS.items()]
