"""How good an order is, judged by grades: both measures run from 0 to 1 and look at the first ten."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

FIRST = 10
RELEVANT = 2  # grades from here on count as found, for recall


def ndcg(grades: Sequence[int]) -> float:
    """Normalised discounted cumulative gain, with the usual gain 2^grade - 1. ``grades`` are in the order judged."""
    best = _gain(sorted(grades, reverse=True))
    return _gain(grades) / best if best else 1.0


def recall(grades: Sequence[int]) -> float:
    """The share of what is relevant that stands among the first; of at most as many as there is room for."""
    relevant = min(FIRST, sum(grade >= RELEVANT for grade in grades))
    return sum(grade >= RELEVANT for grade in grades[:FIRST]) / relevant if relevant else 1.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:FIRST]))
