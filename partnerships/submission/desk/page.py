"""What the desk shows of a submitted partnership: what the portal makes of it, and what it knows already."""

from __future__ import annotations

from django.utils.functional import cached_property

from partnerships.submission.judgement import kind_in_words, sketch
from partnerships.submission.known import Known, alike_records, alike_submissions, named
from partnerships.submission.models import Confirmation, Submission
from portal.core.admin.moves import address
from portal.core.submitting import desk


class DeskPage(desk.DeskPage):
    @property
    def _snapshot(self) -> dict:
        return self.forms["snapshot"].answers

    @cached_property
    def partners(self) -> list[Confirmation]:
        """Who was asked to confirm, and what they answered."""
        return list(self.submission.confirmations.all())

    @property
    def kind(self) -> dict[str, str]:
        return kind_in_words(self._snapshot, self.reference)

    @cached_property
    def alike(self) -> list[dict]:
        """Records and other submissions that may tell of the same, each with its page on the desk."""
        wanted = sketch(self._snapshot)
        found = [
            *alike_records(wanted, self.user, self.reference),
            *alike_submissions(self.submission, wanted, self.reference),
        ]
        return [shown(each) for each in found]

    @property
    def record(self) -> dict | None:
        made = self.submission.initiative
        return {"thing": made, "url": address(made)} if made else None

    @cached_property
    def original(self) -> dict | None:
        """What this is a duplicate of."""
        found = named(self.submission.duplicate_of, self.user) if self.submission.duplicate_of else None
        return {"thing": found, "url": address(found)} if found else None


def shown(known: Known) -> dict:
    thing = known.thing
    is_record = not isinstance(thing, Submission)
    return {
        "known": known,
        "url": address(thing),
        "state": thing.get_state_display(),
        "state_code": thing.state,
        "public_url": thing.get_absolute_url() if is_record else "",
    }
