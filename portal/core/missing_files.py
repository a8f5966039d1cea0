"""Files that the database names and the disk no longer has, after a restore or a slip: said plainly, never a defect."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from django.http import Http404

log = logging.getLogger(__name__)


class FileGone(Http404):
    """Its text says which, for the log and for curators; readers are told that a file is missing, and no more."""


@contextmanager
def may_be_gone(row: Model) -> Iterator[None]:
    """Around the opening of the row's ``file``. Raises FileGone."""
    try:
        yield
    except FileNotFoundError as error:
        gone = FileGone(f"{row._meta.label} {row.pk}: {row.file.name}")
        log.error("A file is missing. %s", gone)
        raise gone from error
