"""What may happen to an organisation: somebody proposes it, a curator verifies or rejects it, or merges it.

    (proposed) pending → verified
               pending → rejected → verified
               pending, verified → merged into another (portal/core/merging_organisations.py)

Each move takes who acts (``by``) and, where somebody will want to know why, a reason. It locks the row, so that of two
curators pressing at once the second is told what the first did.
"""

from __future__ import annotations

from collections.abc import Iterable

import pghistory
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.core.curation import MoveRefused
from portal.core.models import Country, Organisation, OrganisationType, User
from portal.core.same_organisation import Known, Likeness, directory

State = Organisation.State
LONGEST_SLUG = 70  # leaves room for "-123" in Organisation.slug


def look_alikes(
    name: str, *, acronym: str = "", aliases: Iterable[str] = (), country: str = "", but: int | None = None
) -> list[tuple[Organisation, Likeness]]:
    """Organisations that may be this one already, the most alike first, in two queries.

    Ask before a new one is proposed; ``country`` is ISO 3166 alpha-2, ``but`` the id of an organisation to leave out.
    Proposed ones are among them: show a stranger only what ``visible_to`` lets them see.
    """
    alike = directory().like(Known(name, acronym, tuple(aliases), country, but))
    found = Organisation.objects.select_related("type", "country").in_bulk([each.known.pk for each in alike])
    return [(found[each.known.pk], each) for each in alike if each.known.pk in found]


def propose(
    *, by: User, name: str, type: OrganisationType, country: Country | None = None, acronym: str = "", **further: object
) -> Organisation:
    """Propose an organisation that is missing; ``further``: website, contact_url, description, language, source.

    It waits for a curator; until then only its proposer, its members and curators see it. Proposing the same name for
    the same country again gives the first proposal, so that a form sent twice proposes once.
    """
    name = " ".join(name.split())
    with transaction.atomic(), pghistory.context(user=by.pk, move="propose"), connection.cursor() as cursor:
        # One proposal after the other: both the first of two equal ones and a free address are looked for.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('organisation proposed'))")
        mine = Organisation.objects.filter(proposed_by=by, state=State.PENDING, name__iexact=name, country=country)
        if first := mine.first():
            return first
        return Organisation.objects.create(
            name=name, acronym=acronym, type=type, country=country, slug=free_slug(name, acronym), state=State.PENDING,
            proposed_at=timezone.now(), proposed_by=by, edited=True, **further,
        )  # fmt: skip


def free_slug(name: str, acronym: str = "") -> str:
    """A public address for a name that nothing has, ever had, or shares with another; stays when the name changes."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-_") or slugify(acronym) or "organisation"
    stem = stem.replace("_", "-")
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbers = iter(range(2, len(taken) + 3))
    slug = stem
    while slug in taken:
        slug = f"{stem}-{next(numbers)}"
    return slug


def verify(organisation: Organisation, *, by: User) -> None:
    """Say that it exists and is what it says: from now on everybody sees it, and its members may act for it."""
    _decide(organisation, State.VERIFIED, by, "", leads_from={State.PENDING, State.REJECTED})


def reject(organisation: Organisation, *, by: User, reason: str) -> None:
    """Say that it does not belong here; the reason is shown to whoever proposed it."""
    if not reason.strip():
        raise MoveRefused(_("A reason is needed: somebody will want to know why."), code="reason")
    _decide(organisation, State.REJECTED, by, reason.strip(), leads_from={State.PENDING})


def _decide(organisation: Organisation, state: str, by: User, reason: str, *, leads_from: set[str]) -> None:
    """Check under lock, write state, stamps and audit in one transaction, and bring ``organisation`` up to date."""
    written = {"state": state, "state_reason": reason, "decided_at": timezone.now(), "decided_by": by}
    chosen = Organisation.objects.filter(pk=organisation.pk)
    with transaction.atomic(), pghistory.context(user=by.pk, move="verify" if state == State.VERIFIED else "reject"):
        now = chosen.select_for_update(of=["self"]).get()
        if now.state not in leads_from:
            raise no_longer(now)
        chosen.update(**written)
    for name, value in written.items():
        setattr(organisation, name, value)


def no_longer(organisation: Organisation) -> MoveRefused:
    """The refusal of a move that another made impossible."""
    return MoveRefused(
        _("“%(name)s” is now in the state “%(state)s”: this step is not possible from there."),
        code="state",
        params={"name": organisation.name, "state": organisation.get_state_display()},
    )
