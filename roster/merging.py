"""Two profiles of one person: everything that names the one that goes names the kept one, all or nothing.

What anybody reads of the person afterwards was released on both: a field stays released only where each profile had
released it, so that nothing comes out by a merge that was kept back before. The consents of both stay known, with their
dates. The profile that goes is archived and emptied; its address leads to the kept one. How rows move is said in
portal/core/moving_rows.py.

Who withdrew is not merged, for that person is to be forgotten; nor are two profiles that are managed by accounts of
their own: only the consultant can give one of them up.
"""

from __future__ import annotations

from dataclasses import dataclass

import pghistory
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.models import State, User
from portal.core.moving_rows import Moving, columns, corrections, move, preview
from roster import consents
from roster.models import Claim, Consent, Consultant, Merged, ToldApart

# What the kept profile takes where it says nothing itself. A place of work is one thing, and so is a declaration.
TAKEN = (
    ("birth_year",),
    ("residence",),
    ("position",),
    ("employer", "employer_as_said"),
    ("interests", "interests_declared_on"),
    ("basis", "nominated_by"),
)


@dataclass(frozen=True)
class Outcome:
    """What a merge would do, for whoever decides."""

    moving: list[Moving]
    taken: list[str]  # names of the fields that the kept profile takes over
    released: list[str]  # what stays released
    closing: list[str]  # what was released on one of the two alone
    vanishes: bool  # the kept profile would not be listed any more
    account: User | None  # who manages the kept profile from now on


def outcome(gone: Consultant, into: Consultant) -> Outcome:
    """What is to be seen before a merge. Raises MoveRefused where none is possible."""
    _refuse(gone, into)
    before, after = consents.given(gone) | consents.given(into), _released(gone, into)
    labels = {field.value: str(field.label) for field in Consent.Field}
    return Outcome(
        moving=preview(gone),
        taken=[str(Consultant._meta.get_field(group[0]).verbose_name) for group in _lacking(gone, into)],
        released=[labels[field] for field in labels if field in after],
        closing=[labels[field] for field in labels if field in before - after],
        vanishes=into.is_listed and Consent.Field.LISTING not in after,
        account=into.account or gone.account,
    )


def merge(gone: Consultant, *, into: Consultant, by: User, reason: str) -> None:
    """Make ``gone`` a former profile of the person whose profile is ``into``."""
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    with transaction.atomic(), pghistory.context(user=by.pk, move="merge", reason=reason.strip()):
        gone_now, kept = _locked(gone, into)
        _refuse(gone_now, kept)
        ToldApart.objects.filter(Q(one=gone_now) | Q(other=gone_now)).delete()
        _merge_consents(gone_now, kept, by)
        # A link mailed for the one profile opens no other; and one round of asking is enough.
        gone_now.claims.open().update(state=Claim.State.WITHDRAWN, answered_at=timezone.now(), answered_by=by)
        gone_now.checks.filter(answered_at=None).update(answered_at=timezone.now())
        for column in columns(Consultant):
            move(column, gone_now, kept, _fold)
        corrections(gone_now).update(record_id=kept.pk)
        taken = {name: getattr(gone_now, name) for group in _lacking(gone_now, kept) for name in group}
        account = kept.account or gone_now.account
        notes = "\n".join(dict.fromkeys(filter(None, [kept.note, gone_now.note])))
        _empty(gone_now, by, reason.strip())
        for name, value in (taken | {"account": account, "note": notes, "updated_by": by}).items():
            setattr(kept, name, value)
        kept.save()
        Merged.objects.create(gone=gone_now, into=kept, decided_by=by)
    gone.refresh_from_db()
    into.refresh_from_db()


def tell_apart(one: Consultant, other: Consultant, *, by: User) -> None:
    """Say that these are two people; saying it twice is saying it once."""
    first, second = sorted([one.pk, other.pk])
    ToldApart.objects.get_or_create(one_id=first, other_id=second, defaults={"decided_by": by})


def _locked(gone: Consultant, into: Consultant) -> tuple[Consultant, Consultant]:
    """Both rows, in one order whichever goes: of two merges at once the second sees what the first did."""
    chosen = Consultant.objects.filter(pk__in=[gone.pk, into.pk]).order_by("pk").select_for_update(of=["self"])
    found = {row.pk: row for row in chosen}
    if len(found) < len({gone.pk, into.pk}):
        raise MoveRefused(_("One of the two profiles is not there any more."), code="away")
    return found[gone.pk], found[into.pk]


def _refuse(gone: Consultant, into: Consultant) -> None:
    if gone.pk == into.pk:
        raise MoveRefused(_("A profile cannot be merged into itself."), code="itself")
    for each in (gone, into):
        if known := Merged.objects.filter(gone=each).select_related("into").first():
            words = {"ref": each.ref, "other": known.into.ref}
            raise MoveRefused(_("%(ref)s was merged into %(other)s already.") % words, code="merged")
        if each.withdrawn_at:
            text = _("%(ref)s was withdrawn by the consultant and is being forgotten.") % {"ref": each.ref}
            raise MoveRefused(text, code="withdrawn")
    if gone.is_sample != into.is_sample:
        raise MoveRefused(_("A sample is nobody: it cannot be the same as a real person."), code="sample")
    if gone.account_id and into.account_id and gone.account_id != into.account_id:
        text = _("Each profile is managed by an account of its own. Only the consultant can give one of them up.")
        raise MoveRefused(text, code="accounts")


def _released(gone: Consultant, kept: Consultant) -> frozenset[str]:
    return consents.given(gone) & consents.given(kept)


def _merge_consents(gone: Consultant, kept: Consultant, by: User) -> None:
    """The stricter wins; what was given on either, and when, stays known on the kept profile."""
    both = _released(gone, kept)
    consents.withdraw(kept, consents.given(kept) - both, by=by)
    consents.withdraw(gone, consents.given(gone), by=by)


def _lacking(gone: Consultant, kept: Consultant) -> list[tuple[str, ...]]:
    """The groups of fields of which the kept profile says nothing and the other one something."""
    return [
        group
        for group in TAKEN
        if not any(getattr(kept, name) for name in group) and any(getattr(gone, name) for name in group)
    ]


def _fold(row: models.Model, twin: models.Model) -> None:
    """What the row that goes says where its twin says nothing. A curator's word on one line is none on another."""
    unsaid = [
        column.attname
        for column in row._meta.concrete_fields
        if not column.primary_key and column.name not in {"verified_on", "verified_by", "unmatched_on"}
        and getattr(twin, column.attname) in (None, "") and getattr(row, column.attname) not in (None, "")
    ]  # fmt: skip
    if unsaid:
        type(twin)._base_manager.filter(pk=twin.pk).update(**{name: getattr(row, name) for name in unsaid})


def _empty(gone: Consultant, by: User, reason: str) -> None:
    """Nothing of the person stays where nobody would look for it; what it was, the history knows."""
    blank = {name: None if Consultant._meta.get_field(name).null else "" for group in TAKEN for name in group}
    Consultant.objects.filter(pk=gone.pk).update(
        **blank, name="", email="", mailbox="", account=None, note="", availability="available", away_until=None,
        remote=False, last_confirmed_on=None, confirm_due_on=None, hidden_at=None, state=State.ARCHIVED,
        state_reason=reason, updated_at=timezone.now(), updated_by=by,
    )  # fmt: skip


def ask_again(one: Consultant, other: Consultant) -> None:
    first, second = sorted([one.pk, other.pk])
    ToldApart.objects.filter(one=first, other=second).delete()
