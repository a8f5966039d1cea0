"""Suggestions in the API, for those who see them on the page: signed in, and acting for the owner."""

from __future__ import annotations

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from matchmaking.models import Listing, Need, Offer
from matchmaking.permissions import may_see_suggestions
from matchmaking.suggestions import KINDS, Suggested, suggestions
from portal.core import reference as reference_memory
from portal.core.api.serializers import text
from portal.core.api.views import ApiView
from portal.core.models import current_versions
from portal.core.permissions import get_visible


class ReasonSerializer(serializers.Serializer):
    points = serializers.IntegerField(allow_null=True, help_text="null where nothing is counted.")
    sentence = text()


class SuggestedSerializer(serializers.Serializer):
    kind = text(f"What it is: one of {', '.join(KINDS)}.")
    ref = text("Its reference; of an organisation its code.")
    title = text()
    url = serializers.URLField(help_text="Its page.")
    note = text("Whose it is, or when it took place.")
    points = serializers.IntegerField(allow_null=True, help_text="Of 100; the sum of the reasons' points.")
    reasons = ReasonSerializer(many=True)


class SuggestionsSerializer(serializers.Serializer):
    """The best of each kind, without those that were set aside."""

    suggestions = SuggestedSerializer(many=True)


class SuggestionsView(ApiView):
    tag = "Needs and offers"
    serializer_class = SuggestionsSerializer
    model: type[Listing]

    def answer(self, ref: str) -> dict:
        user, versions = self.request.user, current_versions()
        listing = get_visible(self.model.objects.all(), user, ref=ref.upper())
        if not may_see_suggestions(user, listing):
            raise Http404
        groups = suggestions(listing, user, reference_memory.current(versions), versions)
        return self.framed({"suggestions": [self._said(group.kind, each) for group in groups for each in group.shown]})

    def etag(self, request: Request) -> str:
        """None: what was set aside, and the day, change the answer without changing a record."""
        return ""

    def _said(self, kind: str, each: Suggested) -> dict:
        reasons = [{"points": reason.points, "sentence": reason.sentence} for reason in each.reasons]
        return {
            "kind": kind, "ref": each.ref.removeprefix("organisation:"), "title": each.title,
            "url": f"{self.base}{each.url}", "note": each.note, "points": each.total, "reasons": reasons,
        }  # fmt: skip


class NeedSuggestionsView(SuggestionsView):
    summary = "Whom to ask for a need; for those who act for its owner"
    model = Need


class OfferSuggestionsView(SuggestionsView):
    summary = "Needs that an offer answers; for those who act for its owner"
    model = Offer
