"""The OpenAPI 3 description, made from what the views themselves go by."""

from __future__ import annotations

from django.utils.translation import override
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

from portal.core import reference
from portal.core.api.errors import PROBLEM
from portal.core.api.keys import scope_of
from portal.core.api.parameters import Parameter
from portal.core.api.views import ListView
from portal.core.api_keys import SHAPE
from portal.core.exports.licence import LICENCE_URL
from portal.core.models import Scope
from portal.core.models.api_key import Ending

REF = {"type": "string", "pattern": "^[A-Z]{2,4}-[0-9]{4}-[0-9]{4,9}$"}
CODE = {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}


class KeyScheme(OpenApiAuthenticationExtension):
    """OpenAPI 3.0 knows no scopes of such keys: they stand in extensions, here and as ``x-scope`` of each operation."""

    target_class = "portal.core.api.keys.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict:
        with override("en"):
            scopes = {scope.value: str(scope.label) for scope in Scope}
        return {
            "type": "http", "scheme": "bearer", "bearerFormat": SHAPE.pattern, "x-scopes": scopes,
            "description": "A key for programs, made in an account of the portal. Reading what is public needs none.",
        }  # fmt: skip


class ProblemSerializer(serializers.Serializer):
    """A refusal (RFC 9457)."""

    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What happened, in a sentence for people.")
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False,
        help_text="Of a 400: every mistake as a sentence, by parameter.",
    )  # fmt: skip
    reason = serializers.ChoiceField(
        [*Ending.values, "unknown", "scope"], required=False, help_text="Of a 401 or 403: what is wrong with the key."
    )
    gone_since = serializers.DateTimeField(required=False, help_text="Of a 410.")
    successor = serializers.CharField(
        required=False, allow_null=True, help_text="Of a 410: code of the organisation that it was merged into."
    )


REFUSALS = {
    400: (
        "A parameter or a value is not understood. Nothing is ignored silently.",
        {
            "title": "Bad Request",
            "status": 400,
            "detail": "Some parameters are not understood; “errors” says which and why. Nothing was answered half.",
            "errors": {"topicc": ["There is no parameter “topicc” here."]},
        },
    ),
    401: (
        "The key is unknown, revoked or has expired.",
        {
            "title": "Unauthorized",
            "status": 401,
            "detail": "This key has expired. Make another one in your account.",
            "reason": "expired",
        },
    ),
    403: (
        "The key works, but lacks the scope.",
        {
            "title": "Forbidden",
            "status": 403,
            "detail": "This key lacks the scope “read”.",
            "reason": "scope",
        },
    ),
    404: (
        "There is no such record for this reader, or the list has no such page.",
        {"title": "Not Found", "status": 404, "detail": "There is nothing at this address."},
    ),
    429: (
        "Too many requests; Retry-After says in how many seconds the next is welcome.",
        {
            "title": "Too Many Requests",
            "status": 429,
            "detail": "Request was throttled.",
        },
    ),
}
GONE = {
    410: (
        "The record was public and is no more.",
        {
            "title": "Gone",
            "status": 410,
            "detail": "What was here was public and is no more.",
            "gone_since": "2026-01-31T12:00:00Z",
            "successor": None,
        },
    ),
}
ETAG = {"ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match: 304 if nothing changed."}}
RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}


class PortalSchema(AutoSchema):
    """Described in English, whoever asks: the description is for programmers."""

    headers = {"200": ETAG, "429": RETRY}  # by the status of the answer
    in_path: dict[str, tuple[str, dict, str]] = {  # what stands in a path: name, what it may be, what it is
        "{ref}": ("ref", REF, "The record's reference."),
        "{code}": ("code", CODE, "The term's code, as records and lists say it."),
    }

    def get_operation(self, *args, **kwargs) -> dict | None:
        with override("en"):
            operation = super().get_operation(*args, **kwargs)
        if operation:
            for status, headers in self.headers.items():
                operation["responses"][status]["headers"] = headers
            operation["x-scope"] = scope_of(self.view, self.method)
        return operation

    def get_operation_id(self) -> str:
        """listActivities, getActivities …: the verb and the address."""
        named = [part for part in self.path.split("/")[3:] if not part.startswith("{")]
        words = [word.capitalize() for part in named for word in part.split("-")]
        return ("list" if isinstance(self.view, ListView) else "get") + "".join(words)

    def get_summary(self) -> str:
        return self.view.summary

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def _get_parameters(self) -> list[dict]:
        path = [
            {"name": name, "in": "path", "required": True, "schema": schema, "description": text}
            for place, (name, schema, text) in self.in_path.items()
            if place in self.path
        ]
        return path + [described(each) for each in self.view.parameters]

    def get_response_serializers(self) -> dict:
        component = self.resolve_serializer(self.view.serializer_class(), "response")
        component.schema.pop("required", None)  # ``fields`` may leave out any
        record = component.ref
        body = LIST_BODY | {"results": {"type": "array", "items": record}} if isinstance(self.view, ListView) else None
        answer = as_object(body) if body else {"allOf": [record, as_object(FRAME)]}
        refused = refusals(REFUSALS | (GONE if self.view.leaves_tombstone else {}))
        unchanged = OpenApiResponse(description="Nothing changed since the answer with the ETag in If-None-Match.")
        moved = {301: OpenApiResponse(description=self.view.moved)} if self.view.moved else {}
        return {200: OpenApiResponse(answer, "The answer."), **moved, 304: unchanged, **refused}


def refusals(told: dict[int, tuple[str, dict]]) -> dict:
    """By status: when, and an example."""
    return {
        (status, PROBLEM): OpenApiResponse(
            ProblemSerializer, text, [OpenApiExample(f"{status}", value, response_only=True)]
        )
        for status, (text, value) in sorted(told.items())
    }


FRAME = {
    "licence": {"type": "string", "format": "uri", "example": LICENCE_URL},
    "attribution": {"type": "string", "description": "Whom to name."},
}
LIST_BODY = {
    "count": {"type": "integer", "description": "How many records there are on all pages."},
    "next": {"type": "string", "format": "uri", "nullable": True, "description": "Address of the next page."},
    "previous": {"type": "string", "format": "uri", "nullable": True},
    **FRAME,
}


def as_object(properties: dict) -> dict:
    return {"type": "object", "properties": properties, "required": list(properties)}


def described(parameter: Parameter) -> dict:
    """An OpenAPI parameter, with the values that are known now."""
    schema = dict(parameter.schema)
    if parameter.codes and (codes := parameter.codes(reference.current())):
        schema["items"] = {"type": "string", "enum": codes}
    found = {"name": parameter.name, "in": "query", "description": str(parameter.description), "schema": schema}
    if schema.get("type") == "array":
        found |= {"style": "form", "explode": not parameter.separated}
    if parameter.example is not None:
        found["example"] = parameter.example
    return found
