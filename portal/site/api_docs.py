"""The API's page for people: every endpoint with its parameters, two ways to ask, and what it answers right now."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, QueryDict
from django.urls import resolve
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import override

from portal.core.api.errors import PROBLEM
from portal.core.api_keys import SHAPE
from portal.core.models import Scope

WEBHOOKS = "/api/v1/webhooks/"
LONG = 12  # so many values are still listed on the page; the schema has them all
# What is asked as an example, so that the answer fits the page.
EXAMPLES = {
    "activities": "topic=trademarks&sort=oldest&per_page=2&fields=ref,title,kind,starts_on,url",
    "activities/{ref}": "fields=ref,title,kind_reason,topics,participations",
    "partnerships": "instrument=network&sort=oldest&per_page=2&fields=ref,title,kind,instruments,url",
    "partnerships/{ref}": "fields=ref,title,depth,support,participations,results,figures",
    "case-studies": "focus=branding&sort=oldest&per_page=2&fields=ref,title,countries,year,url",
    "case-studies/{ref}": "fields=ref,title,countries,sectors,focuses,story",
    "consultants": "confirmed=12&per_page=2&fields=ref,title,nationalities,expertise,languages,last_confirmed_on",
    "consultants/{ref}": "fields=ref,title,south_reason,expertise,languages,availability,assignments",
    "needs": "status=open&sort=closing&per_page=2&fields=ref,title,owner,countries,topics,expires_on",
    "needs/{ref}": "fields=ref,title,status_label,match_types,description,contribution",
    "offers": "status=open&per_page=2&fields=ref,title,owner,topics,conditions,expires_on",
    "offers/{ref}": "fields=ref,title,status_label,regions,conditions,capacity",
    "meetings": "series=annual-conferences&sort=oldest&per_page=2&fields=ref,title,starts_on,place,country,url",
    "meetings/{ref}": "fields=ref,title,series,starts_on,participations,activities,note",
    "countries": "per_page=1&fields=code,iso3,label,region,statuses",
    "country-groups": "per_page=1&fields=code,label,kind,rule",
    "organisations": "sort=records&per_page=2&fields=code,name,acronym,type,country,activities",
    "recommendations": "per_page=1&fields=code,label,cluster,immediate",
    "goals": "per_page=2&fields=code,label,colour",
    "tombstones": "per_page=2&fields=kind,ref,gone_since",
    "languages": "per_page=2&fields=code,label,direction",
}
EXAMPLE = "per_page=2&fields=code,label,definition"
# Which record stands for all, so that there is something to see.
TELLING = {
    "activities": "kind=south_south&kind=triangular&topic=trademarks",
    "partnerships": "depth=full",
    "case-studies": "",
    "consultants": "sort=assignments",
    "needs": "status=open",
    "offers": "status=open",
    "meetings": "series=interregional-meetings&status=held",
}
FIELDS = {
    "Activity": "an activity",
    "Partnership": "a partnership",
    "CaseStudy": "a case study",
    "Consultant": "a consultant",
    "Need": "a need",
    "Offer": "an offer",
    "Meeting": "a meeting",
    "Organisation": "an organisation",
}
PYTHON = """\
import json
from urllib.request import urlopen

with urlopen("{address}") as answer:
    print(json.dumps(json.load(answer), indent=2, ensure_ascii=False))"""


MORE = {
    Scope.READ: "What a visitor gets, with a higher limit.",
    Scope.OWN: "What the pages show you when you are signed in; also for everything that read opens.",
    Scope.WEBHOOKS: "Opens no records.",
}
WITH_KEY = "/api/v1/needs/?per_page=2&fields=ref,title,state"
CURL_WITH_KEY = 'curl -H "Authorization: Bearer $PORTAL_KEY" "{address}"'
PYTHON_WITH_KEY = """\
import json
import os
from urllib.request import Request, urlopen

