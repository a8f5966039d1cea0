"""One question to all lists of the portal: what it names, the best of all, and of each list the best and the way in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core import kept
from portal.core import reference as reference_memory
from portal.core.addresses import Address, encoded
from portal.core.chips import Chip, chips_of
from portal.core.classification import list_in_words
from portal.core.listing import Listing
from portal.core.models import current_versions
from portal.core.models.versions import Stamp
from portal.core.naming import mark_words
from portal.core.reference import Reference
from portal.core.suggest import why_nothing
from portal.site.finding.answers import Answer, answers_to
from portal.site.finding.best import Scored, best_first
from portal.site.finding.lists import LISTS, asking, kind_of, knows
from portal.site.finding.texts import Texts

LOOKED_AT = 5  # of each list, for the best of all
SHOWN = 3  # of each list
BEST = 6  # of all lists
ANSWERS = kept.Shelf(100)  # some 50 kB each


class Search:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.q = " ".join(request.GET.get("q", "").split())
        self.unknown = [name for name in request.GET if not any(knows(listing, name) for listing in LISTS)]
        self.asked = _parameters(request.GET, self.q)
        self.filters = [name for name in self.asked if name != "q"]
        self.address = Address(request.path, self.asked, known=self.asked)

    @cached_property
    def main(self) -> SafeString:
        """All of the page but its frame. What visitors ask is kept for the next who asks the same, unless the answer is
        another one in an hour."""
        if self.request.user.is_authenticated or "added" in self.asked:
            return self._main()
        return ANSWERS.part((self.asked.urlencode(), *self.unknown), self._main)

    def _main(self) -> SafeString:
        return render_to_string("search/_main.html", {"search": self}, self.request)

    @cached_property
    def versions(self) -> dict[str, Stamp]:
        return current_versions()

    @cached_property
    def reference(self) -> Reference:
        return reference_memory.current(self.versions)

    @cached_property
    def listings(self) -> list[Listing]:
        return [listing(asking(self.request, listing, self.asked), self.versions) for listing in LISTS]

    @cached_property
    def errors(self) -> list[str]:
        """Each parameter's once, although every list says it, some in other words."""
        said: dict[str, list[str]] = {}
        for listing in self.listings:
            said = listing.mistakes | said
        strange = (_("This page does not know “%(name)s”.") % {"name": name[:60]} for name in self.unknown)
        return list(dict.fromkeys([*strange, *(sentence for sentences in said.values() for sentence in sentences)]))

    # What was asked ---------------------------------------------------------------------------------------------------
    @property
    def is_asked(self) -> bool:
        return bool(self.asked)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters; the words stand in the box."""
        found: dict[str, Chip] = {}
        for listing in [] if self.errors else self.listings:
            for chip in chips_of(listing.filters, self.address)[bool(self.q) :]:
                found.setdefault(chip.url, chip)
        return list(found.values())

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return self.address.without("q")

    @property
    def clear_url(self) -> str:
        return self.address.dropping(*self.filters)

    # What was found ---------------------------------------------------------------------------------------------------
    @cached_property
    def answers(self) -> list[Answer]:
        """Pages on what the words name. None beside filters: these ask for records."""
        if self.errors or self.filters:
            return []
        return list(answers_to(self.q, self.versions, self.reference, records_found=self.records_found))

    @property
    def groups(self) -> list[dict]:
        """A list each; first those that found something and know every filter. None for a question that is not
        understood: everything would be taken for its answer. Texts have nothing that filters ask for."""
        return self._found[0]

    @property
    def best(self) -> list[tuple[str, dict]]:
        """``(kind, card)`` of the best matches of all lists that were narrowed as asked, invented ones last; none where
        one list has them all."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[list[dict], list[tuple[str, dict]]]:
        """Groups, and the best of all; what they show of any list is marked in one go."""
        if self.errors:
            return [], []
        groups = [self._group(listing) for listing in self.listings if self._is_asked(listing)]
        texts = Texts(self.q)
        if not self.filters:
            groups.append(texts.group(SHOWN))
        best = self._best_of(groups)
        cards = chain(*(group["cards"] for group in groups), (card for _kind, card in best))
        if self.q and (shown := {id(card): card for card in cards}):
            mark_words(list(shown.values()), self.q)
            texts.shorten()
        return sorted(groups, key=lambda group: (not group["count"], bool(group["not_narrowed"]))), best

    def _best_of(self, groups: list[dict]) -> list[tuple[str, dict]]:
        found = {group["source"]: group for group in groups if group["every"] and not group["not_narrowed"]}
        if not self.q or len(found) < 2:
            return []
        ranked = best_first(
            [(source, [card["id"] for card in each["every"]]) for source, each in found.items()], self.q
        )
        cards = {(source, card["id"]): card for source, each in found.items() for card in each["every"]}
        entries = [(found[source]["kind"], cards[source, pk]) for source, pk in ranked]
        return sorted(entries, key=lambda entry: entry[1]["is_sample"])[:BEST]

    def _is_asked(self, listing: Listing) -> bool:
        """By filters alone only lists that have them all: of the others everything would be found."""
        return bool(self.q) or not self._not_narrowed(type(listing))

    def _group(self, listing: Listing) -> dict:
        count = listing.count
        every = listing.cards_of(listing.ids_from(0, LOOKED_AT)) if count and self.is_asked else []
        return {
            "source": Scored(listing.room, listing.index.table, listing.index.id_column),
            "kind": kind_of(type(listing)),
            "id": listing.room.replace("_", "-"),
            "title": listing.title,
            "count": count,
            "count_text": listing.count_text,
            "every": every,
            "cards": every[:SHOWN],
            "as_cards": listing.as_cards,
            "note": listing.ranking_note if listing.too_common else "",
            "not_narrowed": self._not_narrowed(type(listing)),
            "url": str(listing.address),
            "way_in": _way_in(listing.count_text) if count > SHOWN else _("Narrow these down in their list"),
        }

    def _not_narrowed(self, listing: type[Listing]) -> str:
        """Which filters a list does not have: what it shows is found without them."""
        missing = [name for name in self.filters if not knows(listing, name)]
        if not missing:
            return ""
        labels = [
            next(each.filterset_class.base_filters[name].label for each in LISTS if knows(each, name))
            for name in missing
        ]
        return _("Not narrowed by: %(filters)s. This list has no such filter.") % {
            "filters": list_in_words(list(dict.fromkeys(capfirst(label) for label in labels)))
        }

    @property
    def records_found(self) -> bool:
        return any(group["count"] for group in self.groups)

    @property
    def found(self) -> bool:
        return self.records_found or bool(self.answers)

    @property
    def note(self) -> str:
        """Why nothing was found, where the words themselves are the reason."""
        return why_nothing(self.q) if self.q and not self.found and not self.errors else ""

    @property
    def meant(self) -> Iterator[dict[str, str]]:
        """Similar words that would find something, each once."""
        if self.found or self.errors:
            return
        offered = (listing.meant for listing in self.listings)
        for words in dict.fromkeys(each["words"] for each in offered if each):
            yield {"words": words, "url": self.address.setting(q=words)}


def _way_in(count: str) -> str:
    return _("All of them: %(count)s") % {"count": count}


def _parameters(given: QueryDict, words: str) -> QueryDict:
    """What lists are asked, the words tidied: filters that some list knows, without empty ones."""
    asked = QueryDict(encoded("q", words) if words else "", mutable=True)
    for name, values in given.lists():
        if name != "q" and any(knows(listing, name) for listing in LISTS) and any(filter(str.strip, values)):
            asked.setlist(name, values)
    return asked
