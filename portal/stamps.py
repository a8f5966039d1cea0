"""What need not be done again, because nothing it depends on has changed. Contents count, not times: a fresh checkout
or a copied folder has new times and old contents."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection


def fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files_in(paths)):
        content = path.read_bytes()
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
        else:
            yield from (file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc")


def own_apps() -> list[Path]:
    """The folders of the project's own applications; .venv/ lies inside the project, too."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    return [path for path in folders if path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts]


class FileStamp:
    """Kept in the state folder, for results that are files."""

    def __init__(self, name: str, sources: Iterable[Path], results: Iterable[Path]):
        self.path = settings.STATE_DIR / "stamps" / name
        self.results = list(results)
        self.fingerprint = fingerprint(sources)

    def is_current(self) -> bool:
        present = all(path.exists() for path in [self.path, *self.results])
        return present and self.path.read_text() == self.fingerprint

    def keep(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.fingerprint)


class DatabaseStamp:
    """Kept in the database it speaks of, as a comment: it leaves with a dropped database and travels with a copy."""

    def __init__(self, sources: Iterable[Path]):
        self.fingerprint = fingerprint(sources)

    def is_current(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT obj_description('django_migrations'::regclass, 'pg_class')")
            return cursor.fetchone()[0] == self.fingerprint

    def keep(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("COMMENT ON TABLE django_migrations IS %s", [self.fingerprint])


def of_static_files() -> FileStamp:
    """Third-party files change with the lock file, the way they are stored with the settings."""
    decisive = [settings.BASE_DIR / "requirements.txt", settings.BASE_DIR / "portal" / "settings.py"]
    result = settings.STATIC_ROOT if settings.DEBUG else settings.STATIC_ROOT / "staticfiles.json"
    return FileStamp("static", [*settings.STATICFILES_DIRS, *own_apps(), *decisive], [result])


def of_records() -> DatabaseStamp:
    """Any change in the project's code may change what the records become: loading is quick, and the same twice."""
    return DatabaseStamp([*own_apps(), settings.BASE_DIR / "requirements.txt"])
