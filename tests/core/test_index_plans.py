"""The statements that derive search rows are planned once a connection; planning was the longest part of a save."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_a_function_that_was_replaced_kept_its_setting():
    """CREATE OR REPLACE silently drops it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE 'plan_cache_mode=force_generic_plan' = ANY (proconfig) ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == [
            "core_meeting_rows",
            "matchmaking_need_rows",
            "matchmaking_offer_rows",
            "partnerships_case_study_rows",
            "partnerships_initiative_rows",
            "roster_consultant_rows",
            "tad_activity_index",
        ]
