"""A request whose connection broke is refused. Read as it is, half a form would be saved over a whole one."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse


class WholeStream(LimitedStream):
    """Ends only where the request said that it would."""

    def read(self, size: int | None = -1, /) -> bytes:
        left = self.limit - self._pos
        data = super().read(size)
        wanted = left if size is None or size < 0 else min(size, left)
        if len(data) < wanted:  # a server waits for the rest, unless there is none to come
            raise BadRequest(f"The connection broke: {self._pos} of {self.limit} bytes arrived.")
        return data


def whole_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        stream = getattr(request, "_stream", None)
        if isinstance(stream, LimitedStream):
            request._stream = WholeStream(request.environ["wsgi.input"], stream.limit)
        return get_response(request)

    return middleware
