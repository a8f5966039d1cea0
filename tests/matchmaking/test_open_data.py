"""Needs and offers as programs get them: every field described and documented, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaking import open_data
from matchmaking.api import NeedSerializer, OfferSerializer
from matchmaking.open_columns import NEED_COLUMNS, OFFER_COLUMNS
from portal.core import reference
from tests.factories import need, offer, user

pytestmark = pytest.mark.django_db
FULL = {
    "places": ["KE", "group:aripo", "region:arab"], "goals": ["8"], "recommendations": ["10"], "languages": ["fr"],
    "match_types": ["ppp"], "confidential": "Our budget.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("make", "say", "serializer", "columns"),
    [
        (need, open_data.needs, NeedSerializer, NEED_COLUMNS),
        (lambda **values: offer(conditions=["free"], **values), open_data.offers, OfferSerializer, OFFER_COLUMNS),
    ],
)
def test_every_field_is_described_documented_and_in_a_column(curator, make, say, serializer, columns):
    record = make(**FULL)
    [told] = say(curator, [record.pk], reference.current())
    described = serializer().fields
    assert list(described) == list(told)
    for name, field in described.items():
        nested = getattr(field, "child", field)
        if hasattr(nested, "fields"):
            one = told[name][0] if isinstance(told[name], list) else told[name]
            assert one is None or list(nested.fields) == list(one), name
    text = (Path(__file__).resolve().parents[2] / "docs/open-data.md").read_text()
    chapter = text.split("## Fields of a need")[1].split("\n## ")[0]
    assert [name for name in told if f"`{name}`" not in chapter] == []
    row = {column.name: column.value(told) for column in columns}
    assert (row["country_codes"], row["group_codes"], row["region_codes"]) == ("KE", "aripo", "arab")
    assert not any("budget" in str(value) for value in (*told.values(), *row.values()))


def test_the_rows_are_read_when_their_turn_comes(member):
    shown, hidden = need(), need(visibility="registered")
    ids, known = [hidden.pk, shown.pk], reference.current()
    assert [each["ref"] for each in open_data.needs(user(), ids, known)] == [hidden.ref, shown.ref]
    type(shown).objects.filter(pk=shown.pk).update(is_sample=True)
    assert [each["ref"] for each in open_data.needs(member, ids, known)] == [hidden.ref]
