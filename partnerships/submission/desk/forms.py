"""What a curator is asked for a decision on a partnership."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.submission.known import named
from portal.core.admin.decision_forms import ChangesForm, NoWords, ReasonForm


class DuplicateForm(ReasonForm):
    """``of`` is one of those that look alike, or any other by its reference."""

    alike = forms.ChoiceField(label=gettext_lazy("Which one"), required=False, widget=forms.RadioSelect)
    other = forms.CharField(
        label=gettext_lazy("Its reference"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Of a record or of another submission. For example: PI-2019-0004"),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alike"].choices = [(each["known"].ref, each["known"].title) for each in self.page.alike]
        self.order_fields(["alike", "other", "answer", "reason"])

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen, other = cleaned.pop("alike", ""), cleaned.pop("other", "")
        if self.has_error("alike") or self.has_error("other"):
            return cleaned
        found = named(other or chosen, self.page.user)
        if found is None:
            nothing = _("Choose one, or write its reference.")
            unknown = _("The portal knows no record and no submission with the reference “%(ref)s”.") % {"ref": other}
            self.add_error("other", unknown if other else nothing)
        elif found == self.page.submission:
            self.add_error("other", _("This is the submission itself."))
        else:
            cleaned["of"] = found.ref
        return cleaned


FORMS = {"accept": NoWords, "ask-partners": NoWords, "ask-for-changes": ChangesForm, "duplicate": DuplicateForm}
