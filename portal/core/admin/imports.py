"""Imports on the curators' desk: send a sheet, look through the plan made of it, run exactly that plan."""

from __future__ import annotations

import re
from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.core.dates import joined_text
from portal.core.imports import IMPORTERS, Importer, running, tasks
from portal.core.imports.sheet_back import as_csv, as_xlsx, empty_sheet, sheet_back
from portal.core.models import Import, ImportRow
from portal.core.sheets.reading import too_large
from portal.core.sheets.sheet import MAX_ROWS, MAX_UPLOAD, Level, Problem

ROWS_A_PAGE = 50
READ_AT_ONCE = {"csv": 300_000, "xlsx": 80_000}  # bytes: some 600 rows; larger files are read in the background
WRITTEN_AT_ONCE = 200  # rows; each is written, judged and audited by itself, ten to forty a second
PATIENCE = timedelta(minutes=1)  # before work that nobody does may be begun anew
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = {
    "": (gettext_lazy("All rows"), Q()),
    "new": (gettext_lazy("New"), Q(outcome="new")),
    "changed": (gettext_lazy("Changed"), Q(outcome="changed")),
    "unchanged": (gettext_lazy("Unchanged"), Q(outcome="unchanged")),
    "error": (gettext_lazy("Errors"), Q(outcome="error")),
    "warning": (gettext_lazy("Warnings"), Q(problems__contains=[{"level": "warning"}])),
    "lookalike": (gettext_lazy("Look-alikes"), ~Q(lookalikes=[])),
}


def by_label() -> dict[str, Importer]:
    """What can be imported, in the order of the reader's alphabet rather than that in which rooms load."""
    return dict(sorted(IMPORTERS.items(), key=lambda each: str(each[1].label).casefold()))


class UploadForm(forms.Form):
    of = forms.ChoiceField(label=gettext_lazy("What it holds"))
    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [(name, importer.label) for name, importer in by_label().items()]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD:
            raise ValidationError(too_large(MAX_UPLOAD))
        return file


class RunForm(forms.Form):
    publish = forms.TypedChoiceField(
        label=gettext_lazy("New records"),
        choices=[("", gettext_lazy("go to review")), ("yes", gettext_lazy("are published at once"))],
        widget=forms.RadioSelect,
        required=False,
        coerce=bool,
        empty_value=False,
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Leave out new rows that look like another record"), required=False
    )


