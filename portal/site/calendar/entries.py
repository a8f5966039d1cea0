"""Entries as the calendar's pages show them: the cards of their own rooms, each with its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from matchmaking.cards import need_cards, offer_cards
from portal.core.card import Card
from portal.core.dates import day_text, joined_text
from portal.core.models import Meeting
from portal.core.reference import Reference
from portal.site.calendar.index import CalendarSnapshot, apart, numbered
from portal.site.calendar.kinds import DEADLINES, Entry
from portal.site.meetings.cards import cards_of as meeting_cards
from tad.cards import cards_of as activity_cards
from tad.models import Activity

CARDS: dict[Entry, Callable[..., list[Card]]] = {
    Entry.ACTIVITY: activity_cards,
    Entry.MEETING: meeting_cards,
    Entry.NEED: need_cards,
    Entry.OFFER: offer_cards,
}
STOPPED = frozenset({Activity.Status.CANCELLED, Meeting.Status.CANCELLED, Meeting.Status.POSTPONED})


class EntryCard(Card):
    number: int
    entry: str
    entry_label: str


def entries_of(user, numbers: Iterable[int], snapshot: CalendarSnapshot, reference: Reference) -> list[EntryCard]:
    """The entries in this order, as far as the user may see them; one query a kind that is among them."""
    numbers, found = list(numbers), {}
    for kind, ids in apart(numbers).items():
        for card in CARDS[kind.entry](user, ids, reference) if ids else ():
            number = numbered(kind, card["id"])
            found[number] = _entry(card, number, kind.entry, snapshot, reference)
    return [found[number] for number in numbers if number in found]


def _entry(card: Card, number: int, entry: Entry, snapshot: CalendarSnapshot, reference: Reference) -> EntryCard:
    said = {"number": number, "entry": entry.value, "entry_label": reference.labels(Entry)[entry]}
    if entry in DEADLINES and number in snapshot.coming:
        said |= {"dates": day_text(snapshot.coming[number].last), "place": "", "status_label": "", "marks": []}
        said["modality"] = joined_text(name.label for name in card["providers"])
    span = snapshot.coming.get(number)
    if span and span.is_running(snapshot.today) and card["status"] not in STOPPED:
        said["marks"] = [*card["marks"], _("under way")]
        if card["status"] == Activity.Status.ONGOING:
            said["status_label"] = ""  # the mark says it
    return card | said
