"""Dates, numbers and lists as each language writes them, no more precise than they are known."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import override

from portal.core.dates import (
    clauses_text,
    day_text,
    joined_text,
    labelled_text,
    locale,
    moment_text,
    number_text,
    span_text,
    waited_text,
)
from portal.core.templatetags.dates import elapsed

D = date


def spaced(text: str) -> str:
    """CLDR's thin and unbreakable spaces as plain ones."""
    return text.translate({0x2009: " ", 0x202F: " ", 0xA0: " "})


@pytest.mark.parametrize(
    ("first", "last", "precisions", "text"),
    [
        (D(2017, 7, 17), D(2017, 7, 21), ("day", "day"), "17–21 July 2017"),
        (D(2017, 7, 17), D(2017, 7, 17), ("day", "day"), "17 July 2017"),
        (D(2017, 7, 17), None, ("day", "day"), "17 July 2017"),
        (D(2017, 7, 30), D(2017, 8, 2), ("day", "day"), "30 July – 2 August 2017"),
        (D(2017, 12, 30), D(2018, 1, 2), ("day", "day"), "30 December 2017 – 2 January 2018"),
        (D(2013, 10, 1), D(2013, 10, 31), ("month", "month"), "October 2013"),
        (D(2015, 12, 14), D(2015, 12, 31), ("day", "month"), "December 2015"),
        (D(2013, 10, 1), D(2013, 12, 31), ("month", "month"), "October – December 2013"),
        (D(2009, 1, 1), D(2009, 12, 31), ("year", "year"), "2009"),
        (D(2016, 1, 1), D(2019, 12, 31), ("year", "year"), "2016–2019"),
        (D(2024, 1, 1), D(2025, 6, 7), ("year", "day"), "2024–2025"),
        (None, D(2016, 12, 31), ("day", "year"), "until 2016"),
        (None, None, ("day", "day"), ""),
    ],
)
def test_a_span_is_as_precise_as_it_is_known(first, last, precisions, text):
    assert spaced(span_text(first, last, *precisions)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "17–21 juillet 2017"),
        ("es", "17–21 de julio de 2017"),
        ("ru", "17–21 июля 2017 г."),
        ("zh-hans", "2017年7月17日至21日"),
        ("ar", "17–21 يوليو 2017"),
        ("pt", "17 – 21 de julho de 2017"),
    ],
)
def test_in_the_readers_language(language, text):
    with override(language):
        assert spaced(span_text(D(2017, 7, 17), D(2017, 7, 21), "day", "day")) == text


def test_numbers_have_the_readers_separators():
    written = {}
    for language in ("en", "fr", "es", "ru"):
        with override(language):
            written[language] = spaced(number_text(12345))
    assert written == {"en": "12,345", "fr": "12 345", "es": "12.345", "ru": "12 345"}


def test_a_fraction_is_written_as_the_language_does_and_no_longer_than_it_is():
    for language, texts in {"en": ["5", "2.5"], "fr": ["5", "2,5"]}.items():
        with override(language):
            assert [number_text(Decimal(each)) for each in ("5.00", "2.50")] == texts


def test_no_language_separates_under_a_thousand():
    for language, _name in settings.LANGUAGES:
        with override(language):
            assert [format_decimal(each, locale=locale()) for each in range(1000)] == [
                str(each) for each in range(1000)
            ]


def test_no_day_no_text():
    assert (day_text(None), day_text(D(2017, 7, 1))) == ("", "1 July 2017")


def test_a_moment_is_told_in_utc_and_in_words():
    at = datetime(2017, 7, 1, 23, 5, tzinfo=timezone(timedelta(hours=-3)))
    with override("fr"):
        assert (moment_text(None), moment_text(at)) == ("", "2 juillet 2017, 02:05")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_django_writes_them_the_same(language):
    at = datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
    with override(language):
        assert date_format(at, "DATE_FORMAT") == day_text(at.date())
        assert date_format(at, "DATETIME_FORMAT") == moment_text(at)


@pytest.mark.parametrize(
    ("age", "waited", "ago"),
    [
        (timedelta(0), "since today", "1 minute"),
        (timedelta(days=1), "1 day", "1 day"),
        (timedelta(days=12), "12 days", "1 week, 5 days"),
        (timedelta(days=730), "730 days", "2 years"),
        (timedelta(days=9804), "26 years", "26 years, 10 months"),
    ],
)
def test_nothing_is_nought_days_old(age, waited, ago):
    since = now() - age
    assert (waited_text(since), spaced(elapsed(since))) == (waited, ago)


def test_what_is_joined_is_joined_as_its_language_does():
    at, places = datetime(2026, 3, 2, 8, 15, tzinfo=UTC), ["القاهرة", "", "مصر"]
    with override("ar"):
        assert (moment_text(at), joined_text(places)) == ("2 مارس 2026، 08:15", "القاهرة، مصر")
    with override("zh-hans"):
        assert (moment_text(at), joined_text(["开罗", "埃及"])) == ("2026年3月2日 08:15", "开罗、埃及")
    assert (joined_text(iter([3, 4])), joined_text([]), clauses_text(["a, b", "", "c"])) == ("3, 4", "", "a, b; c")


def test_a_label_stands_before_what_it_is_about(monkeypatch):
    assert labelled_text("Region", "Africa") == "Region: Africa"
    monkeypatch.setattr("portal.core.dates.pgettext", lambda _context, _pattern: "%(label)s : %(text)s")
    assert labelled_text("Région", "Afrique") == "Région : Afrique"
