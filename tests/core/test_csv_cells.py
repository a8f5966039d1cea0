"""Cells that a spreadsheet would calculate are defused, and what was defused can be had back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.exports.columns import joined
from portal.core.formulas import defused, undefused

BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠", ""]


@given(st.tuples(st.lists(st.sampled_from(BEGINNINGS), max_size=3), st.text(max_size=10)))
def test_every_text_comes_back(parts):
    text = "".join(parts[0]) + parts[1]
    assert undefused(str(defused(text))) == text


@given(st.tuples(st.sampled_from(BEGINNINGS[:7] + BEGINNINGS[8:12]), st.text(max_size=10)))
def test_no_formula_is_left(parts):
    text = "".join(parts)
    kept = str(defused(text))
    assert kept == f"'{text}" or (kept == text and text[1:].replace(".", "", 1).isdecimal())


@pytest.mark.parametrize("number", ["-5", "+3.25", "0", "-12500.00"])
def test_numbers_stay_numbers(number):
    assert defused(number) == number


@pytest.mark.parametrize("value", [7, None, 2.5, True])
def test_what_is_no_text_stays_what_it_is(value):
    assert defused(value) is value


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (["a", "b"], "a; b"),
        (["a", None, "c"], "a; ; c"),
        ([None, ""], ""),
        ([], ""),
        (["one; two", "three"], "one, two; three"),
    ],
)
def test_several_values_in_one_cell(values, cell):
    assert joined(values) == cell
