"""schemathesis calls the API as its description allows, and as it does not: every answer must be one it describes.

What a description cannot say is left out of the calls: that years run forwards, that only words have a relevance, which
organisations there are.
"""

from __future__ import annotations

from copy import deepcopy
from functools import partial

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as settled
from schemathesis import GenerationMode

from portal.core.models import Organisation, Scope, Webhook
from portal.site.api import RECORDS, TERMS, schema_of
from portal.site.webhooks import registering
from tests.core.test_api_keys import make
from tests.factories import activity, case_study, consultant, full_activity, full_initiative, meeting, need, offer
from tests.site.test_webhook_events import hook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

alike = partial(settled, derandomize=True, database=None, suppress_health_check=list(HealthCheck))  # in every run


def filter_query(context, query: dict | None) -> bool:
    asked = query or {}
    first, last = asked.get("year_min"), asked.get("year_max")
    backwards = isinstance(first, int) and isinstance(last, int) and first > last
    return not backwards and (asked.get("sort") != "relevance" or bool(str(asked.get("q") or "").strip()))


@pytest.fixture
def application(db):
    """The portal, in this process; its requests leave the test's database connection and transaction alone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(application, settings):
    settings.API_RATE = 1_000_000
    full_activity()
    activity(title="Visit", starts_on=None, ends_on=None)
    full_initiative()
    case_study()
    consultant(), need(), offer(), meeting()
    description = deepcopy(schema_of("http://localhost"))
    known = {"enum": list(Organisation.objects.values_list("slug", flat=True)[:50])}
    for path in description["paths"].values():
        for parameter in path.get("get", {}).get("parameters", ()):
            if parameter["name"].removeprefix("not_") == "organisation":
                parameter["schema"]["items"] = known
    loaded = schemathesis.openapi.from_dict(description)
    loaded.app = application
    loaded.hook(filter_query)
    return loaded


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_every_answer_is_a_described_one(described, mode):
    """Half of the calls are as the description says, half are not. Vocabularies, which are all alike, share theirs."""
    operations = [result.ok() for result in described.get_all_operations()]
    apart, hooks = 3, 6  # suggestions for needs and for offers, what is gone; webhooks, which need a key
    assert len(operations) == 2 * (len(RECORDS) + len(TERMS)) + apart + hooks == 55
    for operation in operations:
        if operation.tags == ["Webhooks"]:
            continue
        calls = 5 if operation.tags == ["Vocabularies"] else 20

        @alike(max_examples=calls)
        @given(case=operation.as_strategy(generation_mode=mode))
        def called(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        called()


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_webhooks_are_what_is_described_and_nobodys_without_a_key(application, settings, monkeypatch, member, mode):
    """Each call finds one webhook and room for another; receivers are not asked. schemathesis also asks without the
    key, and wants to be refused."""
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 1_000_000
    monkeypatch.setattr(registering, "ping", lambda found: None)
    monkeypatch.setattr(registering, "PINGS", 1_000_000)
    key, description = make(member, Scope.WEBHOOKS), deepcopy(schema_of("http://localhost"))
    paths = {path: told for path, told in description["paths"].items() if path.startswith("/api/v1/webhooks/")}
    registration = description["components"]["schemas"]["Registration"]["properties"]
    registration["url"]["enum"] = ["https://hooks.example.org/a", "https://hooks.example.org:8443/b?c=d"]
    loaded = schemathesis.openapi.from_dict(description | {"paths": paths})
    loaded.app = application
    for operation in (result.ok() for result in loaded.get_all_operations()):

        @alike(max_examples=20)
        @given(case=operation.as_strategy(generation_mode=mode))
        def called(case):
            Webhook.objects.all().delete()
            one = hook(member, url="https://hooks.example.org/here")
            if "id" in case.path_parameters and isinstance(case.path_parameters["id"], int):
                case.path_parameters["id"] = one.pk
            case.call_and_validate(headers={"Accept-Encoding": "identity", "Authorization": f"Bearer {key}"})

        called()
