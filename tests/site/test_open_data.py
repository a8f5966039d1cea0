"""The catalogue of open data: parsed by a library of others, and held against the lists that it is about."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from partnerships.models import Initiative
from portal.core import kept
from portal.site.open_data.datasets import LISTS
from portal.site.statistics.figures import FIGURES
from roster.models import Consent
from tad.models import Activity
from tests import reading
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer

pytestmark = pytest.mark.django_db
PAGE, HERE = "/data/", "http://testserver"
QUOTED = 'A "quoted" \\ text'


def graph(client, form: str = "jsonld", prefix: str = "") -> Graph:
    text = reading.body(client, f"{prefix}{PAGE}catalogue.{form}")
    return Graph().parse(data=text, format={"jsonld": "json-ld", "ttl": "turtle"}[form])


def world() -> None:
    activity(providers=["BR"], beneficiaries=["KE"], starts_on=date(2003, 4, 5))
    activity(providers=["BR"], beneficiaries=["group:aripo"], starts_on=date(2014, 1, 2))
    activity(title="Xhidden", providers=["TV"], starts_on=date(1999, 1, 2), state="draft")
    initiative(), case_study(), meeting(), offer(), need(title="Xsample", is_sample=True)
    consultant(), consultant(released=set(Consent.Field) - {Consent.Field.LISTING})


def test_every_list_is_there_in_every_format_with_what_a_visitor_sees(client, signed_in, curator, settings):
    world()
    settings.API_RATE = settings.API_RATE_SIGNED_IN = 10**6
    found = graph(client)
    assert isomorphic(found, graph(client, "ttl"))
    assert isomorphic(found, graph(signed_in(curator)))
    datasets = {str(each).partition("#")[2]: each for each in found.subjects(RDF.type, DCAT.Dataset)}
    lists = {export.name for export, _description in LISTS}
    tables = {"countries", "statuses", "reference", *(f"figure-{name}" for name in FIGURES)}
    assert set(datasets) == lists | tables
    assert set(found.objects(URIRef(f"{HERE}{PAGE}#catalogue"), DCAT.dataset)) == set(datasets.values())
    served = set(found.objects(URIRef(f"{HERE}{PAGE}#api"), DCAT.servesDataset))
    assert served == {datasets[name] for name in lists}
    assert {str(found.value(datasets["figure-years"], DCAT.landingPage))} == {f"{HERE}/statistics/#years"}
    for each in datasets.values():
        for distribution in found.objects(each, DCAT.distribution):
            address = str(found.value(distribution, DCAT.downloadURL)).removeprefix(HERE)
            response = client.get(address)
            media = str(found.value(distribution, DCAT.mediaType)).partition("media-types/")[2]
            assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, media)
            assert str(found.value(distribution, DCTERMS.license)).startswith("https://creativecommons.org/")
    iati = URIRef(f"{HERE}{PAGE}#activities-iati")
    assert str(found.value(iati, DCTERMS.conformsTo)) == "https://iatistandard.org/en/iati-standard/203/"
    activities = datasets["activities"]
    changed = Activity.objects.published().latest("updated_at").updated_at.replace(microsecond=0)
    assert found.value(activities, DCTERMS.modified).toPython() == changed
    period = found.value(activities, DCTERMS.temporal)
    years = [str(found.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)]
    assert years == ["2003", "2014"]
    countries = {str(each).rpartition("/")[2] for each in found.objects(activities, DCTERMS.spatial)}
    assert {"BRA", "KEN", "UGA"} <= countries
    assert "TUV" not in countries
    # No real need: a sample is in no file.
    assert found.value(datasets["needs"], DCTERMS.modified) is None


def test_the_page_says_the_same_for_people_and_search_engines(client):
    world()
    Initiative.objects.update(starts_on="2014-01-02", ends_on="2014-03-04")
    html = reading.body(client, PAGE).decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', html)[1])
    assert data["@type"] == "DataCatalog"
    assert len(data["dataset"]) == len(LISTS)
    for dataset in data["dataset"]:
        assert f'<a href="{dataset["url"]}">{dataset["name"]}</a>' in html
        assert all(f'href="{each["contentUrl"]}"' in html for each in dataset["distribution"])
        assert len(dataset["description"]) >= 50  # shorter ones are refused by those who read it
    assert data["dataset"][0]["temporalCoverage"] == "2003/2014"
    said = [text.split(" · ") for text in re.findall(r'class="quiet num">([^<]+)<', html)]
    assert [each[1] for each in said[:2]] == ["2003–2014", "2014"]
    lines = [each[0] for each in said]
    assert lines[:6] == ["2 activities", "1 partnership", "1 case study", "1 consultant", "0 needs", "1 offer"]
    assert "Xhidden" not in html
    assert "Xsample" not in html
    for form in ("jsonld", "ttl"):
        assert f'href="{PAGE}catalogue.{form}"' in html
    assert f'href="{PAGE}"' in reading.body(client, "/").decode()  # at the foot of every page


def test_an_empty_portal_has_a_catalogue_in_the_language_of_the_address(client, settings):
    settings.SITE_NAME = QUOTED
    found = graph(client, "ttl", "/fr")
    assert isomorphic(found, graph(client, "jsonld", "/fr"))
    assert Literal(QUOTED, lang="fr") in set(found.objects())
    assert f"{HERE}/fr/activities/" in {str(each) for each in found.objects(None, DCAT.landingPage)}
    assert client.get(f"/ar{PAGE}").status_code == 200
    assert [client.get(f"{PAGE}catalogue.{form}").status_code for form in ("xml", "csv")] == [404, 404]
    assert client.post(PAGE).status_code == client.post(f"{PAGE}catalogue.ttl").status_code == 405


def test_it_is_made_once_until_something_changes(client):
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def made_anew() -> tuple[int, int]:
        kept.forget()
        client.get(PAGE)  # what was added is read into the indexes, and what figures need
        kept.forget()
        return asked(PAGE), asked(f"{PAGE}catalogue.ttl")

    world()
    first = made_anew()
    world()
    assert made_anew() == first
    assert (asked(PAGE), asked(f"{PAGE}catalogue.ttl")) == (1, 2)
    response = client.get(f"{PAGE}catalogue.jsonld")
    tag = {"if-none-match": response["ETag"]}
    assert client.get(f"{PAGE}catalogue.jsonld", headers=tag).status_code == 304
    activity()
    assert client.get(f"{PAGE}catalogue.jsonld", headers=tag).status_code == 200


def test_figures_are_not_counted_again_to_be_named(client, monkeypatch):
    activity()
    named = re.findall(r'id="(figure-[a-z]+)"', reading.body(client, PAGE).decode())
    assert named == [f"figure-{name}" for name in FIGURES]
    monkeypatch.setattr("portal.site.open_data.tables.Statistics", None)
    activity()
    html = reading.body(client, PAGE).decode()
    assert "2 activities" in html
    assert re.findall(r'id="(figure-[a-z]+)"', html) == named
