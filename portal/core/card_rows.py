"""What a card needs of a record's lines, as arrays in the one query that reads a page of cards.

A prefetch of each relation would cost more than all facets; the arrays are written in SQL, because putting them
together from expressions takes longer than the query itself. The names in it are constants of the code.
"""

from __future__ import annotations

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

ANY = "REF"  # stands for the reference in an address that many cards share


def parties_array(lines: str, column: str, records: str) -> RawSQL:
    """``[{role, country, group, organisation, said}]`` in their order; ``said`` names whom nothing else names. The
    arguments are names of tables and a column."""
    return RawSQL(  # noqa: S611 -- constants
        f"""coalesce((
        SELECT jsonb_agg(jsonb_build_object('role', p.role, 'country', p.country_id, 'group', p.group_id,
            'organisation', p.organisation_id, 'said', CASE WHEN
            num_nonnulls(p.country_id, p.group_id, p.organisation_id) = 0 THEN p.as_said END) ORDER BY p.order, p.id)
        FROM {lines} p WHERE p.{column} = {records}.id), '[]')""",  # noqa: S608 -- constants
        [],
        JSONField(),
    )


def tags_array(lines: str, column: str, records: str, tag: str) -> RawSQL:
    """The ids of a vocabulary's terms (or codes of countries), in the order in which they were entered."""
    return RawSQL(  # noqa: S611 -- constants
        f"ARRAY(SELECT t.{tag} FROM {lines} t WHERE t.{column} = {records}.id ORDER BY t.id)",  # noqa: S608 -- constants
        [],
    )
