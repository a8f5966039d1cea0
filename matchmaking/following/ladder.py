"""How long a match may stay quiet: a few reminders, each later than the one before, a last chance, then stalled.

    quiet ──7 days──> mail ──14──> mail ──21──> mail ──45──> last chance ──14 more──> stalled

The days are those of MATCH_QUIET_DAYS and MATCH_LAST_CHANCE_DAYS. A next step that has its day in the future is no
silence: it counts from that day. Each step is noted under the match's lock in the transaction that writes its mails:
of two workers at once the second finds nothing to do, and after months without a worker only the newest step is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Silence:
    """``since`` the day of the last thing that anybody did; ``climbed`` the largest step mailed since, in days (0: none
    yet), on the day ``mailed_on``."""

    since: date
    climbed: int = 0
    mailed_on: date | None = None


def due(silence: Silence, today: date, steps: Sequence[int]) -> int:
    """The step to be mailed today, in days; 0: none."""
    quiet = (today - silence.since).days
    return max((step for step in steps if silence.climbed < step <= quiet), default=0)


def last_day(silence: Silence, steps: Sequence[int], patience: int) -> date | None:
    """The day from which it counts as stalled; None as long as nobody was told that this was the last chance."""
    if not steps or silence.climbed < steps[-1] or silence.mailed_on is None:
        return None
    return silence.mailed_on + timedelta(days=patience)


def silent_since(quiet_since: date, next_due: date | None) -> date:
    """Whoever has said until when the next step is done need not hear before that day that nothing happens."""
    return max(filter(None, [quiet_since, next_due]))


def climbed(mailed: Iterable[tuple[int, date]]) -> tuple[int, date | None]:
    """Of the (step, day) pairs of one silence the largest step and its day."""
    return max(mailed, default=(0, None))
