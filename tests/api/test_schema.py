"""The description of the API: complete, valid, and true."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command

from portal.core.models import Topic, Webhook
from portal.site.api import RECORDS, TERMS
from portal.site.webhooks.api import represented

pytestmark = pytest.mark.django_db
SCHEMA = "/api/v1/schema/"
WEBHOOKS = "/api/v1/webhooks/"


@pytest.fixture
def schema(client) -> dict:
    return client.get(SCHEMA).json()


def operations(schema: dict) -> dict[str, dict]:
    """Those that read records. Webhooks, which are written, are described apart."""
    records = {path: methods for path, methods in schema["paths"].items() if not path.startswith(WEBHOOKS)}
    assert all(set(methods) == {"get"} for methods in records.values())
    return {path: methods["get"] for path, methods in records.items()}


def test_it_is_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yml"))


def test_every_endpoint_is_described(schema):
    named = {f"/api/v1/{name}/" for name in (*RECORDS, *TERMS)} | {"/api/v1/tombstones/"}
    named |= {f"/api/v1/{name}/{{ref}}/" for name in RECORDS} | {f"/api/v1/{name}/{{code}}/" for name in TERMS}
    named |= {f"/api/v1/{name}/{{ref}}/suggestions/" for name in ("needs", "offers")}
    assert set(operations(schema)) == named


def test_operations_have_names_that_read_well(schema):
    ids = {path: operation["operationId"] for path, operation in operations(schema).items()}
    assert ids["/api/v1/activities/"] == "listActivities"
    assert ids["/api/v1/activities/{ref}/"] == "getActivities"
    assert ids["/api/v1/country-groups/"] == "listCountryGroups"
    assert len(set(ids.values())) == len(ids)
    for operation in operations(schema).values():
        assert operation["summary"]
        assert operation["description"]
        [tag] = operation["tags"]
        assert tag in {each["name"] for each in schema["tags"]}


def test_every_parameter_is_explained_and_bounded(schema):
    for path, operation in operations(schema).items():
        for parameter in operation["parameters"]:
            assert parameter["description"], (path, parameter["name"])
            each = parameter["schema"].get("items", parameter["schema"])
            assert each.keys() & {"enum", "pattern", "minimum", "anyOf"}, (path, parameter["name"])
    parameters = {each["name"]: each for each in operations(schema)["/api/v1/activities/"]["parameters"]}
    assert parameters["topic"]["schema"]["items"]["enum"][0] == Topic.objects.first().code
    assert {"KE", "aripo"} <= set(parameters["beneficiary"]["schema"]["items"]["enum"])
    assert "enum" not in parameters["organisation"]["schema"]["items"]  # there will be thousands


def test_every_answer_is_described_with_examples(schema):
    for path, operation in operations(schema).items():
        moved = {"301"} if path in {"/api/v1/organisations/{code}/", "/api/v1/consultants/{ref}/"} else set()
        records = {f"/api/v1/{name}/{{ref}}/" for name in RECORDS} | {"/api/v1/organisations/{code}/"}
        gone = {"410"} if path in records - {"/api/v1/consultants/{ref}/"} else set()
        refusals = {"400", "401", "403", "404", "429"} | gone
        assert set(operation["responses"]) == {"200", "304"} | refusals | moved, path
        for status in refusals:
            content = operation["responses"][status]["content"]
            assert set(content) == {"application/problem+json"}
            assert next(iter(content["application/problem+json"]["examples"].values()))["value"]["status"] == int(
                status
            )


def test_it_names_the_keys_and_what_they_are_good_for(schema):
    scheme = schema["components"]["securitySchemes"]["key"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert list(scheme["x-scopes"]) == ["read", "read:own", "webhooks"]
    for operation in operations(schema).values():
        assert operation["security"] == [{"key": []}, {"cookieAuth": []}, {}]
        assert operation["x-scope"] == "read"


def test_webhooks_are_described_with_what_they_take_and_answer_and_who_may(schema):
    described = {
        (method, path.removeprefix(WEBHOOKS)): operation
        for path, methods in schema["paths"].items()
        if path.startswith(WEBHOOKS)
        for method, operation in methods.items()
    }
    answers = {
        ("get", ""): "200", ("post", ""): "201", ("get", "{id}/"): "200", ("patch", "{id}/"): "200",
        ("delete", "{id}/"): "204", ("post", "{id}/{move}/"): "200",
    }  # fmt: skip
    assert described.keys() == answers.keys()
    for (method, path), operation in described.items():
        refused = {"400", "401", "403", "429"}
        refused |= ({"404"} if path else set()) | ({"415"} if "requestBody" in operation else set())
        assert set(operation["responses"]) == {answers[method, path]} | refused, path
        assert (operation["security"], operation["x-scope"]) == ([{"key": []}, {"cookieAuth": []}], "webhooks")
        assert operation["tags"] == ["Webhooks"]
        assert operation["summary"].strip()
        assert operation["description"].strip()
    schemas = schema["components"]["schemas"]
    assert set(schemas["Webhook"]["properties"]) == set(represented(Webhook(url="https://a.example", kinds=[])))
    assert set(schemas["WebhookWithSecret"]["properties"]) - set(schemas["Webhook"]["properties"]) == {"secret"}


def test_it_says_whose_it_is_and_on_which_terms(schema):
    assert schema["openapi"].startswith("3.")
    assert schema["info"]["license"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert schema["info"]["contact"]["url"] == "http://testserver/about/"
    assert schema["servers"] == [{"url": "http://testserver"}]


def test_it_knows_a_new_term_at_once(client):
    client.get(SCHEMA)
    Topic.objects.create(code="new-topic", labels={"en": "New topic"})
    assert "new-topic" in client.get(SCHEMA).content.decode()


def test_it_is_in_english_whoever_asks(client):
    described = client.get(SCHEMA, headers={"Accept-Language": "fr"}).json()["paths"]
    assert described == client.get(SCHEMA).json()["paths"]


def test_it_names_no_database_id_and_nobody(schema):
    for name, component in schema["components"]["schemas"].items():
        for field in component.get("properties", {}):
            # Who pays, as the partners say it; and the institution that asks or offers.
            words = field in {"paid_by", "owner"} or (name.startswith("Webhook") and field == "id")
            assert words or not re.search(r"^(id|pk)$|_id$|_by$|email|owner", field), (name, field)
