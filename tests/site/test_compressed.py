"""Pages travel compressed, and say the same whichever way they came."""

from __future__ import annotations

import gzip

import brotli
import pytest

pytestmark = pytest.mark.django_db
READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def asked(client, accepted: str, address: str = "/about/"):
    return client.get(address, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"), ("br", "br"), ("br;q=0.5, gzip", "br"),
        ("gzip, br;q=0", "gzip"), ("gzip, br; q=0.0 , zstd", "gzip"), ("gzip", "gzip"), ("brand", None), ("", None),
    ],
)  # fmt: skip
def test_as_the_reader_can(client, accepted, encoding):
    answer, plain = asked(client, accepted), asked(client, "")
    assert answer.get("Content-Encoding") == encoding
    assert READ[encoding](answer.content) == plain.content
    assert int(answer.get("Content-Length", len(plain.content))) == len(answer.content)
    assert "Accept-Encoding" in answer["Vary"]
    assert encoding is None or len(answer.content) < len(plain.content) / 2


def test_nobody_guesses_from_its_size_what_a_persons_page_holds(client, signed_in, member):
    assert asked(client, "br, gzip")["Content-Encoding"] == "br"
    assert asked(signed_in(member), "br, gzip")["Content-Encoding"] == "gzip"
    assert asked(signed_in(member), "br").get("Content-Encoding") is None


def test_the_same_answer_in_other_bytes_has_a_weak_tag(client):
    address = "/data/catalogue.ttl"
    plain, small = asked(client, "", address), asked(client, "br", address)
    assert small["Content-Encoding"] == "br"
    assert small["ETag"].removeprefix("W/") == plain["ETag"].removeprefix("W/")
    assert small["ETag"].startswith("W/")
    again = client.get(address, headers={"Accept-Encoding": "br", "If-None-Match": small["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_compressed_or_short_is_left_as_it_is(client):
    assert asked(client, "br", "/health/").get("Content-Encoding") is None
    assert asked(client, "br", "/activities/?format=csv").get("Content-Encoding") is None  # streamed: gzip or nothing
