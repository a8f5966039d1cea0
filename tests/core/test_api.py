"""What all endpoints of the API share: how they are asked, refuse, page, are remembered and limited."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from portal.core.models import Country, Organisation, Region, Topic
from portal.site.api import RECORDS, TERMS

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"


def mistakes(response) -> dict[str, list[str]]:
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    return response.json()["errors"]


def test_the_index_leads_everywhere(client):
    assert client.get("/api/").json()["v1"] == "http://testserver/api/v1/"
    index = client.get(V1).json()
    assert {*index} == {"licence", "attribution", "schema", "docs", "tombstones", *RECORDS, *TERMS}
    for address in index.values():
        if address.startswith("http://testserver"):
            assert client.get(address).status_code == 200, address


def test_a_list_says_what_it_is_of_and_on_which_terms(client):
    answer = client.get(f"{V1}regions/").json()
    assert list(answer) == ["count", "next", "previous", "licence", "attribution", "results"]
    assert answer["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert answer["attribution"] == "South-South IP Portal"
    assert answer["count"] == len(answer["results"]) > 0


@pytest.mark.parametrize("name", TERMS)
def test_a_vocabulary_is_whole_and_each_term_stands_on_one_page(client, name):
    count, seen, address = None, [], f"{V1}{name}/?per_page=7&fields=code"
    while address:
        answer = client.get(address).json()
        count, address = answer["count"], answer["next"]
        seen += [record["code"] for record in answer["results"]]
        if len(seen) > 60:
            break
    assert len(seen) == len(set(seen)) == min(count, len(seen))
    assert seen == [record["code"] for record in client.get(f"{V1}{name}/?per_page=100").json()["results"]][: len(seen)]


@pytest.mark.parametrize("name", TERMS)
def test_every_term_has_an_address_and_says_there_what_the_list_says(client, django_assert_num_queries, name):
    [listed] = client.get(f"{V1}{name}/?per_page=1").json()["results"]
    address = f"{V1}{name}/{listed['code']}/"
    said = client.get(address).json()
    assert {key: value for key, value in said.items() if key not in {"licence", "attribution"}} == listed
    assert client.get(f"{V1}{name}/no-such/").status_code == 404
    assert [*client.get(f"{address}?fields=code").json()] == ["licence", "attribution", "code"]
    assert mistakes(client.get(f"{address}?page=1")) == {"page": ["There is no parameter “page” here."]}
    tag = client.get(address).headers["ETag"]
    with django_assert_num_queries(2):
        assert again(client, address, tag).status_code == 304


def test_a_term_is_said_in_the_language_asked_for(client):
    africa = Region.objects.get(code="africa")
    said = client.get(f"{V1}regions/africa/?lang=fr").json()
    assert (said["label"], said["definition"]) == ("Afrique", africa.definitions["fr"])
    assert said["definitions"] == africa.definitions
    Region.objects.filter(code="africa").update(definitions={"en": "South of the north."})
    assert client.get(f"{V1}regions/africa/?lang=fr").json()["definition"] == "South of the north."
    assert client.get(f"{V1}languages/fr/").json()["definition"] == ""


def test_a_country_with_its_statuses_and_groups(client):
    pages = [client.get(f"{V1}countries/?per_page=100&page={page}").json()["results"] for page in (1, 2, 3)]
    countries = {record["code"]: record for page in pages for record in page}
    assert len(countries) == Country.objects.count()
    kenya = countries["KE"]
    assert (kenya["iso3"], kenya["m49"], kenya["label"], kenya["region"]) == ("KEN", "404", "Kenya", "africa")
    assert kenya["labels"]["fr"] == "Kenya"
    assert {"scheme": "development", "value": "developing"}.items() <= kenya["statuses"][0].items()
    assert "aripo" in {group["code"] for group in kenya["groups"]}
    ended = next(status for status in countries["CV"]["statuses"] if status["scheme"] == "ldc")
    assert ended["valid_to"] == "2007-12-20"


def test_a_group_with_its_members(client):
    groups = {record["code"]: record for record in client.get(f"{V1}country-groups/?per_page=100").json()["results"]}
    members = {member["country"]: member["label"] for member in groups["aripo"]["members"]}
    assert members["KE"] == "Kenya"
    assert "BR" not in members


def test_an_organisation_is_named_by_codes_only(client):
    parent = Organisation.objects.get(slug="wipo")
    Organisation.objects.create(slug="aa-part", name="AA Part", type=parent.type, parent=parent, country_id="KE")
    first = client.get(f"{V1}organisations/?per_page=1").json()["results"][0]
    assert {"code": "aa-part", "type": parent.type.code, "country": "KE", "parent": "wipo"}.items() <= first.items()
    assert "id" not in first


@pytest.mark.parametrize(
    ("query", "accept", "label"),
    [
        ("", "", "Africa"),
        ("?lang=fr", "", "Afrique"),
        ("", "ar;q=0.2, fr-CA", "Afrique"),
        ("", "xx, *", "Africa"),
        ("?lang=en", "fr", "Africa"),
    ],
)
def test_labels_are_in_the_language_asked_for(client, query, accept, label):
    response = client.get(f"{V1}regions/{query}", headers={"Accept-Language": accept} if accept else {})
    assert {record["code"]: record["label"] for record in response.json()["results"]}["africa"] == label
    assert response.headers["Content-Language"] == ("fr" if label == "Afrique" else "en")


def test_fields_are_those_named_in_that_order(client):
    results = client.get(f"{V1}topics/?fields=label,code").json()["results"]
    assert {tuple(record) for record in results} == {("label", "code")}


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("topicc=1", "topicc", "There is no parameter “topicc” here."),
        ("format=json", "format", "There is no parameter “format” here."),
        ("page=0", "page", "“0” is not possible for “page”: a whole number from 1 to 100000000 is."),
        ("page=1.0", "page", "“1.0” is not possible for “page”: a whole number from 1 to 100000000 is."),
        ("page=%D9%A1", "page", "“١” is not possible for “page”: a whole number from 1 to 100000000 is."),
        ("page=", "page", "“” is not possible for “page”: a whole number from 1 to 100000000 is."),
        ("per_page=101", "per_page", "“101” is not possible for “per_page”: a whole number from 1 to 100 is."),
        ("page=1&page=2", "page", "“page” is given 2 times; it takes one value."),
        ("lang=xx", "lang", "“xx” is not possible for “lang”. Known are: en, ar, zh-hans, fr, pt, ru, es."),
        ("lang=%00", "lang", "“lang” contains a null character."),
        ("fields=code,colour", "fields", "“colour” is not possible for “fields”. Known are: "
         "code, label, labels, definition, definitions, is_active."),
        ("fields=", "fields", "“” is not possible for “fields”. Known are: "
         "code, label, labels, definition, definitions, is_active."),
        ("fields=" + "a" * 2000, "fields", "“fields” is too long."),
    ],
)  # fmt: skip
def test_a_mistake_is_named(client, query, name, said):
    assert mistakes(client.get(f"{V1}topics/?{query}")) == {name: [said]}


def test_every_mistake_is_named_at_once(client):
    assert set(mistakes(client.get(f"{V1}topics/?a=1&page=x&fields=b,c&lang=q"))) == {"a", "page", "fields", "lang"}


def test_mistakes_are_told_in_the_readers_language(client):
    assert client.get(f"{V1}topics/?a=1&lang=fr").headers["Content-Language"] == "fr"


def test_beyond_the_last_page(client):
    response = client.get(f"{V1}topics/?page=9")
    assert response.status_code == 404
    assert response.json() == {
        "title": "Not Found", "status": 404, "detail": "This list has no page 9; its last is 1.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/api/v2/", "/api/v1/nothing/", "/api/v1/topics/no-such/", "/api/v1/activities/x/"]
)
def test_an_unknown_address_is_refused_in_the_same_shape(client, address):
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert response.json() == {"title": "Not Found", "status": 404, "detail": "There is nothing at this address."}
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_thousand_parameters_are_refused_in_the_same_shape(client):
    response = client.get(f"{V1}topics/?" + "&".join(f"a{number}=1" for number in range(1100)))
    assert (response.status_code, response.json()["title"]) == (400, "Bad Request")


def test_a_defect_is_told_in_the_same_shape_without_its_cause(monkeypatch):
    def broken(self, start, size):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("portal.core.api.vocabularies.VocabularyView.results", broken)
    response = Client(raise_request_exception=False).get(f"{V1}topics/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()


def test_nothing_can_be_written(client, signed_in, curator):
    addresses = [V1, f"{V1}topics/", f"{V1}activities/", f"{V1}activities/TA-2020-0001/"]
    methods = ["post", "put", "patch", "delete", "trace"]
    for asking in (client, signed_in(curator), Client(enforce_csrf_checks=True)):
        for method, address in product(methods, addresses):
            response = getattr(asking, method)(address)
            answer = (response.status_code, response.headers["Content-Type"], response.headers["Allow"])
            refused = (405, "application/problem+json", "GET, HEAD, OPTIONS")
            assert (method, address, answer) == (method, address, refused)


def test_head_says_what_get_says_without_the_body(client):
    get, head = client.get(f"{V1}topics/"), client.head(f"{V1}topics/")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_any_site_may_read_what_anybody_may_read(client, signed_in, curator):
    for asking in (client, signed_in(curator)):
        headers = asking.get(f"{V1}topics/", headers={"Origin": "https://elsewhere.example"}).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in headers
    asked = client.options(f"{V1}topics/")
    assert (asked.status_code, asked.headers["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "application/json", "*/*", "nonsense"])
def test_the_answer_is_json_whatever_is_preferred(client, accept):
    response = client.get(f"{V1}topics/", headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")


# ETag ----------------------------------------------------------------------------------------------------------------
def again(client, address: str, tag: str, **headers):
    return client.get(address, headers={"If-None-Match": tag, **headers})


def test_an_unchanged_answer_is_not_sent_again(client, django_assert_num_queries):
    address = f"{V1}countries/"
    first = client.get(address)
    with django_assert_num_queries(2):  # the limit and the version stamps
        second = again(client, address, first.headers["ETag"])
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert {"Accept-Language", "Cookie"} <= set(second.headers["Vary"].split(", "))
    assert second.headers["Cache-Control"] == "public, no-cache"
    assert again(client, address, 'W/"other"').status_code == 200
    assert again(client, address, "*").status_code == 200  # we cannot know without looking


def test_a_changed_label_is_a_changed_answer(client):
    address = f"{V1}topics/"
    tag = client.get(address).headers["ETag"]
    topic = Topic.objects.get(code="patents")
    topic.labels |= {"en": "Patents renamed"}
    topic.save()
    response = again(client, address, tag)
    assert response.status_code == 200
    assert "Patents renamed" in response.content.decode()


def test_every_address_language_and_reader_has_a_tag_of_its_own(client, signed_in, curator, member):
    tags = [
        client.get(f"{V1}topics/").headers["ETag"],
        client.get(f"{V1}topics/?per_page=5").headers["ETag"],
        client.get(f"{V1}topics/?lang=fr").headers["ETag"],
        client.get(f"{V1}topics/", headers={"Accept-Language": "ru"}).headers["ETag"],
        client.get(f"{V1}topics/", headers={"Host": "localhost"}).headers["ETag"],
        signed_in(curator).get(f"{V1}topics/").headers["ETag"],
        signed_in(member).get(f"{V1}topics/").headers["ETag"],
    ]
    assert len(set(tags)) == len(tags)


def test_what_a_member_reads_is_kept_by_nobody_else(signed_in, member):
    assert signed_in(member).get(f"{V1}topics/").headers["Cache-Control"] == "private, no-cache"


def test_refusals_are_not_kept(client):
    for address in (f"{V1}topics/?a=1", f"{V1}topics/?page=9", f"{V1}nothing/"):
        assert client.get(address).headers["Cache-Control"] == "no-store"


# Fair use ------------------------------------------------------------------------------------------------------------
def test_too_many_requests_of_a_network(client, settings):
    settings.API_RATE = 3
    assert [client.get(f"{V1}topics/", REMOTE_ADDR=f"192.0.2.{host}").status_code for host in range(4)] == [
        200, 200, 200, 429,
    ]  # fmt: skip
    assert client.get(f"{V1}topics/", REMOTE_ADDR="198.51.100.1").status_code == 200
    response = client.get(f"{V1}regions/", REMOTE_ADDR="192.0.2.77")
    assert (response.status_code, response.headers["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert response.json()["title"] == "Too Many Requests"


def test_a_person_has_a_limit_of_their_own(client, signed_in, member, curator, settings):
    settings.API_RATE, settings.API_RATE_SIGNED_IN = 1, 2
    client.get(f"{V1}topics/")
    assert client.get(f"{V1}topics/").status_code == 429
    assert [signed_in(member).get(f"{V1}topics/").status_code for _attempt in range(3)] == [200, 200, 429]
    assert signed_in(curator).get(f"{V1}topics/").status_code == 200


# Number of queries ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "queries"),
    [("countries", 6), ("country-groups", 5), ("organisations", 7), ("topics", 4), ("recommendations", 4)],
)
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, name, queries):
    client.get(f"{V1}{name}/")
    for size in (1, 40):
        with django_assert_num_queries(queries):  # the limit, the stamps, how many, the page and what hangs on it
            client.get(f"{V1}{name}/?per_page={size}")
