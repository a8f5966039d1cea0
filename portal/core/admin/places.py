"""Countries with their dated statuses, and groups with their members: what the classification rule judges by."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import groups, reclassify
from portal.core.admin.effects import ShownFirstForm, ShowsEffects, carry_out, concerns_judging
from portal.core.admin.lines import LineInline
from portal.core.admin.queues import QUEUES, Queue, QueueFilter, Waiting, waiting
from portal.core.admin.reports import ShowsReports
from portal.core.admin.spans import SpansFormSet
from portal.core.admin.vocabulary import NAMES, SEARCHED_NAMES, LabelledAdmin, LabelledForm, TermForm, VocabularyAdmin
from portal.core.models import Country, CountryGroup, CountryGroupMember, CountryStatus


def _should_be_over() -> Q:
    return Q(scheduled_to__lte=timezone.localdate(), valid_to__isnull=True)


# An announced end changes nothing by itself: graduations are put off. Somebody has to look, and to write what came.
QUEUES["ended-or-not"] = Queue(
    "ended-or-not", gettext_lazy("Ended or not?"), _should_be_over, F("scheduled_to"), only=CountryStatus
)


def _today(country: Country) -> dict[str, str]:
    day = timezone.localdate()
    return {status.scheme: status.value for status in country.statuses.all() if status.holds_on(day)}


class CountryForm(ShownFirstForm, LabelledForm):
    pass


class StatusForm(forms.ModelForm):
    value = forms.ChoiceField(label=gettext_lazy("value"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = CountryStatus.Value.choices


class StatusLines(SpansFormSet):
    among = "scheme"

    def save(self, commit: bool = True) -> list[CountryStatus]:
        """The rows of a list belong together: load_reference keeps them all as soon as one was edited here."""
        saved = super().save(commit)
        removed = [line.scheme for line in self.deleted_objects]
        schemes = {line.scheme for line in saved} | set(removed)
        if commit and schemes:
            CountryStatus.objects.filter(country=self.instance, scheme__in=schemes).update(edited=True)
        return saved


class StatusInline(LineInline):
    model = CountryStatus
    form = StatusForm
    formset = StatusLines
    fields = ["scheme", "value", "valid_from", "valid_to", "scheduled_to", "source", "note"]
    verbose_name_plural = gettext_lazy("Statuses, each with the days on which it holds")


class M49RegionFilter(admin.AllValuesFieldListFilter):
    """What lies in no region has the empty text, which would be a link without a word."""

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("None of these")}


@admin.register(Country)
class CountryAdmin(ShowsReports, ShowsEffects, LabelledAdmin):
    section = "places"
    form = CountryForm
    change_form_template = "admin/country/change_form.html"
    list_display = ["iso2", "name", "region", "development", "ldc", "edited"]
    list_display_links = ["iso2", "name"]
    list_filter = ["region", ("m49_region", M49RegionFilter), "edited"]
    list_select_related = ["region"]
    search_fields = ["iso2", "iso3", "everyday_name", *SEARCHED_NAMES]
    ordering = ["iso2"]
    autocomplete_fields = ["region"]
    inlines = [StatusInline]
    readonly_fields = ["iso2", "iso3", "edited"]
    fieldsets = [
        (None, {"fields": [("iso2", "iso3", "m49"), "region", "everyday_name", "edited"]}),
        NAMES,
        (
            gettext_lazy("In the lists of the United Nations"),
            {
                "classes": ["collapse"],
                "fields": ["un_status", "m49_region", "m49_subregion", "m49_intermediate_region", "note", "source"],
            },
        ),
    ]

    @admin.display(description=gettext_lazy("development status today"))
    def development(self, country: Country) -> str:
        value = _today(country).get(CountryStatus.Scheme.DEVELOPMENT)
        return str(CountryStatus.Value(value).label) if value else ""

    @admin.display(description=gettext_lazy("least developed today"), boolean=True)
    def ldc(self, country: Country) -> bool:
        return CountryStatus.Scheme.LDC in _today(country)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("statuses")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The list is ISO 3166's."""
        return False

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        # A rule may name a region or the standing in the United Nations, too.
        if concerns_judging(formsets[0]) or set(form.changed_data) & set(groups.PROPERTIES):
            carry_out(request, reclassify.affected_by_country(form.instance.pk))


@admin.register(CountryStatus)
class CountryStatusAdmin(admin.ModelAdmin):
    """All statuses in one list, to look things up; they are changed on the page of their country."""

    section = "places"
    list_display = ["on_country", "scheme", "value", "valid_from", "valid_to", "scheduled_to", "edited"]
    list_display_links = None
    list_filter = [QueueFilter, "scheme", "value", "edited"]
    list_select_related = ["country"]
    search_fields = ["country__iso2", "country__everyday_name", *(f"country__{name}" for name in SEARCHED_NAMES)]
    ordering = ["country", "scheme", "valid_from"]

    def waiting(self, request: HttpRequest) -> list[Waiting]:
        """The queues, for the start page."""
        return list(waiting(CountryStatus.objects.all(), request))

    @admin.display(description=gettext_lazy("country"), ordering="country")
    def on_country(self, status: CountryStatus) -> str:
        page = reverse("admin:core_country_change", args=[status.country_id])
        return format_html('<a href="{}">{}</a>', page, status.country)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: CountryStatus | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CountryStatus | None = None) -> bool:
        return False


class GroupForm(ShownFirstForm, TermForm):
    def clean_rule(self) -> str:
        groups.parse(self.cleaned_data["rule"])
        return self.cleaned_data["rule"]


class MemberLines(SpansFormSet):
    among = "country_id"

    def save(self, commit: bool = True) -> list[CountryGroupMember]:
        """Who is entered by hand no longer follows from the rule."""
        by_hand = [form.instance.country_id for form in self.kept()]
        if commit:
            CountryGroupMember.objects.filter(group=self.instance, by_rule=True, country__in=by_hand).delete()
        return super().save(commit)


class MemberInline(LineInline):
    model = CountryGroupMember
    formset = MemberLines
    fields = ["country", "valid_from", "valid_to", "source"]
    autocomplete_fields = ["country"]
    verbose_name = gettext_lazy("member")
    verbose_name_plural = gettext_lazy("Members entered by hand")

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).filter(by_rule=False)


class MemberByRuleInline(admin.TabularInline):
    model = CountryGroupMember
    fields = ["country", "valid_from", "valid_to"]
    verbose_name_plural = gettext_lazy("Members that follow from the rule")
    extra = 0

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).filter(by_rule=True).select_related("country")

    def has_add_permission(self, request: HttpRequest, obj: CountryGroup | None = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


@admin.register(CountryGroup)
class CountryGroupAdmin(ShowsEffects, VocabularyAdmin):
    section = "places"
    form = GroupForm
    list_display = ["code", "name", "kind", "rule", "provisional", "is_active", "edited"]
    list_filter = ["kind", "provisional", *VocabularyAdmin.list_filter]
    more = ("kind", "rule", "provisional", "note", "source")
    inlines = [MemberInline, MemberByRuleInline]

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            groups.refresh_members()  # no record names it yet
        elif "rule" in form.changed_data or any(concerns_judging(formset) for formset in formsets):
            carry_out(request, reclassify.affected_by_groups([form.instance.code]))
