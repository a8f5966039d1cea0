"""Tests that share a world begin with it, and nothing that is kept tells one of them of another."""

import pytest
from django.utils import timezone

from portal.core import verification
from portal.core.models import Topic
from tests.factories import activity

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def common(shared_db):
    return activity(title="Rooibos")


@pytest.mark.parametrize("verified", [0, 1])
def test_nobody_meets_what_another_changed(common, client, verified):
    """Both change as many things, so that the versions are counted to the same number."""
    own = activity(title="Rooibos", last_verified_on=timezone.localdate() if verified else None)
    found = client.get("/activities/?q=rooibos").context["page"]
    assert {card["ref"] for card in found.cards} == {common.ref, own.ref}
    assert verification.share() == verification.Share(verified, 2)
    Topic.objects.filter(code="patents").update(labels={"en": f"Verified {verified}"})
    assert f"Verified {verified}" in client.get("/topics/patents/").content.decode()
