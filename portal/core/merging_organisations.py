"""Two organisations that are one: everything that names the one that goes names the kept one, all or nothing.

How rows move is said in moving_rows.py. The old address and every old name lead to the kept organisation afterwards;
the row that goes stays, as what the audit and old files speak of. docs/adr/0018-organisations.md.

Of an organisation that no curator had verified, people do not come along: members would gain rights in an institution
that never admitted them. They ask to join instead, open invitations end, and its focal points stay behind.
"""

from __future__ import annotations

import pghistory
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import reclassify
from portal.core.curation import MoveRefused
from portal.core.models import (
    Classified,
    FocalPoint,
    Invitation,
    JoinRequest,
    Membership,
    Organisation,
    Reviewed,
    TakingPart,
    User,
)
from portal.core.moving_rows import Relation, columns, corrections, move, rows
from portal.core.organisations import State, no_longer

ROLES = [Membership.Role.READER, Membership.Role.EDITOR, Membership.Role.ADMIN]  # each may do more than the last
OF_PEOPLE = (Membership, Invitation, FocalPoint)


def merge(gone: Organisation, *, into: Organisation, by: User, reason: str) -> None:
    """Make ``gone`` a former name of ``into``, which must be verified."""
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    if gone.pk == into.pk:
        raise MoveRefused(_("An organisation cannot be merged into itself."), code="itself")
    with transaction.atomic(), pghistory.context(user=by.pk, move="merge", reason=reason.strip()):
        records = _Touched(by)
        records.lock(gone)
        gone_now, kept = _locked(gone, into)
        records.lock(gone)
        _keep_the_tree(gone_now, kept)
        if not gone_now.is_verified:
            _people_ask(gone_now, kept, by)
        for column in columns(Organisation):
            if gone_now.is_verified or column.model not in OF_PEOPLE:
                move(column, gone_now, kept, _fold)
        corrections(gone_now).update(record_id=kept.pk)
        _take_over(gone_now, kept)
        written = {
            "state": State.MERGED, "merged_into": kept, "state_reason": reason.strip(), "decided_by": by,
            "decided_at": timezone.now(), "edited": True,
        }  # fmt: skip
        Organisation.objects.filter(pk=gone_now.pk).update(**written)
        records.stamp_and_judge()
    gone.refresh_from_db()
    into.refresh_from_db()


def _locked(gone: Organisation, into: Organisation) -> tuple[Organisation, Organisation]:
    """Both rows, in one order whichever goes: of two merges at once the second sees what the first did."""
    rows = Organisation.objects.filter(pk__in=[gone.pk, into.pk]).order_by("pk").select_for_update(of=["self"])
    found = {row.pk: row for row in rows}
    if found[gone.pk].state == State.MERGED:
        raise no_longer(found[gone.pk])
    if not found[into.pk].is_verified:
        raise no_longer(found[into.pk])
    return found[gone.pk], found[into.pk]


def _keep_the_tree(gone: Organisation, kept: Organisation) -> None:
    """Where the kept one is a part of the one that goes, however deep, it takes that one's place."""
    above, parent = {kept.pk}, kept.parent_id
    while parent and parent not in above:
        above.add(parent)
        parent = Organisation.objects.values_list("parent_id", flat=True).get(pk=parent)
    if gone.pk in above:
        Organisation.objects.filter(pk=kept.pk).update(parent=gone.parent_id)


def _people_ask(gone: Organisation, kept: Organisation, by: User) -> None:
    members = User.objects.filter(memberships__organisation=gone).exclude(memberships__organisation=kept)
    for person in members.order_by("pk"):
        JoinRequest.objects.get_or_create(organisation=kept, user=person, state=JoinRequest.State.OPEN)
    Membership.objects.filter(organisation=gone).delete()
    rows(Invitation._meta.get_field("organisation"), gone).filter(state=Invitation.State.OPEN).update(
        state=Invitation.State.WITHDRAWN, answered_at=timezone.now(), answered_by=by
    )


def _fold(row: models.Model, twin: models.Model) -> None:
    """What the row that goes says beyond its twin. A row with a conversation of its own knows itself how."""
    if hasattr(row, "folded_into"):
        row.folded_into(twin)
    if isinstance(row, TakingPart) and row.as_said and row.as_said != twin.as_said:
        said = "; ".join(filter(None, (twin.as_said, row.as_said)))
        twin.as_said = said if len(said) <= row._meta.get_field("as_said").max_length else twin.as_said
        twin.save(update_fields=["as_said"])
    if isinstance(row, Membership) and ROLES.index(row.role) > ROLES.index(twin.role):
        twin.role = row.role
        twin.save(update_fields=["role"])


def _take_over(gone: Organisation, kept: Organisation) -> None:
    """Every old name finds the kept one; of a verified one it also takes what it lacks itself."""
    kept.refresh_from_db()
    known = {name.casefold() for name in (kept.name, kept.acronym, *kept.aliases)}
    names = dict.fromkeys(name for name in (gone.name, gone.acronym, *gone.aliases) if name)
    kept.aliases = [*kept.aliases, *(name for name in names if name.casefold() not in known)]
    if gone.is_verified:
        kept.acronym, kept.website = kept.acronym or gone.acronym, kept.website or gone.website
        kept.contact_url = kept.contact_url or gone.contact_url
        if gone.description and not kept.description:
            kept.description, kept.language_id = gone.description, gone.language_id
    for name in ("note", "source"):
        said = [getattr(kept, name), getattr(gone, name)]
        setattr(kept, name, " ; ".join(dict.fromkeys(filter(None, said))))
    kept.edited = True
    kept.save()


class _Touched:
    """The records that name the organisation: stamped, so that whoever has one open is told, and judged again."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.ids: dict[type[Reviewed], set[int]] = {}

    def lock(self, gone: Organisation) -> None:
        """Records before organisations, as whoever saves a record and its lines takes them: neither waits for ever.
        Once more when the organisation is locked, for what came to name it meanwhile."""
        for column in columns(Organisation):
            self._note(column, rows(column, gone))
        for model, ids in self.ids.items():
            list(model._default_manager.filter(pk__in=ids).order_by("pk").select_for_update(of=["self"]).values("pk"))

    def _note(self, column: Relation, rows: models.QuerySet) -> None:
        if issubclass(column.model, Reviewed):
            self._add(column.model, rows.values_list("pk", flat=True))
        for parent in column.model._meta.concrete_fields:
            if isinstance(parent, models.ForeignKey) and issubclass(parent.related_model, Reviewed):
                self._add(parent.related_model, rows.values_list(parent.attname, flat=True))

    def _add(self, model: type[Reviewed], ids: models.QuerySet) -> None:
        self.ids.setdefault(model, set()).update(pk for pk in ids if pk)

    def stamp_and_judge(self) -> None:
        for model, ids in self.ids.items():
            records = model._default_manager.filter(pk__in=ids)
            records.update(updated_at=timezone.now(), updated_by=self.by)
            if issubclass(model, Classified):
                reclassify.apply([records])
