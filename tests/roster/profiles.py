"""What the tests of a consultant's own pages share."""

from __future__ import annotations

import re
from html import unescape

from portal.core.models import Mail, User
from roster.models import Consultant
from tests.factories import consultant, full_consultant, user


def owned(person: User | None = None, *, full: bool = False, **values) -> Consultant:
    """A profile with its owner's account, whose address is confirmed."""
    person = person or user()
    person.emailaddress_set.get_or_create(email=person.email, defaults={"verified": True, "primary": True})
    return (full_consultant if full else consultant)(account=person, email=person.email, **values)


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def mails(name: str) -> list[Mail]:
    return list(Mail.objects.filter(name=name).order_by("pk"))


def boxes(html: str) -> dict[str, str | list[str]]:
    """What a browser would send of the form on a page, if nothing were changed."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if name and (kind not in {"checkbox", "radio"} or " checked" in tag):
            sent.setdefault(name, []).append(_attribute(tag, "value") or ("on" if kind == "checkbox" else ""))
    for name, content in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL):
        sent[name] = [unescape(content)]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        sent[name] = [unescape(each) for each in re.findall(r'<option value="([^"]*)" selected', options)] or [""]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
