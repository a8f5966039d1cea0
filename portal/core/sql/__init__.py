"""SQL that migrations execute: functions and triggers are easier to read as SQL than inside Python strings."""

from pathlib import Path

from django.db.migrations import RunSQL


def from_file(migration: str, name: str) -> RunSQL:
    """The operation of ``<app>/sql/<name>.sql``, undone by ``<name>_undo.sql``. ``migration`` is its ``__file__``."""
    folder = Path(migration).resolve().parent.parent / "sql"
    forward, backward = (folder / f"{name}{ending}.sql" for ending in ("", "_undo"))
    return RunSQL(forward.read_text(encoding="utf-8"), backward.read_text(encoding="utf-8"))
