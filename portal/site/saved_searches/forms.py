"""The forms of saved searches: a new one, sent by anybody, and a change by its reader."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from portal.core.forms import PublicForm, few_links
from portal.core.models import SavedSearch

Period = SavedSearch.Period


class SearchFields(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Its name"), max_length=100, validators=[few_links(0)],
        help_text=gettext_lazy("Your mails call it that. Nobody else sees it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": gettext_lazy("Give it a name, so that you recognise it in a mail.")},
    )  # fmt: skip
    period = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Period, initial=Period.WEEKLY, widget=forms.RadioSelect,
        help_text=gettext_lazy("One mail with what is new in all your searches; none when nothing is new."),
        error_messages={"required": gettext_lazy("Choose how often.")},
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mails"), choices=settings.LANGUAGES,
        help_text=gettext_lazy("Of all your searches. Titles stay as they were written."),
    )  # fmt: skip

    def __init__(self, *args, has_account: bool, **kwargs):
        """Without an account there is no list in which a search without mails could stand."""
        super().__init__(*args, **kwargs)
        if not has_account:
            self.fields["period"].choices = [each for each in Period.choices if each[0] != Period.NEVER]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())  # one line: mails have it as a heading


class SaveForm(SearchFields, PublicForm):
    button = gettext_lazy("Save this search")

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=254,
        help_text=gettext_lazy("You get a mail with a button: only whoever presses it gets further ones."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": gettext_lazy("Without an account we need an address to write to.")},
    )  # fmt: skip

    def __init__(self, *args, has_account: bool, **kwargs):
        super().__init__(*args, has_account=has_account, **kwargs)
        if has_account:
            del self.fields["email"]
            self.quickest = timedelta(0)


class ChangeForm(SearchFields):
    pass
