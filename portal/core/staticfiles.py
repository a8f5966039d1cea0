"""One stylesheet for the browser out of many small files for people: css/portal.css is made of tokens, base and the
components in the order of their names. No tool is needed for it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/portal.css"
# Not collected by themselves.
PARTS = ["css/tokens.css", "css/base.css", "css/components/*.css", "css/print.css"]
COMMENT_OR_TEXT = re.compile(r"""/\*.*?\*/|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)


def bundle(folder: Path) -> str:
    texts = [path.read_text() for pattern in PARTS for path in sorted(folder.glob(pattern))]
    return "".join(without_comments(text) for text in texts)


def without_comments(css: str) -> str:
    """A quoted text is kept as it is: `/*` may stand in one."""
    lines = COMMENT_OR_TEXT.sub(lambda found: found[1] or "", css).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


class StylesheetFinder(BaseFinder):
    """Makes the bundle in the state folder whenever it is asked for, so that in development a reload shows a change."""

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.STATE_DIR / "bundles")

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != NAME:
            return []
        found = self.make()
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.make()
        yield NAME, self.storage

    def make(self) -> str:
        target = Path(self.storage.location) / NAME
        css = bundle(settings.BASE_DIR / "static")
        if not target.exists() or target.read_text() != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(css)
        return str(target)
