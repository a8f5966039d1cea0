import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from portal.core.staticfiles import NAME, StylesheetFinder, bundle, without_comments


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { b: c } /* why */\n\n  d { e: f }\n", "a { b: c }\nd { e: f }\n"),
        ("/* over\n   two lines */ a { }", "a { }\n"),
        ('a::before { content: "/* kept */" }', 'a::before { content: "/* kept */" }\n'),
        (r"""a { content: "\"/*" } /* 'gone' */""", r"""a { content: "\"/*" }""" + "\n"),
    ],
)
def test_comments_are_for_people(css, expected):
    assert without_comments(css) == expected


def test_the_parts_follow_their_order(tmp_path):
    (tmp_path / "css" / "components").mkdir(parents=True)
    for name in ("base", "tokens", "components/b", "components/a"):
        (tmp_path / f"css/{name}.css").write_text(f"{name} {{ }}\n")
    assert bundle(tmp_path) == "tokens { }\nbase { }\ncomponents/a { }\ncomponents/b { }\n"


def test_django_finds_the_bundle_as_a_file(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    finders.get_finder.cache_clear()
    found = finders.find(NAME)
    with open(found) as file:
        assert file.read() == bundle(settings.BASE_DIR / "static")
    finders.get_finder.cache_clear()


def test_a_change_is_seen_at_the_next_request(settings, tmp_path):
    settings.STATE_DIR, settings.BASE_DIR = tmp_path / "state", tmp_path
    (tmp_path / "static" / "css").mkdir(parents=True)
    finder = StylesheetFinder()
    for css in ("a { }\n", "b { }\n"):
        (tmp_path / "static" / "css" / "base.css").write_text(css)
        with open(finder.find(NAME)) as file:
            assert file.read() == css


def test_other_names_are_not_its_business(tmp_path):
    assert StylesheetFinder().find("css/other.css") == []
    assert [name for name, _storage in StylesheetFinder().list(None)] == [NAME]


def test_the_settings_name_it():
    assert settings.STATICFILES_FINDERS[0] == f"{StylesheetFinder.__module__}.{StylesheetFinder.__name__}"
