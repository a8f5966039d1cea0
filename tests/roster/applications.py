"""Applications for tests: as somebody would write them on the form."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.models import Mail, next_references
from roster.models import Application
from tests.partnerships.submissions import page_of, url

START = "/roster/apply/"
WHO = {
    "name": "Ana Souza", "email": "ana@example.org", "residence": "PT", "birth_year": "1978",
    "nationalities": [{"country": "BR"}, {"country": "PT"}],
}  # fmt: skip
KNOW = {
    "modalities": ["study-visit"],
    "expertise": [{"topic": "trademarks", "level": "expert", "years": "15"}],
    "languages": [{"language": "pt", "level": "native"}, {"language": "en", "level": "fluent"}],
}
DID = {
    "assignments": [
        {
            "activity": "", "as_said": "Examiners from Maputo in Rio", "role": "Lecturer", "from_year": "2019",
            "to_year": "2020", "country": "MZ", "output": "A manual",
        }
    ]
}  # fmt: skip
ABOUT = {
    "position": "Head of trademarks", "employer": "Bureau of Marks", "availability": "limited", "remote": "on",
    "biographies": [{"language": "en", "text": "I examine marks."}, {"language": "pt", "text": "Examino marcas."}],
    "interests": "I advise fruit growers.",
}  # fmt: skip
CONSENT = {
    "listing": "yes", "name": "no", "residence": "no", "position": "no", "biography": "yes", "availability": "yes",
    "assignments": "yes", "interests": "no",
}  # fmt: skip
DATA = {"who": WHO, "know": KNOW, "did": DID, "about": ABOUT, "consent": CONSENT}


def application(state: str = "draft", **values) -> Application:
    """In any state, with what it must have there; complete and begun an hour ago unless the test says otherwise."""
    State, now = Application.State, timezone.now()
    found = {
        "data": DATA, "email": WHO["email"], "mailbox": WHO["email"], "name": WHO["name"], "has_consent": True,
        "language": "en", "nationalities": ["BR", "PT"], "topics": ["trademarks"], "birth_year": 1978,
    }  # fmt: skip
    if "consent" in values.get("data", DATA):
        found["versions"] = {"consent": {"number": 1, "tab": "", "sequence": 0, "at": now.isoformat()}}
    if state not in {State.DRAFT, State.SENT}:
        found["email_confirmed_at"] = now
    if state not in {State.DRAFT, State.CONFIRMED}:
        found["submitted_at"] = now
    if state in {State.CHANGES_REQUESTED, State.REJECTED}:
        found["state_reason"] = "For the test."
    if state in Application.DECIDED:
        found["decided_at"] = now
    [ref] = next_references("AP", 2026)
    one = Application.objects.create(ref=ref, start_key=uuid4(), state=state, **found | values)
    Application.objects.filter(pk=one.pk).update(created_at=now - timedelta(hours=1))
    return one


def stored(one: Application) -> Application:
    return Application.objects.get(pk=one.pk)


def upload(client: Client, one: Application, name: str, data: bytes, **values):
    sent = {"do": "upload", "documents": SimpleUploadedFile(name, data), "tab": "a"}
    return client.post(url(one, "about"), sent | values)


def decision(one: Application, name: str) -> str:
    return reverse("admin:roster_application_decide", args=[one.pk, name])


def decide(client: Client, one: Application, name: str, words: dict):
    """Look at the mail first, then press the button."""
    shown = client.post(decision(one, name), words)
    seen = re.search(r'name="seen" value="(\w+)"', page_of(shown))[1]
    return client.post(decision(one, name), words | {"seen": seen}, follow=True)


def mailed(name: str, part: str = "") -> str:
    """The address in the last mail of this name."""
    text = Mail.objects.filter(name=name).latest("pk").text
    return re.findall(rf"http://testserver(/\S*{part}\S*)", text)[-1]
