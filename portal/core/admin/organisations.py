"""Institutions on the desk: the queue of proposed ones with look-alikes beside, verifying, rejecting, merging."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import membership_mails, merging_organisations, moving_rows, organisations, same_organisation
from portal.core.admin.lookup import LookUp
from portal.core.admin.moves import ReasonForm
from portal.core.admin.people import MembershipInline
from portal.core.admin.queues import QueueFilter, RemitFilter, Waiting, waiting
from portal.core.admin.reports import ShowsReports
from portal.core.admin.vocabulary import FromFileAdmin
from portal.core.curation import MoveRefused
from portal.core.mail import origin
from portal.core.models import Organisation

State = Organisation.State


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


class MergeForm(ReasonForm):
    """Which one is kept, and why the two are one."""

    into = forms.ModelChoiceField(
        Organisation.objects.verified(), label=gettext_lazy("Keep"),
        help_text=gettext_lazy("Type a part of its name. Only a verified organisation can be kept."),
        widget=LookUp(Organisation._meta.get_field("merged_into"), admin.site),
        error_messages={"required": gettext_lazy("Choose the organisation that is kept.")},
    )  # fmt: skip
    field_order = ["into", "reason"]


@admin.register(Organisation)
class OrganisationAdmin(ShowsReports, FromFileAdmin):
    section = "people"
    form = OrganisationForm
    list_display = ["name", "acronym", "type", "country", "state", "is_sample", "edited"]
    list_filter = [QueueFilter, RemitFilter, "state", "type", "is_sample", "edited"]
    list_select_related = ["type", "country"]
    list_per_page = 50
    search_fields = ["name", "acronym", "slug", "aliases"]
    ordering = ["name", "pk"]
    autocomplete_fields = ["type", "country", "parent", "language"]
    inlines = [MembershipInline]
    kept_by_the_portal = [
        "state",
        "state_reason",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
        "merged_into",
    ]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "aliases", "slug", "type", "country", "parent"]}),
        (gettext_lazy("Profile"), {"fields": ["description", "language", "website", "contact_url"]}),
        (gettext_lazy("Where it comes from"), {"fields": ["note", "source", "is_sample", "edited"]}),
        (gettext_lazy("Kept by the portal"), {"fields": kept_by_the_portal, "classes": ["collapse"]}),
    ]
    change_form_template = "admin/organisation/change_form.html"
    change_list_template = "admin/organisation/change_list.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        """The code is part of public addresses: given once."""
        return [*(["slug"] if obj else []), "edited", *self.kept_by_the_portal]

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        """What a record names stays."""
        return super().has_delete_permission(request, obj) and not (obj and _is_named(obj))

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queue, for the start page."""
        return list(waiting(Organisation.objects.all(), request))

    def get_search_results(self, request, queryset: QuerySet, search_term: str):
        """Other forms offer what a record may name; the one that is kept in a merge is checked by its form."""
        queryset, distinct = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(state__in=[State.VERIFIED, State.PENDING])
        return queryset, distinct

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        own = [
            path("alike/", view(self.alike_view), name="core_organisation_alike"),
            path("<path:object_id>/verify/", view(self.verify_view), name="core_organisation_verify"),
            path("<path:object_id>/reject/", view(self.reject_view), name="core_organisation_reject"),
            path("<path:object_id>/merge/", view(self.merge_view), name="core_organisation_merge"),
        ]
        return [*own, *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if obj and obj.state != State.MERGED:
            alike = organisations.look_alikes(
                obj.name, acronym=obj.acronym, aliases=obj.aliases, country=obj.country_id or "", but=obj.pk
            )
            context |= {"alike": [(each, likeness.reason, merge_url(obj, each)) for each, likeness in alike]}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # The moves -------------------------------------------------------------------------------------------------------
    def verify_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        organisation = self._found(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return self._go(request, organisation, lambda: organisations.verify(organisation, by=request.user))

    def reject_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        organisation = self._found(request, object_id)
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return self._ask(request, organisation, form, _("Reject"))
        reason = form.cleaned_data["reason"]
        return self._go(
            request, organisation, lambda: organisations.reject(organisation, by=request.user, reason=reason)
        )

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What moves is shown beside the form; whoever confirms has seen it."""
        gone = self._found(request, object_id)
        form = (
            MergeForm(request.POST)
            if request.method == "POST"
            else MergeForm(initial={"into": request.GET.get("into")})
        )
        if not form.is_valid():
            moving = moving_rows.preview(gone)
            return self._ask(request, gone, form, _("Merge into another organisation"), moving=moving, merges=True)
        into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
        return self._go(
            request, into, lambda: merging_organisations.merge(gone, into=into, by=request.user, reason=reason), gone
        )

    def alike_view(self, request: HttpRequest) -> HttpResponse:
        """Every two organisations that may be one, the most alike first."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        pairs = same_organisation.directory().pairs()
        ids = {known.pk for one, likeness in pairs for known in (one, likeness.known)}
        found = Organisation.objects.select_related("type", "country").in_bulk(ids)
        rows = [(found[one.pk], found[likeness.known.pk], likeness.reason) for one, likeness in pairs]
        context = self._context(request, _("Organisations that may be one"))
        context["rows"] = [
            (one, other, reason, merge_url(one, other), merge_url(other, one)) for one, other, reason in rows
        ]
        return TemplateResponse(request, "admin/organisation/alike.html", context)

    def _found(self, request: HttpRequest, object_id: str) -> Organisation:
        organisation = self.get_object(request, unquote(object_id))
        if organisation is None:
            raise Http404
        if not self.has_change_permission(request, organisation):
            raise PermissionDenied
        return organisation

    def _go(self, request: HttpRequest, shown: Organisation, move, gone: Organisation | None = None) -> HttpResponse:
        try:
            with transaction.atomic():
                move()
                if not gone:
                    membership_mails.organisation_decided(shown, site=origin(request))
        except MoveRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(change_url(gone or shown))
        if gone:
            text = _("“%(gone)s” is now a former name of “%(name)s”.")
            messages.success(request, text % {"gone": gone.name, "name": shown.name})
        else:
            text = _("“%(name)s” is now in the state “%(state)s”.")
            messages.success(request, text % {"name": shown.name, "state": shown.get_state_display()})
        return redirect(change_url(shown))

    def _ask(self, request, organisation: Organisation, form: forms.Form, title: str, **more) -> HttpResponse:
        context = self._context(request, title)
        context |= {"record": organisation, "form": form, "back": change_url(organisation)} | more
        return TemplateResponse(request, "admin/organisation/ask.html", context)

    def _context(self, request: HttpRequest, title: str) -> dict:
        own = {"title": title, "opts": self.opts, "media": self.media + MergeForm().media}
        return self.admin_site.each_context(request) | own


def change_url(organisation: Organisation) -> str:
    return reverse("admin:core_organisation_change", args=[organisation.pk])


def merge_url(gone: Organisation, into: Organisation) -> str:
    """The page that merges, with the one to keep filled in; "" where that is not verified."""
    if not into.is_verified:
        return ""
    return f"{reverse('admin:core_organisation_merge', args=[gone.pk])}?{urlencode({'into': into.pk})}"


def _is_named(organisation: Organisation) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: organisation.pk}).exists()
        for relation in organisation._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and relation.on_delete is models.PROTECT
    )
