"""Samples of needs and offers: labelled, of labelled organisations, all states, the same for the same seed."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from matchmaking import samples
from matchmaking.models import Interest, Need, Offer, Status
from matchmaking.search_rows import NEED_ROWS, OFFER_ROWS
from portal.core.models import Organisation
from tests.factories import need

pytestmark = pytest.mark.django_db


def test_a_few_are_labelled_found_and_taken_away_again(client, capsys):
    real, before = need(), Organisation.objects.count()
    call_command("load_samples", needs=14, offers=14, seed=1)
    assert " 14 needs, 14 offers and 0 meetings are here." in capsys.readouterr().out
    assert (NEED_ROWS.differing(), OFFER_ROWS.differing()) == (0, 0)
    invented = [*Need.objects.filter(is_sample=True), *Offer.objects.filter(is_sample=True)]
    assert all(each.owner.is_sample and each.owner.name.endswith("(sample)") for each in invented)
    assert all(each.title.endswith(("(sample)", "(exemple)", "(muestra)")) for each in invented)
    assert {Status.OPEN, Status.MATCHED} <= {each.status for each in invented}
    returned = [each for each in Interest.objects.all() if each.in_return]
    assert {each.state for each in returned} == {"sent", "taken_up"}
    assert [each.in_return.owner_id for each in returned] == [each.organisation_id for each in returned]
    said = [(each.title, each.description, each.owner.slug) for each in invented]
    assert Organisation.objects.count() - before < 60
    call_command("load_samples", needs=14, offers=14, seed=1, clear=True)
    again = [*Need.objects.filter(is_sample=True), *Offer.objects.filter(is_sample=True)]
    assert [(each.title, each.description, each.owner.slug) for each in again] == said
    shown = client.get("/needs/").content.decode()
    published = Need.objects.published().filter(is_sample=True)
    assert shown.count("Sample record, invented") == published.count()
    assert samples.clear() == 28
    assert list(Need.objects.all()) == [real]
    assert Organisation.objects.count() == before
    assert (NEED_ROWS.differing(), OFFER_ROWS.differing()) == (0, 0)
