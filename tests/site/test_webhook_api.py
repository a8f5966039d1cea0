"""Webhooks managed by a program with a key of their owner's."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.core.api import rendering
from portal.core.models import Scope, Webhook
from portal.site.webhooks import registering
from tests.core.test_api_keys import make
from tests.factories import user
from tests.site.receiver import is_signed, listening
from tests.site.test_webhook_events import hook

pytestmark = pytest.mark.django_db
OWN = "/api/v1/webhooks/"


def ask(key: str, method: str, address: str = OWN, sent: object = None):
    request = getattr(Client(), method)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return request(
        address, **({} if sent is None else {"data": sent, "content_type": "application/json"}), headers=headers
    )


def test_from_an_address_to_its_end(member, settings):
    settings.WEBHOOKS_TO_LOCALHOST, key = True, make(member, Scope.WEBHOOKS)
    with listening() as receiver:
        made = ask(key, "post", sent={"url": receiver.base, "kinds": ["needs", "offers"]})
        one = Webhook.objects.get()
        own = f"{OWN}{one.pk}/"
        secret = made.json().pop("secret")
        assert (made.status_code, made["Cache-Control"]) == (201, "private, no-cache")
        assert (one.owner, one.state) == (member, "new")
        assert ask(key, "post", f"{own}ping/").json()["state"] == "active"
        assert is_signed(receiver.got[0], secret)
        newer = ask(key, "post", f"{own}secret/").json()["secret"]
        receiver.answers = lambda got: 500
        refused = ask(key, "post", f"{own}ping/")
        assert (refused.status_code, refused.json()["errors"]) == (
            400,
            {"url": ["Not switched on. The receiver answered 500."]},
        )
        assert [is_signed(receiver.got[-1], each) for each in (secret, newer)] == [True, True]
    assert ask(key, "patch", own, {"kinds": ["meetings"]}).json()["kinds"] == ["meetings"]
    assert ask(key, "post", f"{own}pause/").json()["state"] == "paused"
    listed = ask(key, "get").json()["results"]
    assert listed == [ask(key, "get", own).json()]
    assert secret not in str(listed)
    assert ask(key, "delete", own).status_code == 204
    assert ask(key, "get").json()["results"] == []


def test_only_its_owner_and_only_with_the_scope(member, curator, signed_in, monkeypatch):
    one = hook(member, url="https://hooks.example.org/")
    addresses = [("get", OWN), ("post", OWN), ("get", f"{OWN}{one.pk}/"), ("patch", f"{OWN}{one.pk}/"),
                 ("delete", f"{OWN}{one.pk}/"), ("post", f"{OWN}{one.pk}/secret/")]  # fmt: skip
    reads, nobody = make(member, Scope.OWN), ""
    assert {ask(reads, method, address, {}).status_code for method, address in addresses} == {403}
    assert {ask(nobody, method, address, {}).status_code for method, address in addresses} == {401}
    for other in (user(), curator):
        key = make(other, Scope.WEBHOOKS)
        assert {ask(key, method, address, {}).status_code for method, address in addresses[2:]} == {404}
    asking = signed_in(member)
    assert asking.get(OWN).status_code == 200
    forging = Client(enforce_csrf_checks=True)
    forging.force_login(member)
    assert forging.delete(f"{OWN}{one.pk}/").status_code == 403
    monkeypatch.setattr(registering, "PINGS", 0)
    assert ask(make(member, Scope.WEBHOOKS, name="Another"), "post", f"{OWN}{one.pk}/ping/").status_code == 429
    assert Webhook.objects.get() == one


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, {"url", "kinds"}),
        ([], {"url", "kinds"}),
        ({"url": 7, "kinds": "needs"}, {"url", "kinds"}),
        ({"url": {"a": 1}, "kinds": [["needs"]]}, {"url", "kinds"}),
        ({"url": "https://10.0.0.7/", "kinds": ["needs"]}, {"url"}),
        ({"url": "https://hooks.example.org/", "kinds": ["consultants"]}, {"kinds"}),
    ],
)
def test_what_is_wrong_is_named(member, sent, wrong):
    answer = ask(make(member, Scope.WEBHOOKS), "post", sent=sent)
    assert (answer.status_code, set(answer.json()["errors"])) == (400, wrong)


def test_one_that_is_deleted_while_its_receiver_is_asked(member, monkeypatch):
    one = hook(member)
    monkeypatch.setattr(registering, "ping", lambda found: Webhook.objects.get(pk=found.pk).delete())
    assert ask(make(member, Scope.WEBHOOKS), "post", f"{OWN}{one.pk}/ping/").status_code == 404


def test_what_is_no_json(member):
    key, fine = make(member, Scope.WEBHOOKS), '{"url": "https://hooks.example.org/%s", "kinds": ["needs"]}'
    for sent in ("{", "[" * 50_000, fine % "\\ud800", fine % ("x" * rendering.MOST_READ)):
        answer = ask(key, "post", sent=sent)
        assert (answer.status_code, answer.json()["detail"]) == (400, "Malformed request."), sent[:80]
    assert Webhook.objects.count() == 0
    answer = Client().post(OWN, {"url": "x"}, headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 415
    assert ask(key, "post", f"{OWN}{9**30}/ping/").status_code == ask(key, "get", f"{OWN}{9**30}/").status_code == 404
