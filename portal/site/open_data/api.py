"""Tombstones in the API: for programs that keep copies of records and have to let go of them."""

from __future__ import annotations

from rest_framework import serializers

from portal.core.api.parameters import UPDATED_SINCE
from portal.core.api.views import ListView
from portal.site.open_data.tombstones import KINDS, all_gone, told


class TombstoneSerializer(serializers.Serializer):
    """What was public and is no more; nothing is said of what it told."""

    kind = serializers.ChoiceField(choices=list(KINDS), help_text="The list of the API that it was in.")
    ref = serializers.CharField(help_text="Reference, of an organisation the code; never given to another.")
    gone_since = serializers.DateTimeField()
    successor = serializers.CharField(
        allow_null=True, help_text="Code of the organisation that it was merged into; null: none."
    )


class TombstoneListView(ListView):
    """The same for every reader, the latest first."""

    serializer_class = TombstoneSerializer
    own_parameters = (UPDATED_SINCE,)
    summary, tag = "What was public and is no more", "Tombstones"

    def count(self) -> int:
        return all_gone(self.asked(UPDATED_SINCE)).count()

    def results(self, start: int, size: int) -> list[dict]:
        return [told(row) for row in all_gone(self.asked(UPDATED_SINCE))[start : start + size]]
