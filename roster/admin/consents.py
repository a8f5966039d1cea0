"""Consents on the desk: read with their dates, and taken back for somebody who asks by telephone or letter.

Never given: that a person agreed is for the person to say, on the own page or by a link mailed to them. Taking back is
the other way round: it must work at once, whichever way somebody asks, and does no harm if it was a misunderstanding.
"""

from __future__ import annotations

import pghistory
from django import forms
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roster import consents
from roster.admin.pages import address, consultant, go, page
from roster.models import Consent, Consultant


class WithdrawForm(forms.Form):
    fields_withdrawn = forms.MultipleChoiceField(
        label=gettext_lazy("What is taken back"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what is taken back.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("How the consultant asked"),
        help_text=gettext_lazy("“By telephone, 3 May”. Kept with the history of the profile."),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        error_messages={"required": gettext_lazy("Say how the consultant asked for it.")},
    )

    def __init__(self, released: list[Consent], data: dict | None) -> None:
        super().__init__(data)
        self.fields["fields_withdrawn"].choices = [(each.field, each.get_field_display()) for each in released]


def withdraw_view(desk: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    record = consultant(desk, request, pk)
    released = list(record.consents.open())
    form = WithdrawForm(released, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        title = _("Take back consents for the consultant")
        return page(desk, request, "consents", title, record=record, form=form, released=released, back=address(record))
    go(request, lambda: _withdraw(record, form.cleaned_data, request), _("Taken back: nobody sees it any more."))
    return redirect(address(record))


def _withdraw(record: Consultant, said: dict, request: HttpRequest) -> None:
    with pghistory.context(user=request.user.pk, move="withdraw consents", reason=said["reason"]):
        consents.withdraw(record, said["fields_withdrawn"], by=request.user)
