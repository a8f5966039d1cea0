"""The desk of the texts under /about/: written in Markdown, looked at before saving, every earlier version kept."""

from __future__ import annotations

import pghistory
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import markdown
from portal.core.admin.conflict_page import KeepsBoth, MarkedForm
from portal.core.admin.history import history_view
from portal.core.admin.versions import restore, versions_of
from portal.core.admin.vocabulary import FromFileAdmin
from portal.core.dates import moment_text
from portal.core.models import Page, PageText


@admin.register(Page)
class PageAdmin(FromFileAdmin):
    """The pages with the languages in which each is written; the words are edited one language at a time."""

    section = "texts"
    list_display = ["slug", "chapter", "order", "written_in", "edited"]
    list_filter = ["chapter"]
    fields = ["slug", "chapter", "order", "written_in", "edited"]
    ordering = ["order", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Page]:
        texts = PageText.objects.only("page", "language", "is_published").order_by("language")
        return super().get_queryset(request).prefetch_related(Prefetch("texts", texts))

    def get_readonly_fields(self, request: HttpRequest, obj: Page | None = None) -> list[str]:
        """Others link to the address."""
        return ["written_in", "edited", "slug"] if obj else ["written_in", "edited"]

    @admin.display(description=gettext_lazy("texts"))
    def written_in(self, page: Page) -> str:
        """A link for each language, and one to write the next."""
        if page.pk is None:
            return ""
        links = [
            (reverse("admin:core_pagetext_change", args=[text.pk]), _language_shown(text)) for text in page.texts.all()
        ]
        another = f"{reverse('admin:core_pagetext_add')}?page={page.pk}"
        return format_html_join(" · ", '<a href="{}">{}</a>', [*links, (another, _("another language"))])

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        """Its address may be known somewhere: texts that should not be read become drafts."""
        return False


def _language_shown(text: PageText) -> str:
    name = text.get_language_display()
    return name if text.is_published else _("%(language)s (draft)") % {"language": name}


class PageTextForm(MarkedForm):
    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if found := markdown.problems(body):
            raise forms.ValidationError(found)
        return body


@admin.register(PageText)
class PageTextAdmin(KeepsBoth, FromFileAdmin):
    section = "texts"
    form = PageTextForm
    change_form_template = "admin/pagetext/change_form.html"
    list_display = ["title", "page", "language", "is_published", "changed", "edited"]
    list_filter = ["language", "is_published", "page", "edited"]
    list_select_related = ["page", "updated_by"]
    search_fields = ["title", "summary", "body", "page__slug"]
    ordering = ["page__order", "page__slug", "language"]
    fields = ["page", "language", "title", "summary", "body", "is_published", "edited"]

    @admin.display(description=gettext_lazy("last changed"), ordering="updated_at")
    def changed(self, text: PageText) -> str:
        return format_html('{}<br><span class="quiet">{}</span>', moment_text(text.updated_at), text.updated_by or "")

    def get_readonly_fields(self, request: HttpRequest, obj: PageText | None = None) -> list[str]:
        """A text stays the text of its page in its language: its versions are compared."""
        return ["page", "language", "edited"] if obj else ["edited"]

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs) -> forms.Field | None:
        if db_field.name == "summary":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "maxlength": db_field.max_length})
        if db_field.name == "body":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 30, "class": "desk-text", "dir": "auto"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: PageText | None = None) -> bool:
        """What should not be read any more becomes a draft; its versions stay."""
        return False

    def save_model(self, request: HttpRequest, obj: PageText, form: forms.ModelForm, change: bool) -> None:
        obj.updated_by = request.user
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    # Its versions -----------------------------------------------------------------------------------------------------
    def get_urls(self) -> list:
        def named(address: str, view, name: str):
            return path(f"<path:object_id>/{address}/", self.admin_site.admin_view(view), name=f"core_pagetext_{name}")

        return [
            named("versions", self.versions_view, "versions"),
            named("versions/<int:version>/restore", self.restore_view, "restore"),
            *super().get_urls(),
        ]

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        text = self._readable(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": _("Versions: %(text)s") % {"text": text},
            "object": text,
            "opts": self.opts,
            "versions": versions_of(text),
            "may_restore": self.has_change_permission(request, text),
        }
        return TemplateResponse(request, "admin/pagetext/versions.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, version: int) -> HttpResponse:
        """Makes an earlier version the newest one; what stood there until now is a version, too."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        text = self._readable(request, object_id)
        if not self.has_change_permission(request, text):
            raise PermissionDenied
        with transaction.atomic(), pghistory.context(reason=_("Earlier version restored")):
            event = restore(text, version, by=request.user)
        if event is None:
            raise Http404
        messages.success(request, _("The version of %(when)s is back.") % {"when": moment_text(event.pgh_created_at)})
        return redirect("admin:core_pagetext_versions", text.pk)

    def _readable(self, request: HttpRequest, object_id: str) -> PageText:
        text = self.get_object(request, unquote(object_id))
        if text is None:
            raise Http404
        if not self.has_view_permission(request, text):
            raise PermissionDenied
        return text

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return history_view(self, request, object_id, extra_context)
