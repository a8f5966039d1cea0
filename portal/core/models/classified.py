"""Records that the South-South / triangular rule judges. The rule itself: portal/core/classification.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core import classification
from portal.core.classification import Kind, Party

if TYPE_CHECKING:
    from portal.core.reference import Reference


class Classified(models.Model):
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.UNCLASSIFIED, editable=False)
    kind_grounds = models.JSONField(
        _("why"), default=dict, editable=False, help_text=_("What the rule saw, from which the reason is worded.")
    )
    kind_override = models.CharField(_("kind set by a curator"), max_length=20, choices=Kind, blank=True)
    kind_override_reason = models.TextField(_("reason for setting the kind by hand"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="%(class)s_kind_known"),
            models.CheckConstraint(
                condition=Q(kind_override="", kind_override_reason="")
                | (~Q(kind_override="") & ~Q(kind_override_reason="")),
                name="%(class)s_override_has_reason",
                violation_error_message=_("Setting the kind by hand needs a reason, and a reason needs a kind."),
            ),
            models.CheckConstraint(
                condition=Q(kind_override="") | Q(kind=models.F("kind_override")),
                name="%(class)s_override_is_the_kind",
            ),
        ]

    def judged_on(self) -> date | None:
        """The day whose statuses count."""
        raise NotImplementedError

    @classmethod
    def parties_of(cls, records: Iterable[Classified], reference: Reference) -> dict[int, list[Party]]:
        """Each record's parties with their standing on its day, by record id, in a fixed number of queries."""
        raise NotImplementedError

    def judge(self, parties: Iterable[Party]) -> bool:
        """Set kind and grounds from the parties; a curator's override stands. True if something changed."""
        before = (self.kind, self.kind_grounds)
        verdict = classification.classify(parties, self.judged_on())
        self.kind = self.kind_override or verdict.kind
        self.kind_grounds = verdict.grounds
        return before != (self.kind, self.kind_grounds)

    def kind_reason(self, reference: Reference) -> str:
        """Why it is of this kind, in the reader's language."""
        return self.kind_override_reason or classification.in_words(self.kind_grounds, reference.name_of)
