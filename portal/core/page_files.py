"""The texts that the portal comes with: a Markdown file for each page and language, and pages.csv with their order.

A file begins with its title as "# Title", then a paragraph that is its summary; the rest is the text. As with all
reference data, what curators edited stays, and what left the files stays, too: its address may be known somewhere.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from portal.core.merging import Outcome, merge
from portal.core.models import Page, PageText


@dataclass(frozen=True)
class Shipped:
    """One file, read."""

    title: str
    summary: str
    body: str

    @classmethod
    def read(cls, path: Path) -> Shipped:
        title, summary, body = path.read_text(encoding="utf-8").split("\n\n", 2)
        return cls(title.removeprefix("# "), " ".join(summary.split()), body.strip() + "\n")


def load(folder: Path, *, force: bool = False) -> list[Outcome]:
    """Bring pages and texts up to ``folder``/pages.csv and its Markdown files."""
    with (folder / "pages.csv").open(encoding="utf-8", newline="") as file:
        wanted = {
            row["slug"]: {"chapter": row["chapter"], "order": place}
            for place, row in enumerate(csv.DictReader(file), 1)
        }
    return [merge("pages.csv", Page, "slug", wanted, force), _texts(folder / "pages", force)]


def _texts(folder: Path, force: bool) -> Outcome:
    pages = {page.slug: page for page in Page.objects.all()}
    stored = {(text.page_id, text.language): text for text in PageText.objects.all()}
    outcome, shipped = Outcome("pages"), set()
    for path in sorted(folder.glob("*/*.md")):
        page, language = pages[path.stem], path.parent.name
        shipped.add((page.pk, language))
        text = stored.get((page.pk, language)) or PageText(page=page, language=language)
        _bring_up(text, f"{page.slug} {language}", Shipped.read(path), outcome, force)
    outcome.gone = sorted(str(text) for key, text in stored.items() if key not in shipped and not text.edited)
    return outcome


def _bring_up(text: PageText, name: str, shipped: Shipped, outcome: Outcome, force: bool) -> None:
    wanted = vars(shipped) | {"is_published": True}
    differs = text.pk is None or any(getattr(text, column) != value for column, value in wanted.items())
    if text.edited and not force:
        outcome.kept += [name] if differs else []
        return
    if not differs and not text.edited:
        outcome.unchanged += 1
        return
    outcome.changed += text.pk is not None
    outcome.created += text.pk is None
    for column, value in (wanted | {"edited": False, "updated_by": None}).items():
        setattr(text, column, value)
    text.save()
