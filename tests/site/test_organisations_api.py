"""``/api/v1/organisations/``: the public list as programs get it, and where the codes of merged ones lead."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from urllib.parse import urlencode

import pytest

from portal.core import merging_organisations, organisations
from portal.core.models import Membership, Organisation, OrganisationType
from tests import reading
from tests.factories import activity, initiative, organisation, user

pytestmark = pytest.mark.django_db
API = "/api/v1/organisations/"
LIST = "/organisations/"
FILTERS = {
    "type": ["university", "ip-office"], "not_type": ["university", "other"], "country": ["KE", "BR"],
    "not_country": ["IN"], "region": ["africa"], "not_region": ["asia-pacific"], "role": ["provider", "organiser"],
    "not_role": ["beneficiary"], "named_in": ["activities", "no"], "q": ["institute", "office or academy"],
    "added": ["7", "30"],
}  # fmt: skip


def told(client, query: str = "") -> list[dict]:
    found, following = [], f"{API}?per_page=100&{query}"
    while following:
        answer = client.get(following).json()
        found += answer["results"]
        following = answer["next"]
    assert answer["count"] == len(found)
    return found


def grow(random: Random, number: int) -> None:
    names = ["Institute", "Office", "Academy"]
    made = [
        organisation(
            f"{random.choice(names)} {place}", type=random.choice(["university", "ip-office", "other"]),
            country=random.choice(["KE", "BR", "IN", None]),
        )
        for place in range(number)
    ]  # fmt: skip
    for _each in range(number // 2):
        party, other = (f"organisation:{each.slug}" for each in random.sample(made, 2))
        state = random.choice(["published", "published", "draft"])
        random.choice([activity, initiative])(providers=[party], beneficiaries=[other], state=state)


def combinations(random: Random, number: int) -> list[str]:
    found = []
    for _each in range(number):
        names = random.sample(sorted(FILTERS), random.choice([0, 1, 1, 2, 3]))
        chosen = [(name, random.choice(FILTERS[name])) for name in names]
        sort = random.choice(["", "title", "records", "newest"])
        found.append(urlencode([*chosen, *([("sort", sort)] if sort else [])]))
    return found


def test_page_files_and_api_are_one_list(client):
    random, counted = Random(1), 0
    grow(random, 40)
    for query in combinations(random, 20):
        answered = told(client, query)
        address = f"{LIST}?{query}"
        assert [row["code"] for row in reading.csv_rows(client, address)] == [each["code"] for each in answered], query
        assert reading.json_object(client, address)["results"] == answered, query
        page = reading.body(client, address).decode()
        places = [page.index(f'card__title"><a href="{LIST}{each["code"]}/"') for each in answered[:25]]
        assert all(one < other for one, other in pairwise(places)), query
        assert page.count('class="card__title"') == min(25, len(answered)), query
        counted += len(answered)
    assert counted > 300


def test_an_organisation_says_what_it_did(client):
    office = organisation("Office of Ideas", country="KE")
    activity(providers=[f"organisation:{office.slug}"], others={"host": [f"organisation:{office.slug}"]})
    initiative(beneficiaries=[f"organisation:{office.slug}"], state="draft")
    one = client.get(f"{API}{office.slug}/").json()
    by_role = [{"role": "provider", "count": 1}, {"role": "host", "count": 1}]
    assert (one["activities"], one["partnerships"]) == (
        {"count": 1, "by_role": by_role}, {"count": 0, "by_role": []},
    )  # fmt: skip
    assert (one["country"], one["country_label"], one["region"]) == ("KE", "Kenya", "africa")
    assert told(client, "q=ideas") == [{k: v for k, v in one.items() if k not in {"licence", "attribution"}}]
    assert client.get(f"{API}{office.slug}/?lang=fr&fields=country_label").json()["country_label"] == "Kenya"


def test_only_verified_ones_whoever_asks(client, signed_in, member, curator):
    office = organisations.propose(by=member, name="Zephyr", type=OrganisationType.objects.get(code="university"))
    joined = user()
    Membership.objects.create(user=joined, organisation=office)
    for reader in (client, signed_in(member), signed_in(joined), signed_in(curator)):
        assert told(reader, "q=zephyr") == []
        assert reader.get(f"{API}{office.slug}/").status_code == 404
    organisations.verify(office, by=curator)
    assert [each["code"] for each in told(client, "q=zephyr")] == [office.slug]


def test_the_code_of_a_merged_one_leads_on(client, curator):
    kept, gone = organisation("Kept"), organisation("Gone")
    merging_organisations.merge(gone, into=kept, by=curator, reason="The same.")
    response = client.get(f"{API}{gone.slug}/?fields=code,former_codes&lang=fr")
    assert response.status_code == 301
    assert response.headers["Location"] == f"http://testserver{API}{kept.slug}/?fields=code,former_codes&lang=fr"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    followed = client.get(response.headers["Location"]).json()
    assert (followed["code"], followed["former_codes"]) == (kept.slug, [gone.slug])
    assert [each["code"] for each in told(client, "q=gone")] == [kept.slug]
    refused = client.get(f"{API}{gone.slug}/?page=1")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["page"])
    assert client.get(f"{API}no-such/").status_code == 404


@pytest.mark.parametrize("query", ["role=king", "year_min=2000", "sort=oldest", "sort=relevance", "type=%00", "q=%00"])
def test_a_mistake_is_named(client, query):
    response = client.get(f"{API}?{query}")
    assert (response.status_code, list(response.json()["errors"])) == (400, [query.partition("=")[0]])


def test_an_empty_portal_answers_with_an_empty_list(client):
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    assert told(client) == []


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    def asked() -> None:
        client.get(f"{API}?q=institute")

    for many in (1, 30):
        grow(Random(many), many + 1)
        asked()
        with django_assert_num_queries(6):
            asked()
