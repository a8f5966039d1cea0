"""The page of one match: two parties facing each other, the terms between them, whose turn it is; worded for whoever
reads it. A fixed number of queries, however much was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from matchmaking.following.result import Result
from matchmaking.matching.documents import may_remove
from matchmaking.matching.forms import AgreeForm, MessageForm, StepDoneForm
from matchmaking.matching.kinds import kind_of, reason_for_kind, reason_for_type
from matchmaking.matching.moves import Move, moves_of
from matchmaking.matching.parts import Part
from matchmaking.matching.timeline import reason_text, sentence, who
from matchmaking.models import Interest, Listing, Match, MatchMessage, MatchTerms, Side
from matchmaking.permissions import may_read_confidential
from portal.core import reference as reference_memory
from portal.core.classification import Verdict
from portal.core.dates import day_text, moment_text, size_text
from portal.core.models import Organisation

SHOWN = 50  # of the latest messages, and of the latest lines of the timeline, unless all are asked for
AS_LINKS = ("stall", "decline", "dissolve", "join")  # moves with a page of their own, but those of steps and terms


@dataclass(frozen=True)
class Party:
    """One of the two, with its stamp on the present terms."""

    organisation: Organisation
    label: str
    country: str
    is_own: bool
    signed_at: datetime | None
    signed_by: str

    @property
    def stamp(self) -> str:
        return _("Agreed on %(day)s") % {"day": day_text(timezone.localdate(self.signed_at))} if self.signed_at else ""


class MatchPage:
    def __init__(self, request: HttpRequest, match: Match, part: Part) -> None:
        self.request, self.match, self.part = request, match, part
        self.reference = reference_memory.current()
        self.is_whole = "all" in request.GET

    # The two, and who helps ------------------------------------------------------------------------------------------
    @cached_property
    def seeker(self) -> Party:
        return self._party(Side.SEEKER, self.match.seeker_agreed_at, self.match.seeker_agreed_by)

    @cached_property
    def provider(self) -> Party:
        return self._party(Side.PROVIDER, self.match.provider_agreed_at, self.match.provider_agreed_by)

    def _party(self, side: Side, signed_at: datetime | None, signed_by) -> Party:
        organisation = self.match.organisation_of(side)
        country = self.reference.countries.get(organisation.country_id or "")
        name = who(signed_by, organisation) if signed_by else ""
        is_own = self.part.organisation == organisation
        return Party(organisation, str(side.label), country.label if country else "", is_own, signed_at, name)

    @cached_property
    def helpers(self) -> list[tuple[str, Organisation]]:
        return [(party.get_role_display(), party.organisation) for party in self.match.parties.all()]

    @property
    def looked_after_by(self) -> str:
        person = self.match.facilitator
        return (person.name or _("a curator")) if person else ""

    @cached_property
    def own_role(self) -> str:
        """For whom the reader stands here, and as what."""
        if self.part.is_curator:
            return _("You see this as a curator.")
        sides = " · ".join(str(each.label) for each in self.part.sides)
        return _("You act for %(organisation)s (%(sides)s).") % {
            "organisation": self.part.organisation.name, "sides": sides,
        }  # fmt: skip

    @property
    def state_reason(self) -> str:
        return reason_text(self.match.state_reason)

    # What kind of match ----------------------------------------------------------------------------------------------
    @cached_property
    def verdict(self) -> Verdict:
        return kind_of(self.match, self.reference)

    @property
    def kind_reason(self) -> str:
        return reason_for_kind(self.verdict, self.reference)

    @property
    def type_reason(self) -> str:
        return reason_for_type(self.match)

    @property
    def listings(self) -> list[tuple[str, object]]:
        found = [(_("Need"), self.match.need), (_("Offer"), self.match.offer)]
        return [(label, listing) for label, listing in found if listing]

    @cached_property
    def interests(self) -> list[Interest]:
        """Those that it began with."""
        related = ("return_need", "return_offer", "sent_by", "organisation")
        return list(self.match.interests.select_related(*related).order_by("pk"))

    @property
    def returns(self) -> list[Listing]:
        """What whoever was interested named in return."""
        return [each.in_return for each in self.interests if each.in_return]

    @cached_property
    def confidential(self) -> list:
        """Listings with a confidential part that this reader may read."""
        return [
            listing for _label, listing in self.listings
            if listing.confidential and may_read_confidential(self.request.user, listing)
        ]  # fmt: skip

    # The terms -------------------------------------------------------------------------------------------------------
    @cached_property
    def versions(self) -> list[MatchTerms]:
        """The latest first."""
        return list(self.match.terms.select_related("written_by", "written_for"))

    @property
    def terms(self) -> MatchTerms | None:
        return self.versions[0] if self.versions else None

    @property
    def earlier(self) -> list[tuple[MatchTerms, str]]:
        return [(each, self._written(each)) for each in self.versions[1:]]

    @property
    def terms_written(self) -> str:
        return self._written(self.terms) if self.terms else ""

    def _written(self, terms: MatchTerms) -> str:
        values = {"number": terms.version, "who": who(terms.written_by, terms.written_for)}
        return _("Version %(number)d, by %(who)s") % values

    @property
    def agree_form(self) -> AgreeForm | None:
        return AgreeForm(match=self.match, part=self.part) if "agree" in self.moves else None

    @property
    def waits_for(self) -> str:
        """Who has yet to agree to terms that are on the table."""
        if not self.match.terms_version or not self.match.is_live or self.match.agreed_at:
            return ""
        names = [each.organisation.name for each in (self.seeker, self.provider) if not each.signed_at]
        return names[0] if len(names) == 1 else ""

    # What is next ----------------------------------------------------------------------------------------------------
    @property
    def is_overdue(self) -> bool:
        due: date | None = self.match.next_step_due
        return due is not None and due < timezone.localdate()

    @property
    def is_own_turn(self) -> bool:
        return self.part.organisation is not None and self.match.next_step_owner_id == self.part.organisation.pk

    @property
    def done_form(self) -> StepDoneForm | None:
        return StepDoneForm(match=self.match, part=self.part) if "step-done" in self.moves else None

    @cached_property
    def moves(self) -> dict[str, Move]:
        return moves_of(self.match, self.part)

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(self.moves[name].label, self.url(name)) for name in AS_LINKS if name in self.moves]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Moves that ask for nothing."""
        names = ("start", "complete", "resume", "take-back", "look-after")
        return [(self.moves[name].label, self.url(name)) for name in names if name in self.moves]

    @property
    def step_url(self) -> str:
        return self.url("step") if "step" in self.moves else ""

    @property
    def terms_url(self) -> str:
        return self.url("terms") if "terms" in self.moves else ""

    def url(self, move: str) -> str:
        return reverse("matchmaking:move", args=[self.match.ref, move])

    # What comes of it ------------------------------------------------------------------------------------------------
    @cached_property
    def result(self) -> Result:
        return Result(self.match, self.request.user, self.moves.keys())

    # What was said and done ------------------------------------------------------------------------------------------
    @property
    def message_form(self) -> MessageForm | None:
        return MessageForm(match=self.match, part=self.part) if "message" in self.moves else None

    @cached_property
    def messages(self) -> list[dict]:
        """The oldest first, of the latest. What was said when the interest was expressed is the first of all."""
        first = [] if self._has_older_messages else self.interests
        said = [(each.sent_by, each.organisation, each.sent_at, each.message) for each in first]
        said += [(each.written_by, each.written_for, each.written_at, each.text) for each in self._written_messages]
        return [
            {"who": who(by, acted_for), "when": moment_text(at), "text": text,
             "is_own": acted_for == self.part.organisation}
            for by, acted_for, at, text in said
        ]  # fmt: skip

    @cached_property
    def _written_messages(self) -> list[MatchMessage]:
        found = self.match.messages.select_related("written_by", "written_for").order_by("-pk")
        return list(found if self.is_whole else found[:SHOWN])[::-1]

    @property
    def _has_older_messages(self) -> bool:
        return not self.is_whole and len(self._written_messages) == SHOWN

    @cached_property
    def timeline(self) -> list[dict]:
        """The latest first."""
        found = self.match.timeline.select_related("by", "acted_for")
        return [
            {"when": moment_text(each.at), "sentence": sentence(each), "text": reason_text(each.text)}
            for each in (found if self.is_whole else found[:SHOWN])
        ]

    @property
    def has_more(self) -> bool:
        return self._has_older_messages or (not self.is_whole and len(self.timeline) == SHOWN)

    @cached_property
    def documents(self) -> list[dict]:
        removable = "message" in self.moves
        return [
            {
                "name": each.name, "size": size_text(each.size), "who": who(each.added_by, each.added_for),
                "url": reverse("matchmaking:document", args=[self.match.ref, each.pk]),
                "remove_url": reverse("matchmaking:document-remove", args=[self.match.ref, each.pk])
                if removable and may_remove(each, self.request.user) else "",
            }
            for each in self.match.documents.select_related("added_by", "added_for")
        ]  # fmt: skip

    @property
    def add_document_url(self) -> str:
        return reverse("matchmaking:documents", args=[self.match.ref]) if "message" in self.moves else ""
