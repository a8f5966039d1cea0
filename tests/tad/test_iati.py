"""/activities/?format=iati: what the published schema of IATI 2.03 accepts, and says no more than the record."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Q
from lxml import etree

from portal.core.models import State
from tad.iati import ROLES
from tad.models import Activity
from tests import reading
from tests.factories import activity, full_activity

pytestmark = pytest.mark.django_db
LIST = "/activities/"
PROJECT = Path(__file__).resolve().parents[2]
# The schema is the standard's own; it lies beside the project, not in it.
SCHEMA = Path(os.environ.get("IATI_SCHEMA") or PROJECT.parent / "shared/data/iati/iati-activities-schema.xsd")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        says = f"There is no IATI schema at {SCHEMA}. IATI_SCHEMA may name iati-activities-schema.xsd of version 2.03."
        pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    return etree.XMLSchema(etree.parse(SCHEMA))


def reported(client, address: str = LIST) -> etree._Element:
    return etree.fromstring(reading.body(client, reading.with_format(address, "iati")))


def refs(tree: etree._Element) -> list[str]:
    return [each.removeprefix("testserver-") for each in tree.xpath("//iati-identifier/text()")]


def test_a_record_with_everything_is_valid_and_says_it(client, schema, settings):
    settings.IATI_PUBLISHER = "XM-EX-1"
    record = full_activity()
    tree = reported(client)
    schema.assertValid(tree)
    [one] = tree.findall("iati-activity")

    def texts(path: str) -> list[str]:
        return one.xpath(f"{path}/narrative/text()")

    assert tree.get("version") == "2.03"
    assert one.findtext("iati-identifier") == f"XM-EX-1-{record.ref}"
    assert one.get("linked-data-uri") == f"http://testserver/activities/{record.ref}/"
    assert one.xpath("reporting-org/@ref") == ["XM-EX-1"]
    assert texts("title") == [record.title]
    assert (record.objective in texts("description[@type='2']"), texts("description[@type='1']")) == (
        True, [record.description],
    )  # fmt: skip
    assert one.xpath("activity-status/@code") == ["4"]
    assert one.xpath("activity-date/@type | activity-date/@iso-date") == ["2", "2017-11-20", "4", "2017-11-24"]
    assert texts("participating-org[@role='1']") == ["Namibian Society of Composers"]
    assert one.xpath("budget/@status | budget/value/@currency") == ["1", "USD"]
    assert one.xpath("budget/value/text()") == ["12500.00"]
    assert one.xpath("sector/@code") == list(record.taggings.order_by("pk").values_list("topic__code", flat=True))
    assert set(one.xpath("sector/@vocabulary")) == {"99"}


@pytest.mark.parametrize(
    ("lines", "kind", "code"),
    [
        ({"providers": ["IN"]}, "south_south", ["1"]),
        ({"providers": ["IN"], "others": {"funder": ["JP"]}}, "triangular", ["8"]),
        ({"providers": ["JP"]}, "north_south", ["1"]),
        ({"providers": [], "others": {"organiser": ["organisation:wipo"]}}, "unclassified", []),
    ],
)
def test_collaboration_follows_the_kind(client, schema, lines, kind, code):
    record = activity(beneficiaries=["KE"], **lines)
    assert record.kind == kind
    tree = reported(client)
    schema.assertValid(tree)
    assert (refs(tree), tree.xpath("//collaboration-type/@code")) == ([record.ref], code)


def test_what_is_no_fact_or_not_public_is_left_out_and_counted(client, schema, curator, signed_in):
    kept = activity(title="Kept", starts_on=date(2013, 1, 1), starts_precision="year", ends_on=None)
    activity(title="Undated", starts_on=None, ends_on=None)
    activity(title="Nobody", providers=[], beneficiaries=["KE"])
    activity(title="Invented", is_sample=True)
    activity(title="Draft", state=State.DRAFT)
    for reader, left_out in ((client, 3), (signed_in(curator), 4)):
        body = reading.body(reader, reading.with_format(LIST, "iati")).decode()
        tree = etree.fromstring(body.encode())
        schema.assertValid(tree)
        assert refs(tree) == [kept.ref]
        assert f"<!-- records left out: {left_out} -->" in body
    assert tree.xpath("//activity-date/@iso-date | //activity-date/narrative/text()") == ["2013-01-01", "2013"]


def test_every_real_record_that_has_a_day_and_a_party_is_reported(client, schema):
    call_command("import_activities", verbosity=0)
    tree = reported(client)
    schema.assertValid(tree)
    roles = [role.value for role in ROLES]
    fit = Activity.objects.published().exclude(starts_on=None, ends_on=None)
    told = Q(participations__role__in=roles) | Q(funding__funder__isnull=False)
    assert sorted(refs(tree)) == sorted(set(fit.filter(told).values_list("ref", flat=True)))
    assert len(refs(tree)) > 100


def test_odd_words_keep_the_file_valid(client, schema):
    odd = 'A <b>"bold"</b> & -- title'
    activity(title=odd, summary=odd, place="Nairobi & <Mombasa>")
    tree = reported(client, f"{LIST}?q=bold")
    schema.assertValid(tree)
    assert tree.xpath("//title/narrative/text()") == [odd]
    empty = reported(client, f"{LIST}?q=nothinglikethis")
    assert refs(empty) == []


def test_names_are_in_the_readers_language_words_in_their_own(client, schema):
    activity(title="دورة", language_id="ar", beneficiaries=["EG"], providers=["IN"])
    tree = reported(client, "/fr/activities/")
    schema.assertValid(tree)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    [one], [recipient] = tree.findall("iati-activity"), tree.xpath("//recipient-country/narrative")
    assert (one.get(lang), recipient.get(lang), recipient.text) == ("ar", "fr", "Égypte")


def test_the_list_offers_it_and_other_lists_do_not(client):
    assert "format=iati" in client.get(LIST).content.decode()
    assert client.get("/partnerships/?format=iati").status_code == 400
    response = client.get(f"{LIST}?format=iati")
    assert response["Content-Type"] == "application/xml"
    assert response["Content-Disposition"].endswith('.xml"')
