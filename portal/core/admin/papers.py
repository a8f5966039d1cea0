"""Files on the desk's page of a meeting: looked into as those that are sent to the portal."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from portal.core.admin.lines import LineInline, LinesFormSet
from portal.core.models import MeetingPaper
from portal.core.submitting import documents
from portal.core.submitting.content import NotAccepted
from portal.core.submitting.shown import type_and_size


class KeptFile(AdminFileWidget):
    """Names the file as it came, and leads to where readers fetch it: on disk it is called otherwise."""

    def format_value(self, value: FieldFile | None) -> str | None:
        if not self.is_initial(value):
            return None
        paper = value.instance
        return _Link(paper.get_absolute_url(), f"{paper.name} ({type_and_size(paper)})")


class _Link(str):
    """A text with an address, as the template of Django's widget prints it."""

    url: str

    def __new__(cls, url: str, text: str) -> _Link:
        link = super().__new__(cls, text)
        link.url = url
        return link


class PaperForm(forms.ModelForm):
    """Another file takes the place of the one that is there: its address stays."""

    class Meta:
        model = MeetingPaper
        fields = ["what", "title", "language", "order", "file", "is_withheld", "withheld_because"]
        widgets = {
            "file": KeptFile(attrs={
                "accept": ",".join(f".{each}" for each in documents.endings(MeetingPaper)),
                "aria-describedby": "papers-hint",
            }),
        }  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.replaced = self.instance.file.name

    def clean_file(self) -> ContentFile | FieldFile:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        if file.size > MeetingPaper.LARGEST:
            raise ValidationError(documents.too_large(file.name, MeetingPaper))
        sent = file.read()
        try:
            name = documents.safe_name(file.name)
            kind, data = documents.vetted(name, sent, MeetingPaper)
        except NotAccepted as reason:
            message = _("“%(file)s”: %(reason)s")
            raise ValidationError(message, params={"file": documents.shown(file.name), "reason": reason}) from None
        paper = self.instance
        paper.name, paper.kind, paper.size, paper.digest = name, kind, len(data), hashlib.sha256(sent).hexdigest()
        return ContentFile(data, name=f"{uuid4().hex}.bin")


class PaperLines(LinesFormSet):
    """A file leaves the disk once it is certain that its row is gone or has another."""

    def clean(self) -> None:
        super().clean()
        if len([*self.kept()]) > MeetingPaper.MOST:
            message = _("A meeting has at most %(most)d papers. Remove one, or link to where it stands elsewhere.")
            raise ValidationError(message, params={"most": MeetingPaper.MOST})

    def delete_existing(self, obj: MeetingPaper, commit: bool = True) -> None:
        if commit:
            documents.remove(obj)

    def save_existing_objects(self, commit: bool = True) -> list[MeetingPaper]:
        papers = super().save_existing_objects(commit)
        storage = MeetingPaper._meta.get_field("file").storage
        for form in self.kept():
            if form.instance.pk and form.replaced and "file" in form.changed_data:
                transaction.on_commit(lambda path=form.replaced: storage.delete(path))
        return papers


class PaperInline(LineInline):
    model = MeetingPaper
    form = PaperForm
    formset = PaperLines
    template = "admin/paper_lines.html"
    fields = PaperForm.Meta.fields
    autocomplete_fields = ["language"]
    max_num = MeetingPaper.MOST
    verbose_name = _("paper")
    verbose_name_plural = _("Papers kept here: agenda, programme, list of documents, report")
