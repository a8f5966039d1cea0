"""Four ways to order the candidates of a need: the portal's score, and what it has to beat."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from django.db import connection

from matchmaking.evaluation.labelled import Entry
from matchmaking.likeness import ANY_WORD
from matchmaking.scoring import rank

Ranking = Callable[[Entry, list[Entry]], list[Entry]]

# The documents that the portal's search rows hold: title, text, countries and topics with their weights, each in the
# languages that search knows.
LIKENESS = """
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%s) AS t
        (ref text, language text, title text, text text, countries text[], topics text[], is_need boolean)),
documents AS MATERIALIZED (
    SELECT ref, setweight(core_document(title, language), 'A') || setweight(core_document(text, language), 'B')
        || core_known_names(countries, '{}', ARRAY(SELECT id FROM core_topic WHERE code = ANY (topics)))
        AS document
    FROM given WHERE NOT is_need),
questions AS MATERIALIZED (
    SELECT ref, {any_word} AS question FROM given WHERE is_need)
SELECT q.ref, d.ref, coalesce(ts_rank(document, question), 0) FROM questions q, documents d
""".replace("{any_word}", ANY_WORD.format("concat_ws(' ', title, text)"))


def likenesses(needs: list[Entry], candidates: list[Entry]) -> dict[tuple[str, str], float]:
    """How well the words of each need find each candidate: PostgreSQL's rank, by the two references."""
    texts = [_text(each, is_need=True) for each in needs] + [_text(each, is_need=False) for each in candidates]
    with connection.cursor() as cursor:
        cursor.execute(LIKENESS, [json.dumps(texts)])
        return {(need, candidate): likeness for need, candidate, likeness in cursor.fetchall()}


def _text(entry: Entry, *, is_need: bool) -> dict:
    return {
        "ref": entry.ref, "language": entry.language, "title": entry.title, "text": entry.text,
        "countries": sorted(entry.countries), "topics": sorted(entry.topics), "is_need": is_need,
    }  # fmt: skip


def by_score(need: Entry, candidates: list[Entry]) -> list[Entry]:
    by_ref = {each.ref: each for each in candidates}
    return [by_ref[ref] for ref, _score in rank(need.facts, ((each.ref, each.facts) for each in candidates))]


def by_topic(need: Entry, candidates: list[Entry]) -> list[Entry]:
    """By the share of the need's topics that the candidate has; the same again for a candidate that has few others."""

    def overlap(each: Entry) -> float:
        return len(need.topics & each.topics) / len(need.topics | each.topics)

    return sorted(candidates, key=lambda each: (-overlap(each), each.ref))


def at_random(seed: int) -> Ranking:
    random = Random(seed)  # noqa: S311 -- no secret
    return lambda need, candidates: random.sample(candidates, len(candidates))
