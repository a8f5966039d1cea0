"""Mistakes reported on countries: their own questions, the queue of records, for whoever looks after the region."""

from __future__ import annotations

import pytest

from portal.core import corrections, remits
from portal.core.models import Correction, Country, Mail, Region
from tests.core.test_corrections import SITE, WORDS, errors, send, stamp, text
from tests.factories import activity

pytestmark = pytest.mark.django_db
KENYA = "/countries/KE/"
WRONG = WORDS | {"part": "status"}


@pytest.fixture
def kenya() -> Country:
    return Country.objects.get(iso2="KE")


def test_the_page_of_a_country_leads_to_its_form(client):
    for prefix in ("", "/ar"):
        html = client.get(prefix + KENYA).content.decode()
        assert f'href="{prefix}{KENYA}correct/" rel="nofollow"' in html
    page = client.get("/countries/ke/correct/")
    form = page.context["form"]
    assert [value for value, _label in form.fields["part"].choices] == [
        "name", "status", "membership", "focal_point", "other",
    ]  # fmt: skip
    assert ("KE Kenya" in text(page), 'lang=""' in page.content.decode()) == (True, False)
    assert client.get("/countries/XX/correct/").status_code == 404


def test_a_report_arrives_and_is_answered(client, kenya, curator, signed_in):
    response = send(client, kenya, **WRONG)
    report = Correction.objects.get()
    assert (report.record, report.part, list(Correction.objects.about(kenya))) == (kenya, "status", [report])
    assert "KE Kenya" in text(client.get(response["Location"]))
    assert send(client, kenya, **WRONG)["Location"] == response["Location"]  # the same words are one report
    desk = signed_in(curator)
    assert text(desk.get("/admin/core/correction/")).count("Kenya") == 1
    page = text(desk.get(f"/admin/core/correction/{report.pk}/change/"))
    assert ("A status, or since when it holds" in page, "Statuses, each with the days" in page) == (True, True)
    corrections.accept(report, by=curator, site=SITE, answer="corrected")
    assert [f"{SITE}{KENYA}" in mail.text for mail in Mail.objects.order_by("pk")] == [False, True]
    assert "Your report was accepted" in text(client.get(response["Location"]))


@pytest.mark.parametrize("part", ["dates", "title", "", "nonsense"])
def test_what_is_no_part_of_a_country_is_refused_and_nothing_lost(client, kenya, part):
    response = send(client, kenya, **WRONG | {"part": part})
    assert (response.status_code, list(errors(response)), Correction.objects.count()) == (200, ["part"], 0)
    assert WRONG["text"].split("\n")[0] in response.content.decode()
    assert client.post(f"{KENYA}correct/", {"stamp": stamp()}).status_code == 200


def test_a_record_is_not_asked_for_a_status(client):
    assert list(errors(send(client, activity(), **WRONG))) == ["part"]


def test_whoever_looks_after_the_region_has_it_in_the_queue(client, kenya, curator):
    other = activity(beneficiaries=["PE"], providers=["PE"])
    for thing, words in ((kenya, WRONG), (Country.objects.get(iso2="PE"), WRONG), (other, WORDS)):
        send(client, thing, **words)
    of_kenya, of_peru, of_record = Correction.objects.order_by("pk")
    assert set(remits.of_remit(Correction.objects.all(), curator)) == {of_kenya, of_peru, of_record}
    curator.regions.set([kenya.region])
    assert list(remits.of_remit(Correction.objects.all(), curator)) == [of_kenya]
    curator.regions.set(Region.objects.filter(countries="PE"))
    assert set(remits.of_remit(Correction.objects.all(), curator)) == {of_peru, of_record}
