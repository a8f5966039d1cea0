"""schemathesis calls the API as its description allows, and as it does not: every answer must be one it describes.

What a description cannot say is left out of the calls: that years run forwards, that only words have a relevance, which
organisations there are.
"""

from __future__ import annotations

from copy import deepcopy

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from portal.core.models import Organisation
from portal.site.api import RECORDS, TERMS, schema_of
from tests.factories import activity, case_study, consultant, full_activity, full_initiative, meeting, need, offer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
        for parameter in path["get"]["parameters"]:
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
    apart = 3  # suggestions for needs and for offers; what is gone
    assert len(operations) == 2 * (len(RECORDS) + len(TERMS)) + apart == 49
    for operation in operations:
        calls = 5 if operation.tags == ["Vocabularies"] else 20

        @settings(
            derandomize=True, database=None, deadline=None, max_examples=calls, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def called(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        called()
