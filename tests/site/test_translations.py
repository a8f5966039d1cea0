"""Interface translations: complete in every language, right in their plurals, and kept so by collect and check."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import ngettext, override, to_locale

from portal.site import translations
from portal.site.translations import Translation

HEADINGS = {
    "ar": "أنشطة المساعدة التقنية",
    "zh-hans": "技术援助活动",
    "fr": "Activités d’assistance technique",
    "pt": "Atividades de assistência técnica",
    "ru": "Мероприятия по оказанию технической помощи",
    "es": "Actividades de asistencia técnica",
}


def test_nothing_is_left_to_translate():
    wanted = translations.source()
    assert {each.locale: list(each.faults(wanted)) for each in translations.translations()} == {
        to_locale(code): [] for code in HEADINGS
    }


def test_code_asks_for_translations_by_names_that_are_collected():
    """Under any other name a text is neither collected nor missed, and stays English in every language."""
    sources = ((path, path.read_text()) for path in translations.sources() if path.suffix == ".py")
    names = ((path, name) for path, text in sources for name in re.findall(r"import n?p?gettext\w* as (\w+)", text))
    assert [f"{path}: {name}" for path, name in names if name not in translations.KEYWORDS] == []


def test_a_file_for_each_language_and_no_other():
    folders = {path.name for path in Path(settings.LOCALE_PATHS[0]).iterdir()}
    assert folders == {to_locale(code) for code, _name in settings.LANGUAGES} - {"en"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", HEADINGS)
def test_a_page_speaks_its_language(client, language):
    page = client.get(f"/{language}/activities/").content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<h1>{HEADINGS[language]}</h1>" in page
    assert "Technical assistance activities" not in page


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("ar", 0, "لا أنشطة"),
        ("ar", 1, "نشاط واحد"),
        ("ar", 2, "نشاطان"),
        ("ar", 5, "5 أنشطة"),
        ("ar", 21, "21 نشاطًا"),
        ("ar", 100, "100 نشاط"),
        ("ru", 1, "1 мероприятие"),
        ("ru", 2, "2 мероприятия"),
        ("ru", 5, "5 мероприятий"),
        ("ru", 11, "11 мероприятий"),
        ("ru", 21, "21 мероприятие"),
        ("zh-hans", 2, "2 项活动"),
        ("fr", 0, "0 activité"),
        ("pt", 0, "0 atividades"),
        ("es", 1, "1 actividad"),
    ],
)
def test_plurals(language, count, words):
    with override(language):
        assert ngettext("%(count)s activity", "%(count)s activities", count) % {"count": count} == words


# Reading the code ----------------------------------------------------------------------------------------------------
TEMPLATE = """\
{% load i18n %}
    <p title="{% translate "Deep" %}">{{ value|default:_("Nothing") }}</p>
  {% translate "for" context "who helped for whom" as word %}
 {% blocktranslate trimmed count days=days %}
   {{ days }} day
  {% plural %}
   {{ days }} days{% endblocktranslate %}
{% include "part.html" with title=_("Part") %}
"""
MODULE = """\
from django.utils.translation import gettext_lazy as _, pgettext_lazy, npgettext
label = _("One " "text")
other = [pgettext_lazy("month", "May"), npgettext("of time", "%d second", "%d seconds", 3), _(label)]
"""


def test_templates_and_modules_are_read(tmp_path):
    (tmp_path / "page.html").write_text(TEMPLATE)
    (tmp_path / "page.py").write_text(MODULE)
    assert list(translations.messages_in(tmp_path / "page.html")) == [
        ("Deep", None),
        ("Nothing", None),
        ("for", "who helped for whom"),
        (("%(days)s day", "%(days)s days"), None),
        ("Part", None),
    ]
    assert list(translations.messages_in(tmp_path / "page.py")) == [
        ("One text", None),
        ("May", "month"),
        (("%d second", "%d seconds"), "of time"),
    ]


# Files of a small world: one message, one plural --------------------------------------------------------------------
@pytest.fixture
def wanted():
    catalog = Catalog()
    catalog.add("Hello <b>%(name)s</b>", locations=[("page.html", None)])
    catalog.add(("%(count)s day", "%(count)s days"), locations=[("page.html", None)])
    return catalog


@pytest.fixture
def arabic(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    return Translation("ar")


HELLO = 'msgid "Hello <b>%(name)s</b>"\nmsgstr "{}"\n\n'
DAYS = 'msgid "%(count)s day"\nmsgid_plural "%(count)s days"\n{}\n\n'
FORMS = ["لا أيام", "يوم واحد", "يومان", "%(count)s أيام", "%(count)s يومًا", "%(count)s يوم"]
GOOD_HELLO = HELLO.format("مرحبًا <b>%(name)s</b>")


def days(*forms: str) -> str:
    return DAYS.format("\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)))


def write(translation: Translation, wanted: Catalog, messages: str) -> None:
    translation.collect(wanted)
    header = translation.path.read_text().split("\n\n")[0]
    translation.path.write_text(f"{header}\n\n{messages}")


@pytest.mark.parametrize(
    ("messages", "faults"),
    [
        (GOOD_HELLO + days(*FORMS), []),
        (GOOD_HELLO, ["not collected: “%(count)s day”"]),
        (HELLO.format("") + days(*FORMS), ["untranslated: “Hello <b>%(name)s</b>”"]),
        ("#, fuzzy\n" + GOOD_HELLO + days(*FORMS), ["fuzzy: “Hello <b>%(name)s</b>”"]),
        (
            HELLO.format("<b>%(nom)s</b>") + days(*FORMS),
            ["placeholders differ (%(name)s, %(nom)s): “Hello <b>%(name)s</b>”"],
        ),
        (HELLO.format("<i>%(name)s</i>") + days(*FORMS), ["tags differ: “Hello <b>%(name)s</b>”"]),
        (GOOD_HELLO + days(*FORMS[:2]), ["untranslated: “%(count)s day”"]),
        (GOOD_HELLO + days(*FORMS[:3], "أيام", *FORMS[4:]), ["placeholders differ (%(count)s): “%(count)s day”"]),
        (GOOD_HELLO + days(*FORMS) + 'msgid "Gone"\nmsgstr "ذهب"\n', ["obsolete: “Gone”"]),
        (GOOD_HELLO + days(*FORMS) + '#~ msgid "Gone"\n#~ msgstr "ذهب"\n', ["obsolete: “Gone”"]),
    ],
)
def test_check_names_each_fault(arabic, wanted, messages, faults):
    write(arabic, wanted, messages)
    assert list(arabic.faults(wanted)) == faults


def test_check_knows_the_plural_rule_of_the_language(arabic, wanted):
    write(arabic, wanted, GOOD_HELLO + days(*FORMS[3:5]))
    two_forms = arabic.path.read_text().replace(arabic.plural_forms, "nplurals=2; plural=(n != 1);")
    arabic.path.write_text(two_forms)
    assert list(arabic.faults(wanted)) == [f"the header states another plural rule than {arabic.plural_forms}"]


def test_check_fails_with_what_is_wrong(arabic, wanted, monkeypatch, capsys):
    monkeypatch.setattr(translations, "source", lambda: wanted)
    write(arabic, wanted, GOOD_HELLO)
    with pytest.raises(CommandError, match="1 faults"):
        call_command("translations", "check")
    assert "ar: not collected: “%(count)s day”" in capsys.readouterr().out
    write(arabic, wanted, GOOD_HELLO + days(*FORMS))
    call_command("translations", "check")


def test_collect_keeps_what_is_translated_and_drops_what_is_gone(arabic, wanted):
    write(arabic, wanted, GOOD_HELLO + 'msgid "Gone"\nmsgstr "ذهب"\n')
    arabic.collect(wanted)
    catalog = read_po(arabic.path.open("rb"), locale="ar")
    assert [(message.id, message.string) for message in catalog if message.id] == [
        ("Hello <b>%(name)s</b>", "مرحبًا <b>%(name)s</b>"),
        (("%(count)s day", "%(count)s days"), ("",) * 6),
    ]
    os.utime(arabic.path, (0, 0))
    arabic.collect(wanted)
    assert arabic.path.stat().st_mtime == 0, "an unchanged file must not look newer than its compiled form"


def test_compile_writes_only_what_changed(arabic, wanted):
    write(arabic, wanted, GOOD_HELLO)
    assert arabic.compile()
    assert not arabic.compile()
    newer = arabic.path.with_suffix(".mo").stat().st_mtime + 1
    os.utime(arabic.path, (newer, newer))
    assert arabic.compile()
    assert [path.name for path in sorted(arabic.path.parent.iterdir())] == ["django.mo", "django.po"]
