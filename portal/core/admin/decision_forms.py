"""What a curator is asked for a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.submitting.decisions import Decision
from portal.core.submitting.desk import DeskPage
from portal.core.submitting.openness import DOCUMENTS

LONGEST_REASON = 4000  # letters


class NoWords(forms.Form):
    """For a decision that needs none."""

    def __init__(self, *args, decision: Decision, page: DeskPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.decision, self.page = decision, page


class ReasonForm(NoWords):
    answer = forms.ChoiceField(
        label=gettext_lazy("Ready answer"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It reaches the submitter in the submitter’s language."),
    )
    reason = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 60, "dir": "auto"}),
        help_text=gettext_lazy("Sent as it is, quoted. Together with a ready answer, or instead of one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(each.value, each.label) for each in self.decision.answers]
        self.fields["answer"].choices = [("", _("None of these")), *offered]
        self.fields["reason"].widget.attrs.pop("maxlength", None)  # browsers cut what is pasted, without a word
        if not offered:
            del self.fields["answer"]

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned.setdefault("answer", "")
        wrote_nothing = not cleaned.get("reason") and not self.has_error("reason")
        if wrote_nothing and not cleaned["answer"] and not self.has_error("answer"):
            self.add_error("reason", _("Choose an answer or write one: the submitter will want to know why."))
        return cleaned


class ChangesForm(ReasonForm):
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("What is to be changed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only these are opened to the submitter, and marked. Without any, the whole form is."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = list(self._groups())
        self.fields["asked"].choices = [choice for _heading, choices in self.groups for choice in choices]
        self.order_fields(["asked", "answer", "reason"])

    def _groups(self):
        """``(heading, choices)`` of each step; the address stays the one that was confirmed."""
        submission = self.page.submission
        fixed = (submission.EMAIL_IN, "email")
        for step, form in self.page.forms.items():
            labels = {name: box.label for name, box in form.fields.items()}
            labels |= {name: each.spec.legend for name, each in form.line_lists.items()}
            order = [*form.fields, *(name for name in form.line_lists if name not in form.fields)]
            order = form.field_order or order
            choices = [(f"{step}.{name}", str(labels[name])) for name in order if (step, name) != fixed]
            documents = [(f"{step}.{DOCUMENTS}", _("Documents"))] if step == submission.DOCUMENTS_IN else []
            yield str(form.heading), choices + documents

    @property
    def ticks(self) -> list[dict]:
        chosen = self["asked"].value() or []
        return [
            {"heading": heading, "boxes": [(code, label, code in chosen) for code, label in choices]}
            for heading, choices in self.groups
        ]
