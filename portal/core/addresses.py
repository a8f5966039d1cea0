"""Links that say "this same list, but …": the address is the only state a list has.

A list page shows some hundred such links, so the parts of the address are encoded once.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


class Address:
    """The conditions of a list as ``name=value`` parts in the order in which they were chosen."""

    def __init__(self, path: str, parameters: QueryDict, *, known: Iterable[str]) -> None:
        self.path = path
        names = set(known)
        pairs = ((name, value) for name, values in parameters.lists() if name in names for value in values)
        pairs = [(name, value) for name, value in pairs if value.strip()]
        # Of a pair said twice the later one stays: where only one value counts, it is the last that does.
        self.pairs = list(dict.fromkeys(reversed(pairs)))[::-1]
        self._parts = [(pair, encoded(*pair)) for pair in self.pairs]
        self._whole = "&".join(part for _pair, part in self._parts)

    def adding(self, name: str, value: str) -> str:
        part = encoded(name, value)
        return f"{self.path}?{self._whole}&{part}" if self._whole else f"{self.path}?{part}"

    def dropping(self, *names: str) -> str:
        return self._joined(part for (name, _value), part in self._parts if name not in names)

    def removing(self, name: str, value: str) -> str:
        return self._joined(part for pair, part in self._parts if pair != (name, value))

    def setting(self, **values: str) -> str:
        kept = [part for (name, _value), part in self._parts if name not in values]
        return self._joined([*kept, *(encoded(name, value) for name, value in values.items() if value)])

    def without(self, *names: str) -> list[tuple[str, str]]:
        """The pairs a form carries along as hidden fields."""
        return [(name, value) for name, value in self.pairs if name not in names]

    def _joined(self, parts: Iterable[str]) -> str:
        query = "&".join(parts)
        return f"{self.path}?{query}" if query else self.path

    def __str__(self) -> str:
        return self._joined([self._whole] if self._whole else [])


@lru_cache(maxsize=10_000)  # the same values stand on every page
def encoded(name: str, value: str) -> str:
    return f"{quote_plus(name)}={quote_plus(value)}"


def own_address(request: HttpRequest, address: str) -> str:
    """An address of this portal that a form or a link brought along, to lead back to; of anything else "". A word alone
    is no address: ``redirect()`` would take it for the name of a view."""
    hosts, is_secure = {request.get_host()}, request.is_secure()
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, hosts, require_https=is_secure)
    return address if is_own else ""


def asked_at(address: str, request: HttpRequest, *, user=None) -> HttpRequest:
    """The same reader, or another, at another address of the portal: for a page that is made of lists."""
    asked, (path, _mark, query) = copy(request), address.partition("?")
    asked.path = asked.path_info = path
    asked.GET = QueryDict(query)
    asked.user = user or request.user
    return asked
