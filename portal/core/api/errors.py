"""One shape for every refusal: problem details (RFC 9457), with every mistake by the parameter it stands in."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.core.listing import NoSuchPage

PROBLEM = "application/problem+json"


class Mistakes(exceptions.ValidationError):
    """What is wrong with a request's parameters: ``{parameter: [sentence, …]}``."""

    def __init__(self, mistakes: dict[str, list[str]]) -> None:
        self.more = {"errors": mistakes}
        super().__init__(mistakes)


class Gone(exceptions.APIException):
    """What was here was public and is no more: since when, and the code of what it became, if anything."""

    status_code = HTTPStatus.GONE

    def __init__(self, since: datetime, successor: str | None) -> None:
        self.more = {"gone_since": since, "successor": successor}
        super().__init__(_("What was here was public and is no more."))


def problem(status: int, detail: str, more: dict | None = None) -> dict:
    """``more``: what programs may want to know of this kind of refusal, by name."""
    return {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **(more or {})}


def answer_to(error: Exception, context: dict) -> Response | None:
    """Django REST framework's handler of exceptions. None: not a refusal but a defect, which Django reports."""
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = problem(response.status_code, _detail(error, response), getattr(error, "more", None))
    response.content_type = PROBLEM
    response["Cache-Control"] = "no-store"
    return response


def _detail(error: Exception, response: Response) -> str:
    if isinstance(error, Mistakes):
        return _("Some parameters are not understood; “errors” says which and why. Nothing was answered half.")
    if isinstance(error, NoSuchPage):
        return str(error)
    if response.status_code == HTTPStatus.NOT_FOUND:
        return _("There is nothing at this address.")
    return str(response.data.get("detail", ""))


def refusal(status: int, detail: str) -> HttpResponse:
    """For what fails before a view of the API is reached: an address that nobody has, a request nobody can read."""
    response = HttpResponse(orjson.dumps(problem(status, detail)), status=status, content_type=PROBLEM)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response


def is_for_the_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