key = os.environ["PORTAL_KEY"]
request = Request("{address}", headers={{"Authorization": f"Bearer {{key}}"}})
with urlopen(request) as answer:
    print(json.dumps(json.load(answer), indent=2, ensure_ascii=False))"""


class Docs:
    def __init__(self, request: HttpRequest, schema: dict, base: str) -> None:
        self.request, self.schema, self.base = request, schema, base

    @property
    def limits(self) -> dict[str, int]:
        return {"network": settings.API_RATE, "person": settings.API_RATE_SIGNED_IN}

    @property
    def scopes(self) -> list[dict[str, str]]:
        """In English, as the whole page."""
        with override("en"):
            return [{"value": scope.value, "label": str(scope.label), "more": MORE[scope]} for scope in Scope]

    @property
    def shape(self) -> str:
        return SHAPE.pattern

    @property
    def with_key(self) -> dict[str, str]:
        address = self.base + WITH_KEY
        return {"curl": CURL_WITH_KEY.format(address=address), "python": PYTHON_WITH_KEY.format(address=address)}

    @property
    def languages(self) -> list[tuple[str, str]]:
        return settings.LANGUAGES

    @property
    def mistake(self) -> str:
        refusal = next(iter(self.schema["paths"].values()))["get"]["responses"]["400"]["content"][PROBLEM]
        return json.dumps(next(iter(refusal["examples"].values()))["value"], indent=2, ensure_ascii=False)

    @cached_property
    def endpoints(self) -> list[dict]:
        """Each list and each record, then the vocabularies, with the address of one of their terms."""
        paths = [path for path in self.schema["paths"] if "{code}" not in path and not path.startswith(WEBHOOKS)]
        records_first = sorted(paths, key=lambda path: f"{path}{{code}}/" in self.schema["paths"])
        return [self._endpoint(path, self._operation(path)) for path in records_first]

    @property
    def deeds(self) -> Iterator[dict]:
        """What a program may do with webhooks: they are not asked for an example, because they are somebody's."""
        for path, methods in self.schema["paths"].items():
            if path.startswith(WEBHOOKS):
                for method, operation in methods.items():
                    yield {"method": method.upper(), "path": path, **operation}

    def _operation(self, path: str) -> dict:
        return self.schema["paths"][path]["get"]

    def _endpoint(self, path: str, operation: dict) -> dict:
        name = path.removeprefix("/api/v1/").removesuffix("/")
        query = EXAMPLES.get(name, EXAMPLE)
        address = f"{path.replace('{ref}', self._some_ref(name))}?{query}"
        answer = answered(self.request, address)
        return {
            "id": operation["operationId"],
            "path": path,
            "summary": operation["summary"],
            "parameters": [self._parameter(each) for each in operation["parameters"]],
            "curl": f'curl "{self.base}{address}"',
            "python": PYTHON.format(address=self.base + address),
            "answer": answer,
            "one": self._one_of(path, answer),
        }

    def _one_of(self, path: str, answer: str) -> dict | None:
        """Of a vocabulary: how one term is asked for, with the first of the example."""
        if f"{path}{{code}}/" not in self.schema["paths"]:
            return None
        operation = self._operation(f"{path}{{code}}/")
        return {
            "id": operation["operationId"],
            "path": f"{path}{{code}}/",
            "parameters": [each["name"] for each in operation["parameters"]],
            "urls": [f"{path}{term['code']}/" for term in json.loads(answer)["results"][:1]],
        }

    def _some_ref(self, name: str) -> str:
        """Of a record that is worth looking at; any other where there is none such."""
        records = name.partition("/")[0]
        if records == name:
            return ""
        for telling in (TELLING[records], ""):
            address = f"/api/v1/{records}/?{telling}&per_page=1&fields=ref".replace("?&", "?")
            if found := json.loads(answered(self.request, address))["results"]:
                return found[0]["ref"]
        return "none"

    def _parameter(self, parameter: dict) -> dict:
        return {
            "name": parameter["name"],
            "type": type_in_words(parameter["schema"], repeats=parameter.get("explode", False)),
            "text": parameter["description"],
        }

    @property
    def records(self) -> Iterator[dict]:
        """The fields of each kind of record, with what their names do not say."""
        for name, what in FIELDS.items():
            fields = self.schema["components"]["schemas"][name]["properties"].items()
            told = [
                {"name": field, "type": self._type_of(said), "text": said.get("description", "")}
                for field, said in fields
            ]
            yield {"id": slugify(what), "what": what, "fields": told}

    def _type_of(self, field: dict) -> str:
        """ "text", "list of {role, country …}": nested fields are named."""
        if field.get("type") == "array":
            return f"list of {self._type_of(field['items'])}"
        reference = field.get("$ref") or next((part.get("$ref") for part in field.get("allOf", [])), None)
        if not reference:
            return type_in_words(field)
        found = self.schema["components"]["schemas"][reference.rsplit("/", 1)[1]]
        return f"{{{', '.join(found['properties'])}}}" if "properties" in found else type_in_words(found)


def type_in_words(schema: dict, *, repeats: bool = False) -> str:
    """ "whole number 1–100, 50 if not said"."""
    if repeats:
        return f"{type_in_words(schema['items'])}; may be repeated"
    if schema.get("type") == "array":
        return "names, separated by commas"
    if values := schema.get("enum"):
        return ", ".join(str(value) for value in values if value) if len(values) <= LONG else "code"
    if "minimum" in schema and "maximum" in schema:
        default = f", {schema['default']} if not said" if "default" in schema else ""
        return f"whole number {schema['minimum']}–{schema['maximum']}{default}"
    if "anyOf" in schema:
        return "day or moment"
    formats = {"uri": "address", "date-time": "moment", "date": "day"}
    plain = {"boolean": "true or false", "integer": "whole number", "number": "number", "object": "texts by name"}
    return formats.get(schema.get("format", "")) or plain.get(schema.get("type", ""), "text")


def answered(request: HttpRequest, address: str) -> str:
    """What a visitor is answered at this address; asked inside the process, so that it counts against no limit."""
    path, _mark, query = address.partition("?")
    asked = copy(request)
    asked.path = asked.path_info = path
    asked.GET = QueryDict(query)
    found = resolve(path)
    view = found.func.cls(**found.func.initkwargs)
    view.request = view.initialize_request(asked)
    view.request.user = AnonymousUser()  # whoever looks at the page, and with whatever key
    try:
        return json.dumps(view.answer(**found.kwargs), indent=2, ensure_ascii=False, default=str)
    except Http404:  # nothing is published yet
        return ""
