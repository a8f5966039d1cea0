"""Reading views: what is asked is checked whole, then answered whole, or not at all if nothing changed since."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from portal.core.api.errors import Mistakes
from portal.core.api.parameters import LANG, PAGE, PER_PAGE, Parameter, fields, mistakes_in
from portal.core.exports.licence import LICENCE_URL
from portal.core.freshness import stamp_of
from portal.core.listing import NoSuchPage
from portal.core.models import Scope

# Any page on the web may read what anybody may read: a browser sends no cookie with such a request and keeps the answer
# from the page if it was made to, because Access-Control-Allow-Credentials is never said.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiView(APIView):
    """A view states its parameters and its answer; the rest is the same for all of them."""

    http_method_names = ["get", "head", "options"]
    parameters: list[Parameter] = [LANG]
    moving: frozenset[str] = frozenset()  # parameters whose meaning moves with the clock: such answers have no ETag
    scope: Scope | None = None  # what a key needs (core/api/keys.py); None: to read, ``read``
    summary = tag = ""  # in the schema
    moved = ""  # in the schema, where an address may lead on: when
    leaves_tombstone = False  # what was public here and is gone says so

    def initial(self, request: Request, *args, **kwargs) -> None:
        translation.activate(language_of(request))
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method)  # before anybody is asked for a token
        super().initial(request, *args, **kwargs)

    def get(self, request: Request, **kwargs) -> Response:
        if mistakes := mistakes_in(request.query_params, self.parameters):
            raise Mistakes(self.further_mistakes() | mistakes)
        tag = self.etag(request)
        if tag and tag in parse_etags(request.headers.get("If-None-Match", "")):
            return Response(status=304, headers={"ETag": tag})
        return Response(self.answer(**kwargs), headers={"ETag": tag} if tag else None)

    def options(self, request: Request, *args, **kwargs) -> Response:
        """What a browser asks before another site's page may send If-None-Match."""
        return Response(status=204, headers=PREFLIGHT)

    def answer(self, **kwargs) -> dict:
        raise NotImplementedError

    def further_mistakes(self) -> dict[str, list[str]]:
        """What only a look at the data finds, so that one answer names everything."""
        return {}

    def asked(self, parameter: Parameter):
        return parameter.value(self.request.query_params)

    def etag(self, request: Request) -> str:
        """Weak, because compression changes the bytes. One query, and no record is looked at."""
        if self.moving & request.query_params.keys():
            return ""
        return f'W/"{stamp_of(request)}"'

    def finalize_response(self, request, response, *args, **kwargs) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in SHARED.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if not response.has_header("Cache-Control"):
            known = getattr(request, "user", None) is not None and (request.user.is_authenticated or request.auth)
            response["Cache-Control"] = "private, no-cache" if known else "public, no-cache"
        return response

    def led_on(self, address: str) -> Response:
        """The answer for what was merged into what is at this address of the API: with all that was asked."""
        query = self.request.META["QUERY_STRING"]
        return Response(status=301, headers={"Location": f"{self.base}{address}{'?' if query else ''}{query}"})

    @property
    def base(self) -> str:
        """How absolute addresses begin."""
        return f"{self.request.scheme}://{self.request.get_host()}"

    def framed(self, body: dict) -> dict:
        """Every answer says under which terms it may be used, and whom to name."""
        return {"licence": LICENCE_URL, "attribution": str(settings.SITE_NAME)} | body


class ListView(ApiView):
    """A page of a list. A room's view says how many there are and which are on the page."""

    serializer_class: type[Serializer]  # describes a record
    own_parameters: Sequence[Parameter] = ()

    @cached_property
    def parameters(self) -> list[Parameter]:
        return [*self.own_parameters, PAGE, PER_PAGE, fields(names_of(self.serializer_class)), LANG]

    def answer(self) -> dict:
        count = self.count()
        number, size = self.asked(PAGE), self.asked(PER_PAGE)
        last = max(1, -(-count // size))
        if number > last:
            raise NoSuchPage(
                _("This list has no page %(page)s; its last is %(last)s.") % {"page": number, "last": last}
            )
        return {
            "count": count,
            "next": self.page_url(number + 1) if number < last else None,
            "previous": self.page_url(number - 1) if number > 1 else None,
            **self.framed({}),
            "results": chosen(
                self.results((number - 1) * size, size), self.asked(fields(names_of(self.serializer_class)))
            ),
        }

    def count(self) -> int:
        raise NotImplementedError

    def results(self, start: int, size: int) -> list[dict]:
        raise NotImplementedError

    def page_url(self, number: int) -> str:
        query = self.request.query_params.copy()
        query["page"] = str(number)
        return f"{self.base}{self.request.path}?{query.urlencode(safe=',')}"


@lru_cache(maxsize=100)
def names_of(serializer: type[Serializer]) -> tuple[str, ...]:
    """The fields of a record; making a serializer takes longer than answering."""
    return tuple(serializer().fields)


def chosen(records: list[dict], names: list[str] | None) -> list[dict]:
    """The records with these fields only, in the order in which they were named."""
    return [{name: record[name] for name in names} for record in records] if names else list(records)


def language_of(request: HttpRequest | Request) -> str:
    """What ``lang`` says, else the first of the reader's languages that the portal speaks, else English."""
    wanted = request.GET.get("lang")
    if wanted in LANG.schema["enum"]:
        return wanted
    for code, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
