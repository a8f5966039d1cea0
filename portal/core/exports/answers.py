"""What an address with ``format=`` is answered: the file, "nothing changed", or why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from tempfile import TemporaryFile
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.dates import joined_text, number_text
from portal.core.exports import calendar_file, csv_file, feed, iati_file, prepared, spreadsheet, word_file
from portal.core.exports.export import Export
from portal.core.exports.formats import AT_ONCE, FORMATS, Format
from portal.core.freshness import conditional, stamp_of
from portal.core.rate_limit import Answer, allowed, client_prefix

STREAMS = {
    "csv": csv_file.stream,
    "json": lambda export: export.json(),
    "ics": calendar_file.stream,
    "iati": iati_file.stream,
    "figures": lambda report: csv_file.stream(report.figures),
}
DOCUMENTS = 60  # Word files of one network in an hour: one of a thousand records takes a second to write
PACKED = {"xlsx": spreadsheet.write, "docx": word_file.write}  # written whole, and compressed already


def answer(request: HttpRequest, export_class: type[Export]) -> HttpResponseBase:
    """The list of this address in the format it names: the records of all its pages, in their order."""
    stamp, export = stamp_of(request), export_class(request)
    if mistakes := mistakes_in(request, export):
        return refusal(mistakes)
    return answer_with(request, export, FORMATS[request.GET["format"]], stamp)


def answer_with(request: HttpRequest, export: Export, wanted: Format, stamp: str) -> HttpResponseBase:
    """The file, unless the reader has the same already. ``stamp``: as ``conditional`` has it."""
    response = conditional(request, stamp, lambda: _made(request, export, wanted, stamp))
    response["X-Robots-Tag"] = "noindex"
    return response


def _made(request: HttpRequest, export: Export, wanted: Format, stamp: str) -> HttpResponseBase:
    if wanted.name == "xlsx" and export.count > AT_ONCE:
        return _prepared(request, export, wanted, stamp)
    if request.method == "HEAD":
        response = HttpResponse()
    elif wanted.name == "docx" and not (found := _within_limit(request)):
        return too_many(found)
    elif wanted.name in PACKED:
        response = _packed(export, PACKED[wanted.name])
    elif wanted.name == "atom":
        response = HttpResponse(b"".join(feed.stream(export)))
    else:
        response = StreamingHttpResponse(STREAMS[wanted.name](export))
    response["Content-Type"] = wanted.content_type
    response["Content-Disposition"] = content_disposition_header(not wanted.inline, export.file_name(wanted.extension))
    return response


def _within_limit(request: HttpRequest) -> Answer:
    return allowed("document", client_prefix(request), limit=DOCUMENTS, period=timedelta(hours=1))


def _packed(export: Export, write: Callable[[Export, BinaryIO], None]) -> FileResponse:
    file = TemporaryFile()  # noqa: SIM115 -- the response closes it, and then it is gone
    write(export, file)
    file.seek(0)
    response = FileResponse(file)
    response["Content-Encoding"] = "identity"
    return response


def _prepared(request: HttpRequest, export: Export, wanted: Format, stamp: str) -> HttpResponse:
    """Off to the page of the file that is being prepared. Only looking starts nothing."""
    if request.method == "HEAD":
        return HttpResponse(status=202)
    found = prepared.ask_for(request, export, wanted.name, stamp)
    return too_many(found) if isinstance(found, Answer) else redirect(found, permanent=False)


# Why not --------------------------------------------------------------------------------------------------------------
def mistakes_in(request: HttpRequest, export: Export) -> dict[str, list[str]]:
    """By parameter. A file of something else than what was asked for would be worse than none."""
    found = dict(export.listing.mistakes)
    wanted = request.GET["format"]
    if wanted not in export.listing.formats:
        known = joined_text(export.listing.formats)
        sentence = _("“%(format)s” is no format of this list; there are: %(known)s.")
        found["format"] = [sentence % {"format": wanted[:60], "known": known}]
    if wanted == "atom" and not found and not 1 <= export.page <= feed.last_page(export.count):
        last = number_text(feed.last_page(export.count))
        sentence = _("“%(page)s” is no page of this feed; it has %(last)s.")
        found["page"] = [sentence % {"page": request.GET.get("page", "")[:20], "last": last}]
    return found


def refusal(mistakes: dict[str, list[str]]) -> HttpResponse:
    lines = [_("No file was made, because part of this address was not understood:"), ""]
    lines += [f"{name[:60]}: {sentence}" for name, sentences in mistakes.items() for sentence in sentences]
    return _plain("\n".join([*lines, ""]), 400)


def too_many(limit: Answer) -> HttpResponse:
    minutes = -(-limit.retry_after // 60)
    text = ngettext(
        "So many files were asked for that the portal asks for a pause. Please come back in %(minutes)s minute.",
        "So many files were asked for that the portal asks for a pause. Please come back in %(minutes)s minutes.",
        minutes,
    )
    response = _plain(text % {"minutes": number_text(minutes)}, 429)
    response["Retry-After"] = str(limit.retry_after)
    return response


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
