"""Both sides of a conversation, as clients that know nothing but what was mailed to them."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from portal.core.models import Mail, Organisation
from roster.models import Consultant, Conversation
from tests.core.test_corrections import stamp
from tests.factories import consultant, organisation, user

CONSULTANT, VISITOR, MEMBER = "wanjiru@xconsultant.example", "ana@xvisitor.example", "mercy@xmember.example"
TYPED = {
    "topic": "patents", "text": "Could you train six examiners?\nIn Windhoek.", "from_day": "2099-03-01",
    "until_day": "2099-03-05", "name": "Ana Souza", "organisation_as_said": "Patent Office of Chile",
    "email": VISITOR,
}  # fmt: skip


def states() -> list[str]:
    return list(Conversation.objects.order_by("pk").values_list("state", flat=True))


def listed(**values) -> Consultant:
    """Whose address, whatever is typed or shown, stands only on mails to them."""
    return consultant(**{"name": "Wanjiru Otieno", "email": CONSULTANT} | values)


def member(organisation_: Organisation | None = None, **values):
    person = user(**{"name": "Mercy Banda", "email": MEMBER} | values)
    if organisation_:
        person.memberships.create(organisation=organisation_, role="editor")
    return person


def office() -> Organisation:
    return organisation("Office of Zambia", country="ZM")


def send(client: Client, record: Consultant, **values) -> HttpResponse:
    return client.post(f"/roster/{record.ref}/contact/", {"stamp": stamp()} | TYPED | values)


def link(mail: Mail) -> str:
    [found] = set(re.findall(r"http://testserver(/\S*conversations/\S+)", mail.text))
    return found


def mailed(to: str) -> Mail:
    """The latest mail to this address."""
    return Mail.objects.filter(to=to).latest("pk")


def asked(record: Consultant | None = None, **values) -> Conversation:
    """A visitor's request that has reached the consultant."""
    record = record or listed()
    values = {"email": f"visitor{uuid4().hex[:8]}@example.org"} | values
    send(Client(REMOTE_ADDR=f"10.0.{Conversation.objects.count()}.1"), record, **values)
    Client().post(link(mailed(values["email"])), {"do": "confirm"})
    return Conversation.objects.latest("pk")


def press(page: str, do: str, **values) -> HttpResponse:
    """A button of a private page, with whatever is typed beside it."""
    return Client().post(page, {"do": do, "token": str(uuid4())} | values)


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
