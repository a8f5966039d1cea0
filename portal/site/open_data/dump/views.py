"""The dumps as files: whole, in parts (a download that broke off goes on), or not at all if one has it already."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, SlicedFile, StaticFile

from portal.site.open_data.dump import shelf


class Served(StaticFile):
    def get_range_response(self, range_header, base_headers, file_handle) -> Response:
        """The library refuses a single byte, by which programs find out whether parts can be had at all."""
        size = int(dict(base_headers)["Content-Length"])
        start, end = self.get_byte_range(range_header, size)
        if not start == end < size:
            return super().get_range_response(range_header, base_headers, file_handle)
        headers = [each for each in base_headers if each[0] != "Content-Length"]
        headers += [("Content-Range", f"bytes {start}-{end}/{size}"), ("Content-Length", "1")]
        return Response(HTTPStatus.PARTIAL_CONTENT, headers, file_handle and SlicedFile(file_handle, start, end))


@require_safe
def dump(request: HttpRequest, file: str) -> HttpResponseBase:
    """By its name, or the newest by a name that stays."""
    found = shelf.dumps()
    if file == shelf.LATEST and found:
        response = redirect(found[0].url)
    else:
        response = _file(request, next((each for each in found if file in {each.name, each.checksum.name}), None), file)
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True, public=True)
    return response


def _file(request: HttpRequest, found: shelf.Dump | None, file: str) -> HttpResponseBase:
    if found is None:
        raise Http404
    if file != found.name:
        return WhiteNoiseMiddleware.serve(Served(str(found.checksum), [("Content-Type", "text/plain")]), request)
    headers = [
        ("Content-Type", "application/zip"),
        ("Content-Disposition", f'attachment; filename="{found.name}"'),
        ("Content-Encoding", "identity"),  # it is compressed already
        ("Accept-Ranges", "bytes"),
        ("ETag", f'"{found.sha256}"'),
    ]
    return WhiteNoiseMiddleware.serve(Served(str(found.path), headers), request)
