"""SQL that migrations execute: functions and triggers are easier to read as SQL than inside Python strings."""

from pathlib import Path

from django.db.migrations import RunSQL


def from_file(migration: str, name: str, **stands_for: str) -> RunSQL:
    """The operation of ``<app>/sql/<name>.sql``, undone by ``<name>_undo.sql``. ``migration`` is its ``__file__``.

    With ``listing="need"`` every "listing" in the file is read as "need": for kinds of records that are derived alike.
    """
    folder = Path(migration).resolve().parent.parent / "sql"
    texts = [(folder / f"{name}{ending}.sql").read_text(encoding="utf-8") for ending in ("", "_undo")]
    for word, meaning in stands_for.items():
        texts = [text.replace(word, meaning) for text in texts]
    return RunSQL(*texts)