@admin.register(Import)
class ImportAdmin(admin.ModelAdmin):
    section = "machinery"
    list_display = ["name", "holds", "state_shown", "counted", "created_at", "created_by", "finished_at", "finished_by"]
    list_filter = ["state", "of"]
    list_select_related = ["created_by", "finished_by"]
    list_per_page = 50
    search_fields = ["name"]
    actions = None

    @admin.display(description=gettext_lazy("what it holds"), ordering="of")
    def holds(self, job: Import) -> str:
        return str(IMPORTERS[job.of].label)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, job: Import) -> str:
        return format_html('<span class="state state-{}">{}</span>', job.state, job.get_state_display())

    @admin.display(description=gettext_lazy("rows"))
    def counted(self, job: Import) -> str:
        shown = [f"{job.figures[name]} {SHOWN[name][0].lower()}" for name in SHOWN if name and job.figures.get(name)]
        return joined_text(shown)

    def has_change_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """An import is looked through and run; it is not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Import | None = None) -> bool:
        """The histories of records name it."""
        return False

    def get_urls(self) -> list:
        def wrapped(view):
            return self.admin_site.admin_view(view)

        return [
            path("empty/<slug:of>/", wrapped(self.empty_view), name="core_import_empty"),
            path("<int:pk>/run/", wrapped(self.run_view), name="core_import_run"),
            path("<int:pk>/sheet/<slug:form>/", wrapped(self.sheet_view), name="core_import_sheet"),
            *super().get_urls(),
        ]

    # The upload page --------------------------------------------------------------------------------------------------
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = (
            UploadForm(request.POST, request.FILES)
            if request.method == "POST"
            else UploadForm(initial=request.GET.dict())
        )
        if form.is_valid():
            return redirect(_address(self._receive(request, form)))
        limits = {"size": MAX_UPLOAD // 1_000_000, "rows": MAX_ROWS}
        context = {"title": _("Import a sheet"), "form": form, "importers": by_label(), **limits}
        return self._page(request, "upload", context)

    def _receive(self, request: HttpRequest, form: UploadForm) -> Import:
        file = form.cleaned_data["file"]
        job = running.receive(file, of=form.cleaned_data["of"], name=file.name, by=request.user)
        if file.size > READ_AT_ONCE["xlsx" if file.name.lower().endswith("xlsx") else "csv"]:
            tasks.plan.enqueue(job.pk)
        else:
            running.make_plan(job)
        return job

    # The plan, and afterwards the result ------------------------------------------------------------------------------
    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        job = self._job(request, object_id)
        shown = request.GET.get("show", "")
        if shown not in SHOWN:
            shown = ""
        rows, figures = job.rows.filter(SHOWN[shown][1]), job.figures | {"": job.total}
        page = Counted(rows, ROWS_A_PAGE, count=figures.get(shown, 0)).get_page(request.GET.get("page"))
        stuck = _waited(job) and running.is_stuck(job)
        context = {
            "title": str(job),
            "job": job,
            "problems": [Problem(**each) for each in job.problems],
            "tabs": _tabs(job, shown),
            "shown": shown,
            "page": page,
            "rows": [_row(row, IMPORTERS[job.of]) for row in page.object_list],
            "form": RunForm(initial={"publish": ""}),
            "can_run": job.state == Import.State.PLANNED and job.file and _writes(job) and not job.figures["error"],
            "writes": _writes(job),
            "is_working": job.state in {Import.State.READING, Import.State.RUNNING} and not stuck,
            "is_stuck": stuck,
            "run_url": reverse("admin:core_import_run", args=[job.pk]),
        }
        response = self._page(request, "plan", context)
        if context["is_working"]:
            response["Refresh"] = "5"  # seconds; the page has a link for whoever does not want to wait
        return response

    def run_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self._job(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RunForm(request.POST)
        again = _waited(job) and running.is_stuck(job)
        if again and job.state == Import.State.READING:
            tasks.plan.enqueue(job.pk)
        elif again or (form.is_valid() and running.start(job, **form.cleaned_data)):
            self._run(request, job)
        else:
            messages.warning(request, _("This plan is already being written, or was written, or cannot be."))
        return redirect(_address(job))

    def _run(self, request: HttpRequest, job: Import) -> None:
        if _writes(job) > WRITTEN_AT_ONCE:
            tasks.run.enqueue(job.pk, request.user.pk)
            return
        if running.run(job, by=request.user):
            text = ngettext("%(count)d record was written.", "%(count)d records were written.", job.done)
            messages.success(request, text % {"count": job.done})
        else:
            messages.error(request, _("Nothing was written: look at the plan again."))

    # Sheets to take away ----------------------------------------------------------------------------------------------
    def sheet_view(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        job = self._job(request, pk)
        if job.state in {Import.State.READING, Import.State.REFUSED} or not job.file:
            raise Http404
        rows = sheet_back(job)
        name = f"import-{job.pk}.{form}"
        if form == "xlsx":
            response = HttpResponse(as_xlsx(rows), content_type=XLSX)
        elif form == "csv":
            response = StreamingHttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
        else:
            raise Http404
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def empty_view(self, request: HttpRequest, of: str) -> HttpResponse:
        if of not in IMPORTERS:
            raise Http404
        content = empty_sheet(IMPORTERS[of].template(), with_examples="example" in request.GET)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{of}.xlsx"'
        return response

    # What all of them need --------------------------------------------------------------------------------------------
    def _job(self, request: HttpRequest, pk: object) -> Import:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not re.fullmatch(r"[0-9]{1,18}", str(pk)):
            raise Http404
        return get_object_or_404(Import.objects.select_related("created_by", "finished_by"), pk=pk)

    def _page(self, request: HttpRequest, name: str, context: dict) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, f"admin/imports/{name}.html", context)


def _address(job: Import) -> str:
    return reverse("admin:core_import_change", args=[job.pk])


def _writes(job: Import) -> int:
    """How many rows a run writes."""
    return job.figures.get("new", 0) + job.figures.get("changed", 0)


def _waited(job: Import) -> bool:
    return timezone.now() - job.started_at > PATIENCE


class Counted(Paginator):
    """The plan knows its figures: nothing is counted anew."""

    def __init__(self, *args, count: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.count = count


def _tabs(job: Import, shown: str) -> list[dict]:
    counts = job.figures | {"": job.total}
    return [
        {"name": name, "label": label, "count": counts.get(name, 0), "is_shown": name == shown}
        for name, (label, _condition) in SHOWN.items()
    ]


def _row(row: ImportRow, importer: Importer) -> dict:
    """A row with its problems by severity, and links to the records that it names."""
    alike = [each | {"url": importer.address(each["ref"]) if each["ref"] else ""} for each in row.lookalikes]
    problems = sorted(row.problems, key=lambda each: list(Level).index(each["level"]))
    url = importer.address(row.ref) if row.ref and row.outcome != ImportRow.Outcome.ERROR else ""
    return {"row": row, "url": url, "problems": problems, "lookalikes": alike}
