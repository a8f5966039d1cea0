"""What search engines read on every kind of public page: parsed by a library of others, in the words of schema.org."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from rdflib import RDF, Graph, Namespace

from roster.models import Consent
from tests import reading
from tests.factories import (
    activity,
    case_study,
    consultant,
    initiative,
    meeting,
    need,
    offer,
    organisation,
)

pytestmark = pytest.mark.django_db
SCHEMA = Namespace("https://schema.org/")
HERE = "http://testserver"
LD = re.compile(r'<script type="application/ld\+json">(.+?)</script>', re.DOTALL)

# As schema.org 28 has them: what each type may say, with what the types above it say.
THING = {"alternateName", "description", "identifier", "name", "potentialAction", "sameAs", "url"}
WORK = THING | {
    *("about", "contentLocation", "creator", "dateModified", "headline", "inLanguage", "isAccessibleForFree"),
    *("isPartOf", "license", "mainEntity", "publisher", "temporalCoverage"),
}
PLACE = THING
MEDIA = WORK | {"contentUrl", "contentSize", "encodingFormat", "sha256", "uploadDate"}
BODY = THING | {"address", "foundingDate", "knowsAbout", "parentOrganization"}
DEAL = THING | {"itemOffered", "seller", "validThrough"}
KNOWN = {
    "AboutPage": WORK, "Article": WORK, "BreadcrumbList": THING | {"itemListElement", "numberOfItems"},
    "CollectionPage": WORK, "Country": PLACE, "CreativeWork": WORK, "DataCatalog": WORK | {"dataset"},
    "DataDownload": MEDIA, "Dataset": WORK | {"distribution"}, "DefinedTerm": THING | {"inDefinedTermSet", "termCode"},
    "DefinedTermSet": WORK | {"hasDefinedTerm"}, "Demand": DEAL, "EntryPoint": THING | {"urlTemplate"},
    "Event": THING | {"about", "endDate", "eventStatus", "inLanguage", "location", "startDate"},
    "ItemList": THING | {"itemListElement", "numberOfItems"}, "ListItem": THING | {"item", "position"},
    "Offer": DEAL, "Organization": BODY, "Project": BODY,
    "Person": THING | {"jobTitle", "knowsAbout", "knowsLanguage", "nationality", "worksFor"}, "Place": PLACE,
    "PostalAddress": THING | {"addressCountry"}, "SearchAction": THING | {"query-input", "target"},
    "SearchResultsPage": WORK, "Service": THING | {"serviceType"}, "TechArticle": WORK, "WebPage": WORK,
    "WebSite": WORK,
}  # fmt: skip


def blocks(client: Client, address: str) -> list[dict]:
    return [json.loads(text) for text in LD.findall(reading.body(client, address).decode())]


def by_type(client: Client, address: str) -> dict[str, dict]:
    found = blocks(client, address)
    assert len({each["@type"] for each in found}) == len(found), address
    return {each["@type"]: each for each in found}


def nodes(value: object) -> list[dict]:
    if isinstance(value, list):
        return [node for each in value for node in nodes(each)]
    if not isinstance(value, dict):
        return []
    return [value, *(node for each in value.values() for node in nodes(each))]


def world() -> dict[str, str]:
    """The address of a page of every kind with what it is to search engines."""
    shown = [Consent.Field.LISTING, Consent.Field.NAME]
    office = organisation("Xoffice", country="KE", website="https://office.example.org")
    records = {
        "Event": activity(title="Xactivity </script>&", starts_on=date(2014, 1, 2), providers=["BR"], place="Quito"),
        "CreativeWork": activity(title="Xundated", starts_on=None, ends_on=None, place="Quito"),
        "Project": initiative(),
        "Article": case_study(),
        "Demand": need(title="Xneed"),
        "Offer": offer(),
        "Organization": office,
        "Person": consultant(name="Xperson", position="Xposition", released=shown),
    }
    found = {record.get_absolute_url(): kind for kind, record in records.items()}
    found[meeting(title="Xmeeting").get_absolute_url()] = "Event"
    found[reverse("about:page", args=["method"])] = "Article"
    lists = (
        "activities", "partnerships", "case_studies", "roster", "needs", "offers", "calendar", "meetings",
        "organisations", "countries",
    )  # fmt: skip
    found |= {reverse(f"{name}:list"): "CollectionPage" for name in lists}
    return found | {
        "/": "WebSite", "/needs/unmet/": "CollectionPage", "/topics/": "DefinedTermSet",
        "/topics/patents/": "DefinedTerm", "/countries/KE/": "WebPage", "/statistics/": "Dataset",
        "/statistics/reference/": "Dataset", "/data/": "DataCatalog", "/about/": "AboutPage",
        "/about/country-statuses/": "WebPage", "/search/": "SearchResultsPage", reverse("api:docs"): "TechArticle",
    }  # fmt: skip


def test_every_kind_of_page_says_what_it_is_in_words_that_are_known(client, settings):
    settings.API_RATE = 10**6
    kinds = world()
    wrong: dict[str, object] = {}
    for address, kind in kinds.items():
        for prefix in ("", "/ar") if not address.startswith("/api/") else ("",):
            found = by_type(client, prefix + address)
            if set(found) - {"BreadcrumbList"} != {kind}:
                wrong[prefix + address] = sorted(found)
            for node in nodes(list(found.values())):
                said = {name for name in node if not name.startswith("@")}
                if unknown := said - KNOWN[node["@type"]]:
                    wrong[f"{address} {node['@type']}"] = unknown
                if empty := [name for name in said if node[name] in ("", None, [], {})]:
                    wrong[f"{address} {node['@type']} empty"] = empty
            # A library that knows nothing of us finds the same thing there, without asking the network for the words.
            for each in found.values():
                assert each["@context"] == "https://schema.org"
                told = json.dumps(each | {"@context": {"@vocab": str(SCHEMA)}})
                graph = Graph().parse(data=told, format="json-ld")
                assert SCHEMA[each["@type"]] in set(graph.objects(None, RDF.type))
    assert wrong == {}


def test_pages_below_others_say_the_way_to_them(client):
    record = activity()
    trail = by_type(client, record.get_absolute_url())["BreadcrumbList"]["itemListElement"]
    assert [(each["position"], each["name"], each.get("item")) for each in trail] == [
        (1, "Activities", f"{HERE}/activities/"), (2, record.ref, None)
    ]  # fmt: skip
    for address, kind in world().items():
        if kind not in {"CollectionPage", "WebSite", "DefinedTermSet", "Dataset", "DataCatalog", "AboutPage"}:
            shown = '<nav class="crumbs"' in reading.body(client, address).decode()
            assert ("BreadcrumbList" in by_type(client, address)) == shown, address


def test_a_list_names_its_records_once_and_no_samples(client):
    for number in range(26):
        activity(title=f"Course {number}", starts_on=date(2010, 1, 1 + number))
    need(title="Xsample", is_sample=True), need(title="Real")
    found = by_type(client, "/activities/")["CollectionPage"]
    listed = found["mainEntity"]
    assert (found["name"], found["url"]) == ("Technical assistance activities", f"{HERE}/activities/")
    names = [each["name"] for each in listed["itemListElement"]]
    assert (listed["numberOfItems"], names) == (26, [f"Course {25 - number}" for number in range(25)])
    assert [client.get(each["url"]).status_code for each in listed["itemListElement"][:2]] == [200, 200]
    assert blocks(client, "/activities/?page=2") == blocks(client, "/activities/?topic=patents") == []
    needs = by_type(client, "/needs/")["CollectionPage"]["mainEntity"]
    assert [each["name"] for each in needs["itemListElement"]] == ["Real"]
    assert client.get("/activities/", headers={"hx-request": "true"}).content.decode().count("ld+json") == 0


def test_a_consultant_is_named_only_by_what_was_released(client):
    hidden = consultant(name="Xname", position="Xposition", released=[Consent.Field.LISTING])
    named = consultant(name="Yname", position="Yposition", released=[Consent.Field.LISTING, Consent.Field.NAME])
    assert list(by_type(client, hidden.get_absolute_url())) == ["BreadcrumbList"]
    person = by_type(client, named.get_absolute_url())["Person"]
    assert (person["name"], "jobTitle" in person) == ("Yname", False)
    said = json.dumps([blocks(client, address) for address in ("/roster/", "/", hidden.get_absolute_url())])
    assert [word for word in ("Xname", "Xposition", "Yposition") if word in said] == []


def test_what_is_not_public_or_not_yet_there_breaks_nothing(client, signed_in, curator):
    """Empty lists and figures, a draft on its curator's screen."""
    for address in ("/", "/activities/", "/roster/", "/statistics/", "/calendar/", "/countries/", "/data/"):
        for each in blocks(client, address):
            assert all(node["@type"] in KNOWN for node in nodes(each))
    assert by_type(client, "/activities/")["CollectionPage"]["mainEntity"]["itemListElement"] == []
    draft = activity(state="draft", title="Xdraft")
    assert "Xdraft" not in json.dumps(blocks(client, "/activities/"))
    assert by_type(signed_in(curator), draft.get_absolute_url())["Event"]["name"] == "Xdraft"


def test_days_are_said_as_exactly_as_they_are_known(client):
    known = {"starts_on": date(2013, 10, 1), "starts_precision": "month", "ends_on": date(2013, 12, 31)}
    for record in (activity(**known, ends_precision="year"), meeting(**known, ends_precision="year")):
        event = by_type(client, record.get_absolute_url())["Event"]
        assert (event["startDate"], event["endDate"]) == ("2013-10", "2013")


def test_the_home_page_says_how_to_search(client):
    activity(title="Xcourse")
    action = by_type(client, "/")["WebSite"]["potentialAction"]
    assert action["query-input"] == "required name=words"
    address = action["target"]["urlTemplate"].removeprefix(HERE).replace("{words}", "Xcourse")
    assert "Xcourse</mark>" in reading.body(client, address).decode()


def test_figures_lead_to_their_tables(client):
    activity()
    files = by_type(client, "/statistics/")["Dataset"]["distribution"]
    assert len(files) > 10
    for each in files:
        response = client.get(each["contentUrl"])
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, each["encodingFormat"])
    assert blocks(client, "/statistics/?topic=patents") == []
