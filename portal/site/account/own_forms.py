"""Forms of one's own pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from portal.core.forms import few_links
from portal.core.models import User
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


class MailsForm(forms.Form):
    """Every kind that may be stopped; a kind without its tick is stopped."""

    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Mail me when"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person: User, **kwargs):
        stopped = set(person.stopped_mails.values_list("kind", flat=True))
        super().__init__(*args, initial={"wanted": [kind for kind in KINDS if kind not in stopped]}, **kwargs)
        self.fields["wanted"].choices = [(code, kind.label) for code, kind in KINDS.items()]
