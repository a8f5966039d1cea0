"""Everything in one file: read back by what knows nothing of how it was written, and held against the exports."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from rdflib import DCAT, DCTERMS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from matchmaking.models import Need
from portal.core.housekeeping import CHORES, HOURLY
from portal.site.open_data.datasets import LISTS
from portal.site.open_data.dump import contents, keeping, shelf
from roster import consents
from roster.models import Consent, Consultant
from tad.models import Activity
from tests import reading
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer
from tests.partnerships.submissions import at_once

SITE = "http://testserver"
PAGE = "/data/"
Field = Consent.Field
LANGUAGES = ["en", "ar", "zh-hans", "fr", "pt", "ru", "es"]


@pytest.fixture
def kept(committed, settings, tmp_path) -> Path:
    """The folder of the dumps, where nobody else looks."""
    settings.MEDIA_ROOT, settings.SITE_URL = tmp_path, SITE
    return tmp_path / "dumps"


def world() -> Consultant:
    """A record of each kind that everybody sees, and of each kind one that must not be in it."""
    activity(title="=1+1; a title", starts_on=date(2014, 1, 2)), initiative(), case_study(), meeting(), offer(), need()
    activity(title="xdraft", state="draft"), need(title="xmembers", visibility="registered")
    for made in (activity, initiative, case_study, meeting, offer, need):
        made(title="xsample", is_sample=True)
    consultant(is_sample=True, name="xsample")
    return consultant(
        released=[Field.LISTING, Field.NAME], name="Released Name", email="xmail@example.org", position="xposition",
        interests="xinterests", interests_declared_on=date(1989, 2, 3), note="xnote",
        lines={"biographies": [{"language_id": "en", "text": "xbiography"}]},
    )  # fmt: skip


def members(dump: bytes | Path) -> dict[str, bytes]:
    with ZipFile(BytesIO(dump) if isinstance(dump, bytes) else dump) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.decode("utf-8-sig"), newline=""), strict=True))


def test_it_holds_what_the_exports_hold_and_describes_itself(kept, client):
    world()
    gone = activity(title="xgone")
    Activity.objects.filter(pk=gone.pk).update(state="archived", state_reason="Not so")
    made = keeping.make()
    assert (made.name, made.name.startswith(f"all-records-{timezone.localdate()}-")) == (shelf.newest().name, True)
    found = members(made.path)
    for export, _description in LISTS:
        address = f"/{'roster' if export.name == 'consultants' else export.listing_class.room.replace('_', '-')}/"
        address = "/calendar/meetings/" if export.name == "meetings" else address
        whole = reading.json_object(client, address)["results"]
        real = [record for record in whole if not record.get("is_sample")]
        lines = [json.loads(line) for line in found[f"{export.name}.jsonl"].splitlines()]
        assert lines == real
        assert len(lines) == (1 if export.name != "organisations" else len(real) or 1), export.name
        refs = {record.get("ref", record.get("code")) for record in real}
        exported = [row for row in reading.csv_rows(client, address) if row.get("ref", row.get("code")) in refs]
        assert rows(found[f"{export.name}.csv"]) == exported
    topics = {row["code"]: row for row in rows(found["vocabularies/topics.csv"])}
    answer = json.loads(client.get("/api/v1/topics/?per_page=100").content)["results"]
    for what in ("label", "definition"):
        assert {code: [row[f"{what}_{each}"] for each in LANGUAGES] for code, row in topics.items()} == {
            term["code"]: [term[f"{what}s"].get(each, "") for each in LANGUAGES] for term in answer
        }
    assert not [name for name in rows(found["vocabularies/countries.csv"])[0] if name.startswith("definition")]
    tombstone = {"kind": "activities", "ref": gone.ref, "successor": None}
    line = json.loads(found["tombstones.jsonl"])
    assert {name: line[name] for name in tombstone} == tombstone
    # What it says of itself is so.
    sums = dict(line.split("  ")[::-1] for line in found.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    package, readme = json.loads(found.pop("datapackage.json")), found.pop("README.md").decode()
    assert {each["path"] for each in package["resources"]} == set(found)
    assert len({each["name"] for each in package["resources"]}) == len(found)
    for each in package["resources"]:
        data = found[each["path"]]
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        if each["format"] == "csv":
            header, *others = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
            fields = each["schema"]["fields"]
            assert ([field["name"] for field in fields], each["rowCount"]) == (header, len(others))
            assert set(each["schema"]["primaryKey"]) <= set(header)
            assert all(f"- `{field['name']}`: {field['description']}\n" in readme for field in fields)
        else:
            assert each["rowCount"] == len(data.splitlines())
    assert (package["stamp"], package["licenses"][0]["name"]) == (made.stamp, "CC-BY-4.0")
    # Nothing that a visitor may not see, in none of the files.
    everything = b"".join(found.values()).decode()
    assert "Released Name" in everything
    words = ["xdraft", "xmembers", "xsample", "xgone", "xmail", "xposition", "xinterests", "xnote", "xbiography"]
    assert [word for word in words if word in everything + readme] == []


def test_it_is_made_only_if_something_changed_and_the_oldest_go(kept, settings):
    settings.KEEP_DUMPS = 2
    asked_for = need(expires_on=timezone.localdate() + timedelta(days=9))
    first = keeping.make()
    assert keeping.make() is None
    second, third = (keeping.make() for title in ("One", "Two") if activity(title=title))
    assert [dump.name for dump in shelf.dumps()] == [third.name, second.name]
    assert not first.path.exists()
    assert sorted(path.name for path in kept.iterdir()) == sorted(
        name for dump in (second, third) for name in (dump.name, f"{dump.name}.sha256")
    )
    # A day may change what is open although nobody touched a record.
    with pytest.MonkeyPatch.context() as patch:
        later = timezone.now() + timedelta(days=20)
        patch.setattr(timezone, "now", lambda: later)
        fourth = keeping.make()
        assert keeping.make() is None
    assert [record["status"] for record in fourth.records("needs")] == ["expired"]
    assert Need.objects.get() == asked_for


def test_the_schedule_plans_it_and_a_command_makes_it(kept, settings, caplog, capsys):
    assert keeping.once_a_day in CHORES
    assert keeping.once_an_hour in HOURLY
    keeping.once_a_day(), keeping.once_a_day()  # where no worker runs, days do not pile up
    planned = DBTaskResult.objects.get()
    assert planned.task_path == keeping.write.module_path
    keeping.write.call()
    assert len(shelf.dumps()) == 1
    DBTaskResult.objects.all().delete()
    activity()
    keeping.once_a_day()  # the portal was started again
    assert not DBTaskResult.objects.exists()
    yesterday = (timezone.now() - timedelta(days=1)).timestamp()
    os.utime(shelf.newest().path, (yesterday, yesterday))
    keeping.once_a_day()
    assert DBTaskResult.objects.count() == 1
    call_command("dump")
    call_command("dump")
    said = capsys.readouterr().out
    assert (said.count("Nothing was made"), said.count("SHA-256")) == (1, 1)
    settings.SITE_URL, settings.EMBEDDED = "", True
    keeping.once_a_day()
    assert "SITE_URL is not set" not in caplog.text
    settings.EMBEDDED = False
    keeping.once_a_day(), keeping.once_an_hour()
    assert "SITE_URL is not set" in caplog.text
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("dump")
    settings.SITE_URL, settings.KEEP_DUMPS = SITE, 0
    keeping.once_a_day()
    assert DBTaskResult.objects.count() == 1


def test_what_is_interrupted_leaves_the_old_one_and_nothing_else(kept, monkeypatch):
    activity()
    old = keeping.make()
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    activity()
    with monkeypatch.context() as patch:
        patch.setattr(contents, "told", lambda row: 1 / 0)
        gone = activity()
        Activity.objects.filter(pk=gone.pk).update(state="archived", state_reason="Not so")
        with pytest.raises(ZeroDivisionError):
            keeping.make()
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before
    (kept / f"killed.zip{shelf.UNFINISHED}").write_bytes(b"half")
    assert [dump.name for dump in shelf.dumps()] == [old.name]
    new = keeping.make()
    assert [dump.name for dump in shelf.dumps()] == [new.name, old.name]
    assert len(list(kept.iterdir())) == 4


def test_two_at_once_make_one(kept):
    activity()
    made = at_once(lambda: getattr(keeping.make(), "name", ""), times=3)
    assert sorted(made) == ["", "", shelf.newest().name]
    assert len(shelf.dumps()) == 1


def test_it_is_one_moment_whatever_happens_meanwhile(kept, monkeypatch):
    """What another commits while it is written is in none of its files, or in all."""
    activity(title="Before")
    read = contents.of_list

    def changed(dataset):
        if dataset.id == "partnerships":  # the activities are written
            at_once(lambda: (activity(title="Meanwhile"), initiative())[0].ref, times=1)
        return read(dataset)

    monkeypatch.setattr(contents, "of_list", changed)
    made = keeping.make()
    assert ([record["title"] for record in made.records("activities")], list(made.records("partnerships"))) == (
        ["Before"],
        [],
    )
    assert keeping.make() is not None


def test_a_consent_that_is_withdrawn_ends_in_files_too(kept):
    person, other = world(), consultant(released=[Field.LISTING, Field.NAME], name="Other Name")
    old, new = keeping.make(), (activity(title="New"), keeping.make())[1]
    keeping.once_an_hour()
    activity()
    keeping.once_an_hour()  # a change, but nobody took anything back
    assert [dump.name for dump in shelf.dumps()] == [new.name, old.name]
    consents.withdraw(person, [Field.NAME], by=None)
    keeping.once_an_hour()
    (only,) = shelf.dumps()
    assert {record["ref"]: record["name"] for record in only.records("consultants")} == {
        person.ref: "", other.ref: "Other Name"
    }  # fmt: skip
    consents.withdraw(other, [Field.LISTING], by=None)
    keeping.once_an_hour()
    (last,) = shelf.dumps()
    assert [record["ref"] for record in last.records("consultants")] == [person.ref]
    third = consultant(released=[Field.LISTING, Field.NAME], name="Third Name")
    keeping.make()
    consents.withdraw(third, [Field.NAME], by=None)
    daily = keeping.make()  # before the hourly look
    keeping.once_an_hour()
    assert [dump.name for dump in shelf.dumps()] == [daily.name, last.name]


def test_it_is_served_whole_in_parts_and_not_twice(kept, client, signed_in, curator):
    assert client.get(f"{PAGE}dumps/latest.zip").status_code == 404
    activity()
    made = keeping.make()
    whole = made.path.read_bytes()
    response = client.get(f"{PAGE}dumps/latest.zip", follow=True)
    assert response.redirect_chain == [(made.url, 302)]
    assert b"".join(response.streaming_content) == whole
    assert (response["Content-Type"], int(response["Content-Length"])) == ("application/zip", len(whole))
    assert (response["ETag"], response["Accept-Ranges"]) == (f'"{hashlib.sha256(whole).hexdigest()}"', "bytes")
    assert response["X-Robots-Tag"] == "noindex"
    parts = {"bytes=0-0": whole[:1], "bytes=5-9": whole[5:10], "bytes=-7": whole[-7:], "bytes=90-": whole[90:]}
    for asked, part in parts.items():
        response = client.get(made.url, headers={"range": asked})
        assert (response.status_code, b"".join(response.streaming_content)) == (206, part)
        assert response["Content-Range"].endswith(f"/{len(whole)}")
    assert client.get(made.url, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    for wrong in ("bytes=x-y", "lines=1-2", "bytes=1-2,4-5"):
        assert client.get(made.url, headers={"range": wrong}).status_code == 200
    for asked in ({"if-none-match": response["ETag"]}, {"if-modified-since": client.get(made.url)["Last-Modified"]}):
        assert client.get(made.url, headers=asked).status_code == 304
    assert client.head(made.url)["Content-Length"] == str(len(whole))
    sums = reading.body(client, made.checksum_url).decode()
    assert sums == f"{hashlib.sha256(whole).hexdigest()}  {made.name}\n"
    assert client.post(made.url).status_code == 405
    for wrong in ("nothing.zip", "..", "%2e%2e%2fdumps", f"{made.name}{shelf.UNFINISHED}"):
        assert client.get(f"{PAGE}dumps/{wrong}").status_code == 404
    assert b"".join(signed_in(curator).get(made.url).streaming_content) == whole


def test_the_catalogue_leads_to_it(kept, client):
    activity()
    made = keeping.make()
    html = reading.body(client, PAGE).decode()
    assert f'href="{made.url}"' in html
    assert f'title="{made.sha256}"' in html
    tag = client.get(f"{PAGE}catalogue.ttl")["ETag"]
    found = Graph().parse(data=reading.body(client, f"{PAGE}catalogue.ttl"), format="turtle")
    assert isomorphic(found, Graph().parse(data=reading.body(client, f"{PAGE}catalogue.jsonld"), format="json-ld"))
    zipped = URIRef(f"{SITE}{PAGE}#everything-zip")
    assert found.value(predicate=DCAT.distribution, object=zipped) == URIRef(f"{SITE}{PAGE}#everything")
    assert int(found.value(zipped, DCAT.byteSize)) == made.size
    spdx = "http://spdx.org/rdf/terms#"
    checksum = found.value(found.value(zipped, URIRef(f"{spdx}checksum")), URIRef(f"{spdx}checksumValue"))
    assert str(checksum).lower() == made.sha256
    assert found.value(zipped, DCTERMS.title) == Literal(made.name, lang="en")
    assert client.get(str(found.value(zipped, DCAT.downloadURL))).status_code == 302
    # It is not a change of a record that makes the next one known.
    made.discard()
    assert client.get(f"{PAGE}catalogue.ttl", headers={"if-none-match": tag}).status_code == 200
    assert made.url not in reading.body(client, PAGE).decode()


def test_it_asks_as_often_for_many_as_for_one(kept, monkeypatch):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert keeping.make()
        return len(queries)

    def more(number: int) -> None:
        for _each in range(number):
            activity(), initiative(), consultant(), need()

    more(1), asked()
    few = [more(1), asked()][1]
    assert [more(7), asked()][1] == few
