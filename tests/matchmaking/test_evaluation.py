"""The labelled set is whole, and the score beats on it what is simpler."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from matchmaking.evaluation.evaluation import RANDOM, SCORE, TEXT, TOPIC, evaluate, labelled_set
from matchmaking.evaluation.labelled import RECORDS
from matchmaking.evaluation.measures import ndcg, recall
from portal.core import reference as reference_memory
from portal.core.models import Language, Modality, Recommendation, Region, Topic


@pytest.fixture
def labelled(db):
    return labelled_set()


def test_measures_by_hand():
    assert ndcg([3, 2, 0]) == 1
    assert ndcg([0, 0]) == 1  # nothing to be found, nothing missed
    assert ndcg([0, 3]) == pytest.approx(0.6309297)  # 1 / log2(3)
    assert recall([2, 0, 3] + [0] * 8 + [2]) == pytest.approx(2 / 3)
    assert recall([3] * 12) == 1
    assert recall([1, 0]) == 1


def test_the_set_is_whole(labelled):
    needs, candidates = labelled.needs, labelled.candidates
    assert (len(needs), len({each.ref for each in needs})) == (60, 60)
    assert (len(candidates), len({each.ref for each in candidates})) == (200, 200)
    assert {each.language for each in needs} == {"en", "fr", "es", "ar", "pt", "ru", "zh"}
    assert {each.kind for each in candidates} == {"offer", "consultant", *RECORDS}
    assert {each.about for each in [*needs, *candidates]} <= set(labelled.subjects)
    assert {kin for each in labelled.subjects.values() for kin in each.kin} <= set(labelled.subjects)
    pairs = {(need.ref, each.ref) for need in needs for each in candidates}
    assert set(labelled.read) <= pairs
    assert len(labelled.read) >= 500
    known = reference_memory.current()
    for each in [*needs, *candidates]:
        for codes, vocabulary in (
            (each.facts.topics, Topic), (each.facts.modalities, Modality), (each.facts.languages, Language),
            (each.facts.regions, Region), (each.facts.recommendations, Recommendation),
        ):  # fmt: skip
            assert codes <= set(known[vocabulary].by_code), each.ref
        assert each.facts.countries <= set(known.countries), each.ref
        assert each.facts.support <= {"financial", "technical", "ppp"}, each.ref


def test_every_grade_has_a_reason(labelled):
    out = StringIO()
    call_command("evaluate_suggestions", "--grades", stdout=out)
    rows = list(csv.DictReader(StringIO(out.getvalue())))
    assert len(rows) == 12_000
    assert {row["grade"] for row in rows} == {"0", "1", "2", "3"}
    assert all(row["reason"] for row in rows)
    assert sum(row["by reading"] == "yes" for row in rows) == len(labelled.read)


def test_the_score_beats_what_is_simpler(labelled):
    out = StringIO()
    call_command("evaluate_suggestions", "--json", stdout=out)
    measured = json.loads(out.getvalue())
    assert set(measured) == {SCORE, TEXT, TOPIC, RANDOM}
    kept_out = evaluate(labelled, labelled.needs[1::2])  # weights were chosen on the others
    for figures in (measured, kept_out):
        ours = figures.pop(SCORE)
        for name, others in figures.items():
            assert all(ours[measure] > others[measure] for measure in ours), name
