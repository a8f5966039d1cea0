"""The portal's score and three simpler ways, on the labelled set: what `manage.py evaluate_suggestions` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from matchmaking.evaluation.labelled import Entry, LabelledSet
from matchmaking.evaluation.measures import ndcg, recall
from matchmaking.evaluation.rankings import Ranking, at_random, by_score, by_topic, likenesses
from portal.core import reference as reference_memory
from portal.core.models import Region

SEED = 1
SCORE, TEXT, TOPIC, RANDOM = "score", "text search alone", "topic overlap alone", "random"


def labelled_set() -> LabelledSet:
    reference = reference_memory.current()
    regions = reference[Region].by_id
    return LabelledSet({country: regions[pk].code for country, pk in reference.region_of.items() if pk})


def evaluate(labelled: LabelledSet, needs: Sequence[Entry] | None = None) -> dict[str, dict[str, float]]:
    """``{ranking: {measure: mean over the needs}}``; all needs, unless some are given."""
    needs = labelled.needs if needs is None else needs
    measured = {}
    for name, ranking in _rankings(needs, labelled.candidates).items():
        graded = [[labelled.grade(need, each).value for each in ranking(need, labelled.candidates)] for need in needs]
        measured[name] = {"ndcg@10": mean(map(ndcg, graded)), "recall@10": mean(map(recall, graded))}
    return measured


def _rankings(needs: Sequence[Entry], candidates: list[Entry]) -> dict[str, Ranking]:
    likeness = likenesses(needs, candidates)

    def score(need: Entry, candidates: list[Entry]) -> list[Entry]:
        weighed = [
            replace(each, facts=replace(each.facts, likeness=likeness[need.ref, each.ref])) for each in candidates
        ]
        return by_score(need, weighed)

    def text(need: Entry, candidates: list[Entry]) -> list[Entry]:
        return sorted(candidates, key=lambda each: (-likeness[need.ref, each.ref], each.ref))

    return {SCORE: score, TEXT: text, TOPIC: by_topic, RANDOM: at_random(SEED)}
