"""What the interface says, in every language: collected from code and templates, kept in locale/, compiled, checked.

No gettext tools are needed: Django turns a template into Python, Babel reads Python and writes both file formats.
The files are made to be compared: messages stand in the order of their files, without line numbers, dates or wrapping.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from portal.stamps import own_apps

KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in DEFAULT_KEYWORDS if name != "_"}
TEMPLATES = {".html", ".txt"}
# Babel's rule for Arabic counts the last two forms the other way round than everybody else's.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[ds]|\{\w+\}")
TAG = re.compile(r"</?[a-z][^>]*>")
HEADER = """\
# The interface in {name}. `manage.py translations collect` brings this file up to the code.
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def source() -> Catalog:
    """Everything the code says to readers, in the order of files and of lines in them."""
    catalog = Catalog()
    for path in sources():
        for message, context in messages_in(path):
            catalog.add(message, context=context, locations=[(path.relative_to(settings.BASE_DIR).as_posix(), None)])
    return catalog


def sources() -> list[Path]:
    """The modules and templates of the project: its packages hold the applications and what stands around them."""
    packages = {path.relative_to(settings.BASE_DIR).parts[0] for path in own_apps()}
    folders = [settings.BASE_DIR / name for name in packages] + [Path(path) for path in settings.TEMPLATES[0]["DIRS"]]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", *TEMPLATES})


def messages_in(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Each message of a file (a pair when it has a plural) with its context."""
    text = path.read_text()
    if path.suffix in TEMPLATES:
        # In brackets indentation means nothing: what is left of the markup would be badly indented Python.
        text = f"({templatize(text, origin=str(path))})"
    for _line, message, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
        yield message, context


def translations() -> list[Translation]:
    """One for each language of the interface but the one the code is written in."""
    return [Translation(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@dataclass(frozen=True)
class Translation:
    """The interface in one language: a file of messages, and its compiled form beside it."""

    language: str

    @property
    def locale(self) -> str:
        return to_locale(self.language)

    @property
    def path(self) -> Path:
        return Path(settings.LOCALE_PATHS[0]) / self.locale / "LC_MESSAGES" / "django.po"

    @property
    def plural_forms(self) -> str:
        """The language's rule, as the file's header states it."""
        return PLURAL_FORMS.get(self.locale) or Catalog(self.locale).plural_forms

    def read(self) -> Catalog:
        if not self.path.exists():
            return Catalog(self.locale)
        with self.path.open("rb") as file:
            return read_po(file, locale=self.locale, abort_invalid=True)

    def collect(self, wanted: Catalog) -> None:
        """Bring the file up to what the code says: what is said no longer leaves, what is new waits, empty."""
        known, current = self.read(), Catalog(self.locale)
        for message in _messages(wanted):
            old = known.get(message.id, message.context)
            text = old.string if old and _has_plural(old) == _has_plural(message) else None
            current.add(message.id, text, message.locations, context=message.context)
        names = {"name": current.locale.english_name, "locale": self.locale, "plural_forms": self.plural_forms}
        written = BytesIO(HEADER.format(**names).encode())
        written.seek(0, 2)
        write_po(written, current, width=0, omit_header=True, include_lineno=False)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists() or self.path.read_bytes() != written.getvalue():  # else it would be compiled anew
            self.path.write_bytes(written.getvalue())

    def compile(self) -> bool:
        """Write the compiled file if it is older than the messages. Readers find the old one or the new, never half."""
        compiled = self.path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= self.path.stat().st_mtime:
            return False
        unfinished = BytesIO()
        write_mo(unfinished, self.read())
        partial = compiled.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(unfinished.getvalue())
        partial.replace(compiled)
        return True

    def faults(self, wanted: Catalog) -> Iterator[str]:
        """What keeps a reader of this language from reading everything, each in a line."""
        known = self.read()
        if known.plural_forms != self.plural_forms:
            yield f"the header states another plural rule than {self.plural_forms}"
        for message in _messages(wanted):
            found = known.get(message.id, message.context)
            if not found or _has_plural(found) != _has_plural(message):
                yield f"not collected: {_shown(message)}"
            elif found.fuzzy:
                yield f"fuzzy: {_shown(message)}"
            else:
                yield from (f"{fault}: {_shown(message)}" for fault in _faults_of(found, known))
        gone = [each for each in _messages(known) if not wanted.get(each.id, each.context)]
        yield from (f"obsolete: {_shown(message)}" for message in [*gone, *known.obsolete.values()])


def _messages(catalog: Catalog) -> Iterator[Message]:
    """Without the header, which has no text of its own."""
    return (message for message in catalog if message.id)


def _has_plural(message: Message) -> bool:
    return isinstance(message.id, tuple)


def _shown(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, tuple) else message.id
    return f"“{text}”" + (f" ({message.context})" if message.context else "")


def _faults_of(message: Message, catalog: Catalog) -> Iterator[str]:
    original = message.id[1] if isinstance(message.id, tuple) else message.id
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(forms):
        yield "untranslated"
        return
    for number, form in enumerate(forms):
        may_omit = 1 if _has_plural(message) and _is_one_number(number, catalog.plural_expr) else 0
        missing, added = _difference(PLACEHOLDER, original, form)
        if added or len(missing) > may_omit:
            yield f"placeholders differ ({', '.join(sorted(missing | added))})"
        if any(_difference(TAG, original, form)):
            yield "tags differ"


def _difference(pattern: re.Pattern, original: str, text: str) -> tuple[set[str], set[str]]:
    wanted, found = set(pattern.findall(original)), set(pattern.findall(text))
    return wanted - found, found - wanted


def _is_one_number(form: int, plural_expr: str) -> bool:
    """Whether a plural form serves a single number, as Arabic's dual does: it may say that number in words."""
    form_of = gettext.c2py(plural_expr)
    return sum(form_of(number) == form for number in range(200)) == 1
