"""What is typed to ask about a need or an offer, and to answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from matchmaking.own.forms import LINKS
from matchmaking.own.questions import LONGEST
from matchmaking.own.steering import ButtonForm
from portal.core.form_fields import text

READERS = [
    ("yes", gettext_lazy("Everybody who sees the page, once it is answered")),
    ("no", gettext_lazy("Only the owner and your organisation")),
]


class AskForm(ButtonForm):
    button = gettext_lazy("Ask a question")

    text = text(gettext_lazy("Your question"), most=LONGEST, links=LINKS, rows=6)
    is_public = forms.ChoiceField(
        label=gettext_lazy("Who reads question and answer"), choices=READERS, widget=forms.RadioSelect, initial="yes"
    )

    def clean_is_public(self) -> bool:
        return self.cleaned_data["is_public"] == "yes"


class AnswerForm(ButtonForm):
    button = gettext_lazy("Answer")

    text = text(gettext_lazy("Your answer"), most=LONGEST, links=LINKS, rows=6)
