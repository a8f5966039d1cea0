"""Focal points of an organisation: whom to ask, and who may know it. Its administrators write them."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.core import focal_points
from portal.core.models import FocalPoint, Membership
from portal.site.members.access import READABLE, WRITABLE, for_members
from portal.site.members.people_views import ADMINS


class FocalPointForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = FocalPoint
        fields = ["function", "name", "subject", "shown_to", "email", "phone", "contact_shown_to", "has_consent"]
        widgets = {"shown_to": forms.RadioSelect, "contact_shown_to": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("maxlength", None)
            field.widget.attrs["dir"] = "ltr" if name in {"email", "phone"} else "auto"
            if isinstance(field, forms.ChoiceField):
                field.choices = FocalPoint._meta.get_field(name).choices  # nobody chooses "nothing"
        self.helper = FormHelper()
        self.helper.form_tag = False


@for_members(*READABLE)
def contacts(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What this member may see of them."""
    found = focal_points.contacts(request.user, organisation=membership.organisation)
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "contacts": found,
        "administers": membership.role in ADMINS,
    }
    return render(request, "members/contacts.html", context)


@for_members(*WRITABLE, roles=ADMINS)
def contact(request: HttpRequest, membership: Membership, pk: int | None = None) -> HttpResponse:
    point = FocalPoint(organisation=membership.organisation)
    if pk:
        own = FocalPoint.objects.editable_by(request.user)
        point = get_object_or_404(own, pk=pk, organisation=membership.organisation)
    form = FocalPointForm(request.POST if request.method == "POST" else None, instance=point)
    if request.method == "POST" and "delete" in request.POST:
        if point.pk is None:
            raise PermissionDenied
        point.delete()
        messages.success(request, _("The focal point is deleted."))
        return redirect("members:contacts", membership.organisation.slug)
    if request.method == "POST" and form.is_valid():
        form.instance.updated_by = request.user
        form.save()
        messages.success(request, _("Saved. It is shown to whom you chose."))
        return redirect("members:contacts", membership.organisation.slug)
    context = {"membership": membership, "organisation": membership.organisation, "form": form, "point": point}
    return render(request, "members/contact.html", context)
