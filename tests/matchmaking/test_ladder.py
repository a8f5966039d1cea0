"""Reminders of a quiet match, by days alone: whatever the days on which a worker is awake."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from matchmaking.following.ladder import Silence, due, last_day, silent_since

STEPS, PATIENCE, START = [7, 14, 21, 45], 14, date(2027, 1, 10)


def day(number: int) -> date:
    return START + timedelta(days=number)


@given(st.sets(st.integers(0, 400)).map(sorted))
@example(list(range(400)))
@example([300, 301, 313, 314, 315])
def test_each_step_at_most_once_and_the_last_chance_is_one(awake):
    silence, mailed, stalled = Silence(START), [], []
    for number in awake:
        until = last_day(silence, STEPS, PATIENCE)
        if until and until <= day(number):
            stalled.append(number)
            break
        if step := due(silence, day(number), STEPS):
            mailed.append((number, step))
            silence = Silence(START, step, day(number))
    steps = [step for _number, step in mailed]
    assert steps == sorted(set(steps))  # each once, and never one that is older than what was mailed
    assert all(step == max(each for each in STEPS if each <= number) for number, step in mailed)
    assert len({number for number, _step in mailed}) == len(mailed)  # never two on a day
    if stalled:  # whoever is given up on had the last chance, for as long as it promised
        assert mailed[-1][1] == STEPS[-1]
        assert stalled[0] - mailed[-1][0] >= PATIENCE
    if awake and not stalled:
        assert all(number < PATIENCE + at for number in awake for at, step in mailed if step == STEPS[-1])


def test_every_day_awake_is_the_whole_ladder():
    silence, told = Silence(START), {}
    for number in range(100):
        until = last_day(silence, STEPS, PATIENCE)
        if until == day(number):
            told[number] = "stalled"
        elif step := due(silence, day(number), STEPS):
            told[number], silence = step, Silence(START, step, day(number))
    assert told == {7: 7, 14: 14, 21: 21, 45: 45, 59: "stalled"}


@pytest.mark.parametrize(("next_due", "since"), [(None, START), (day(-3), START), (day(0), START), (day(30), day(30))])
def test_a_step_that_has_its_day_is_no_silence(next_due, since):
    assert silent_since(START, next_due) == since


def test_without_steps_nobody_is_written_to():
    assert (due(Silence(START), day(400), []), last_day(Silence(START), [], 14)) == (0, None)
