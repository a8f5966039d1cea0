"""JSON and nothing else, written by orjson: a page of 200 records in a millisecond. And read by it."""

from __future__ import annotations

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

MOST_READ = 65_536  # bytes of what is sent: more than anybody has to say


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None  # JSON is UTF-8 by definition

    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        """``default=str`` for what orjson does not know: lazy translations and decimal numbers."""
        return b"" if data is None else orjson.dumps(data, default=str)


class JSONParser(BaseParser):
    """Refuses what Python's own reader lets through or falls over: halves of characters, and brackets without end."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None) -> object:
        try:
            return orjson.loads(stream.read(MOST_READ))  # the beginning of something longer is no JSON
        except orjson.JSONDecodeError as error:
            raise ParseError from error


class OnlyJSON(DefaultContentNegotiation):
    """Whatever Accept says: a browser that asks for HTML gets JSON, too, instead of a refusal."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
