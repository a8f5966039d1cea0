"""Uploaded documents: kept only if they are what they say, under a random name, and handed out as downloads.

The type is decided by what a file holds, never by its name or by what the browser says. Whatever may carry a program
is refused; pictures are drawn anew, so that nothing travels hidden in them. content.py looks into the files.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.http import FileResponse
from django.utils.translation import gettext as _

from portal.core.missing_files import may_be_gone
from portal.core.models import FileKind, Submitted, Uploaded
from portal.core.rate_limit import allowed
from portal.core.submitting import content
from portal.core.submitting.content import NotAccepted, UnknownType
from portal.core.submitting.moves import lock
from portal.core.submitting.uploads import Limited

MOST_A_DAY = 40  # files from one network, hence at most 400 MB
LONGEST_NAME = 100

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
}
ENDINGS = {"jpeg": "jpg", "csv": "txt", "md": "txt"}  # other endings of the same kinds
# A second ending that some system would act upon: "report.exe.pdf". "report.v2.pdf" is only a name.
ACTED_UPON = frozenset(
    [
        "app",
        "bat",
        "cmd",
        "com",
        "cpl",
        "dll",
        "dmg",
        "exe",
        "hta",
        "htm",
        "html",
        "jar",
        "js",
        "jse",
        "lnk",
        "msi",
        "php",
        "pif",
        "ps1",
        "py",
        "scr",
        "sh",
        "svg",
        "swf",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "xhtml",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "pptm",
        "ppsm",
    ]
)


def take_in(submission: Submitted, files: list[UploadedFile], limits: Limited, *, network: str) -> list[str]:
    """Keep what can be kept; for each file that cannot, say why. ``network`` is whose share of a day it counts in."""
    refused = skipped(limits)
    for file in files:
        try:
            if not allowed(f"{submission.NAME} documents", network, limit=MOST_A_DAY, period=timedelta(days=1)):
                raise NotAccepted(_("Too many files came from your network today. Please add it tomorrow."))
            check_origin(file.name, limits)
            _take_in(submission, file)
        except NotAccepted as reason:
            refused.append(_("“%(file)s”: %(reason)s") % {"file": shown(file.name), "reason": reason})
    return refused


def skipped(limits: Limited) -> list[str]:
    """Why some files were not even read to their end."""
    larger = [too_large(name, limits.takes) for name in limits.too_large]
    return larger + [_too_many(name, limits.takes) for name in limits.too_many]


def _take_in(submission: Submitted, file: UploadedFile) -> None:
    name = safe_name(file.name)
    data = file.read()
    digest = hashlib.sha256(data).hexdigest()
    if submission.documents.filter(digest=digest).exists():  # a retry: it is here already
        return
    kind, data = vetted(name, data, submission.documents.model)
    with transaction.atomic():
        lock(submission)  # two uploads at once count each other
        if submission.documents.filter(digest=digest).exists():
            return
        if submission.documents.count() >= submission.documents.model.MOST:
            raise NotAccepted(full(submission.documents.model.MOST))
        if _stored(submission) + len(data) > settings.SUBMISSION_STORAGE_MB * 1024 * 1024:
            raise NotAccepted(_("The portal cannot take in more files at present. Please add it in some days."))
        document = submission.documents.model(
            submission=submission, name=name, kind=kind, size=len(data), digest=digest
        )
        document.file.save(f"{uuid4().hex}.bin", ContentFile(data), save=False)
        document.save()


def vetted(name: str, data: bytes, takes: type[Uploaded]) -> tuple[str, bytes]:
    """What it is, and what of it is kept. Raises NotAccepted."""
    kind = _kind_of(data, takes)
    _check_ending(name, kind)
    return kind, content.drawn_anew(data, kind) if kind in content.PICTURES else data


def _kind_of(data: bytes, takes: type[Uploaded]) -> str:
    try:
        kind = content.kind_of(data)
    except UnknownType:
        raise NotAccepted(str(takes.TAKEN)) from None
    if kind not in takes.KINDS:
        raise NotAccepted(str(takes.TAKEN))
    return kind


def full(most: int) -> str:
    if most == 1:
        return _("There is already a document. Remove it first.")
    return _("There are already %(most)d documents. Remove one first.") % {"most": most}


def _stored(submission: Submitted) -> int:
    """Bytes of all documents of such submissions that are not decided yet."""
    waiting = submission.documents.model.objects.exclude(submission__state__in=submission.DECIDED)
    return waiting.aggregate(all=Sum("size"))["all"] or 0


def remove(document: Uploaded) -> None:
    """The row, and once that is certain the file."""
    storage, path = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: storage.delete(path))


# --- Names ------------------------------------------------------------------------------------------------------------
def check_origin(name: str, limits: Limited) -> None:
    """What Django has cut off a name already."""
    if name in limits.with_path:
        raise NotAccepted(_("Its name holds a path. Rename the file, then choose it again."))
    if name in limits.with_hidden_ending:
        raise NotAccepted(_("Its name holds letters that hide its real ending. Rename the file, then choose it again."))


def safe_name(name: str) -> str:
    """The name as it may be shown and offered. Raises NotAccepted if it means to mislead."""
    path = PurePath(shown(name))
    if any(each.lstrip(".").lower() in ACTED_UPON for each in path.suffixes[:-1]):
        raise NotAccepted(_("Its name has two endings. Rename the file, then choose it again."))
    return path.stem[: LONGEST_NAME - len(path.suffix)].strip(" .") + path.suffix


def shown(name: str) -> str:
    """Letters, digits, spaces and the usual signs of any language; nothing that a page or a disk could take amiss."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(each if unicodedata.category(each)[0] in "LMN" or each in " .,-_()+" else "_" for each in composed)
    return kept[-150:].strip() or "_"


def endings(takes: type[Uploaded]) -> list[str]:
    """Those a file may have, in the order of the kinds."""
    others = [(ending, kind) for ending, kind in ENDINGS.items() if ending != "md"]
    return [
        ending
        for kind in FileKind.values
        if kind in takes.KINDS
        for ending in [kind, *(other for other, of in others if of == kind)]
    ]


def _check_ending(name: str, kind: str) -> None:
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ENDINGS.get(ending, ending) != kind:
        message = _("It holds %(kind)s, but its name ends in “.%(ending)s”. Give it the right ending.")
        raise NotAccepted(message % {"kind": FileKind(kind).label, "ending": ending})


def too_large(name: str, takes: type[Uploaded]) -> str:
    message = _("“%(name)s”: it is larger than %(most)d MB.")
    return message % {"name": shown(name), "most": takes.LARGEST // 1024**2}


def _too_many(name: str, takes: type[Uploaded]) -> str:
    return _("“%(name)s”: choose at most %(most)d files at once.") % {"name": shown(name), "most": takes.MOST}


# --- Handing out ------------------------------------------------------------------------------------------------------
def download(document: Uploaded) -> FileResponse:
    """As an attachment of a type that we determined. Should a browser open it all the same, it may do nothing. Raises
    FileGone."""
    with may_be_gone(document):
        held = BytesIO(document.file.read())
    content_type = CONTENT_TYPES[document.kind]
    response = FileResponse(held, as_attachment=True, filename=document.name, content_type=content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
