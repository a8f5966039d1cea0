"""Every address of the portal, as a stranger could type them: from the URL patterns themselves, so that none is missed.

An address with parameters is tried with every value that is known for them; a new kind of parameter must be named in
``Known`` before the walk goes on. Lists are asked in every format, too, and for every word that is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import product
from urllib.parse import urlencode
from uuid import UUID
from zipfile import ZipFile

from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

FORMATS = ("csv", "xlsx", "json", "atom", "ics", "iati", "docx", "figures", "nonsense")
NOBODYS = UUID("00000000-0000-4000-8000-000000000000")  # a private link that was never mailed
LANGUAGES = ("", "/ar", "/fr")
OF_A_ROUTE = re.compile(r"<(?:\w+:)?(\w+)>")
OF_AN_EXPRESSION = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")

Known = Mapping[str, Sequence[object]]  # by the parameter's name


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route


def addresses(known: Known) -> list[str]:
    """All of them with every combination of the known values; KeyError for a parameter that nobody named."""
    found: dict[str, None] = {}
    for route in dict.fromkeys(patterns()):
        marked = OF_AN_EXPRESSION.sub(r"<\1>", route)
        plain = re.sub(r"\\Z|[\\^$]", "", marked)
        names = OF_A_ROUTE.findall(plain)
        for values in product(*(known[name] for name in names)):
            filled = iter(map(str, values))
            found["/" + OF_A_ROUTE.sub(lambda _name, filled=filled: next(filled), plain)] = None
    return list(found)


def variants(client: Client, address: str, words: Sequence[str]) -> Iterator[str]:
    """The address, and what a list of it can be asked: other formats, languages, orders, words. A record or a file that
    takes no parameters of a list refuses them together, naming each."""
    yield address
    if client.get(f"{address}?format=nonsense").status_code != 400:
        return  # takes no notice of any
    asked = [{"q": word} for word in words] + [{"format": name} for name in FORMATS]
    asked += [{"sort": name} for name in ("title", "newest", "assignments", "relevance")]
    asked += [{"page": "2"}, {"view": "table"}, {"open": "topic"}, {"lang": "fr"}, {"fields": "ref"}, {"wrong": "1"}]
    if client.get(f"{address}?page=1").status_code != 200:  # no list
        one_of_each = {name: value for each in reversed(asked) for name, value in each.items()}
        asked = [one_of_each, {"lang": "fr"}, {"fields": "ref"}, {"format": "nonsense"}]
    yield from (f"{address}?{urlencode(each)}" for each in asked)


def text_of(response: HttpResponse) -> str:
    """Everything that the browser gets to read: headers, the body, and what is inside a spreadsheet."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in sorted(book.namelist()))
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{response.status_code}\n{headers}\n{body.decode(errors='replace')}"


def walk(client: Client, asked: Sequence[str]) -> dict[str, str]:
    """What each address answers. A failure is an answer, too."""
    client.raise_request_exception = False
    return {address: text_of(client.get(address)) for address in asked}
