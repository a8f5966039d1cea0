"""Documents of a match: looked into as those of submissions are, and handed to nobody but those who see the match."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from matchmaking.matching.exchanging import WRITABLE, talking
from matchmaking.matching.moving import entitle, leads_from, moving, note_by, write
from matchmaking.models import Happened, Match, MatchDocument
from portal.core.models import Organisation, User
from portal.core.rate_limit import allowed
from portal.core.submitting import documents
from portal.core.submitting.content import NotAccepted
from portal.core.submitting.uploads import Limited

MOST_A_DAY = 40  # files of one person


def add(
    match: Match, file: UploadedFile, *, limits: Limited, by: User, acting_for: Organisation | None, site: str
) -> None:
    """Keep the file; one that is there already is there. Raises NotAccepted, with the reason, and MoveRefused."""
    if not allowed("match documents", f"{by.pk}", limit=MOST_A_DAY, period=timedelta(days=1)):
        raise NotAccepted(_("You added very many files today. Please add it tomorrow."))
    documents.check_origin(file.name, limits)
    name, sent = documents.safe_name(file.name), file.read()
    kind, data = documents.vetted(name, sent, MatchDocument)
    digest = hashlib.sha256(sent).hexdigest()
    with moving(match, by=by, acting_for=acting_for, move="add document", site=site) as (now, part):
        entitle(part.may_write)
        leads_from(now, *WRITABLE)
        if now.documents.filter(digest=digest).exists():
            return
        if now.documents.count() >= MatchDocument.MOST:
            raise NotAccepted(documents.full(MatchDocument.MOST))
        made = MatchDocument(
            match=now, name=name, kind=kind, size=len(data), digest=digest, added_by=by, added_for=acting_for
        )
        made.file.save(f"{uuid4().hex}.bin", ContentFile(data), save=False)
        made.save()
        write(now, **talking(now, part))
        note_by(now, part, Happened.ADDED_DOCUMENT, about=name)


def may_remove(document: MatchDocument, user: User) -> bool:
    """Whoever added it, and curators."""
    return user.is_curator or document.added_by_id == user.pk


def remove(document: MatchDocument, *, by: User, acting_for: Organisation | None, site: str) -> None:
    """Twice is once: whoever comes second finds it gone."""
    with moving(document.match, by=by, acting_for=acting_for, move="remove document", site=site) as (now, part):
        there = now.documents.filter(pk=document.pk).first()
        if there:
            entitle(part.may_write and may_remove(there, by))
            documents.remove(there)
            note_by(now, part, Happened.REMOVED_DOCUMENT, about=there.name)
