"""What an activity is found by: who was a member of its groups on its day."""

from __future__ import annotations

import pytest

from portal.core.models import CountryGroup
from tad.models import Activity, Participation
from tests.tad.test_facets import listing

pytestmark = pytest.mark.django_db


def test_groups_are_found_through_their_members_on_the_day(member, reference):
    """Cabo Verde left the least developed countries on 20 December 2007."""
    activities = [
        Activity.objects.create(
            ref=f"TA-T-{year}", title=str(year), starts_on=f"{year}-06-01", state="published", created_by=member,
            published_at="2026-01-01T00:00Z", published_by=member,
        )
        for year in (2007, 2008)
    ]  # fmt: skip
    group = CountryGroup.objects.get(code="african-ldcs")
    Participation.objects.bulk_create(
        Participation(activity=each, role="beneficiary", group=group) for each in activities
    )
    assert list(listing("beneficiary=CV").hits) == [activities[0].pk]
    assert set(listing("beneficiary=african-ldcs").hits) == {each.pk for each in activities}
    [card] = listing("beneficiary=CV").cards
    assert card["via_group"] == "Cabo Verde as a member of: African least developed countries"
