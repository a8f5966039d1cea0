"""The page of one record: what its template shows, worded for the reader. A room's pages add what is theirs."""

from __future__ import annotations

from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.core import reference as reference_memory
from portal.core.addresses import encoded
from portal.core.classification import PROVIDING, Role
from portal.core.dates import day_text, span_text
from portal.core.directions import with_isolated
from portal.core.facets import Facet
from portal.core.lines import fetch_lines
from portal.core.models import Curated, LinkCheck, State, TakingPart, Topic, current_versions
from portal.core.naming import Name, direction, ids_of, name_of
from portal.core.permissions import editable_by
from portal.core.related import codes, named_in


class RecordPage:
    """Wraps a record; every property is text or links, ready to print.

    ROOM is the namespace of its addresses, LINES are the relations that the page shows, read in one query.
    """

    ROOM: str
    LINES: tuple[str, ...]

    def __init__(self, request: HttpRequest, record: Curated) -> None:
        self.request, self.record = request, record
        fetch_lines([record], *self.LINES)
        self.versions = current_versions()
        self.reference = reference_memory.current(self.versions)

    def __getattr__(self, name: str):
        """What needs no wording comes from the record itself: title, summary, objective, outcome …"""
        return getattr(self.record, name)

    @property
    def state_label(self) -> str:
        return "" if self.record.state == State.PUBLISHED else self.record.get_state_display()

    @property
    def language(self) -> str:
        return self.record.language_id

    @property
    def dir(self) -> str:
        return direction(self.record.language_id)

    def _links(self, vocabulary: type, name: str, ids: list[int]) -> list[dict]:
        terms = (self.reference[vocabulary].by_id[pk] for pk in ids)
        return [{"label": term.label, "url": self._list_url(name, term.code)} for term in terms]

    @property
    def topics(self) -> list[dict]:
        """They lead to the pages of topics, from where every list is one step; the list of this room is one of them."""
        terms = (self.reference[Topic].by_id[tag.topic_id] for tag in self.record.taggings.all())
        return [{"label": term.label, "url": reverse("topics:detail", args=[term.code])} for term in terms]

    # What it is about, as codes of the indexes ------------------------------------------------------------------------
    @cached_property
    def topic_codes(self) -> frozenset[int]:
        return codes(Facet.TOPIC, (tag.topic_id for tag in self.record.taggings.all()))

    @cached_property
    def country_codes(self) -> frozenset[int]:
        """The countries and groups that have a part in it and are themselves named."""
        raise NotImplementedError

    @property
    def linked_refs(self) -> set[str]:
        """The records that the page links to as belonging to this one."""
        return set()

    @property
    def documents(self) -> list[dict]:
        return [
            {
                "title": each.title, "url": each.url, "kind": each.get_kind_display(),
                "broken": self.broken.get(each.url),
            }
            for each in self.record.documents.all()
        ]  # fmt: skip

    @cached_property
    def broken(self) -> dict[str, dict]:
        """Of the addresses that the page shows, those that do not answer: when that was seen, and where copies may be.
        One query, none where there are no addresses."""
        lines = [line for name in {"documents", "sources"} & {*self.LINES} for line in getattr(self.record, name).all()]
        urls = {self.record.source_url, *(line.url for line in lines)} - {""}
        found = LinkCheck.objects.broken().filter(url__in=urls) if urls else ()
        return {
            each.url: {"day": day_text(timezone.localdate(each.looked_at)), "archive_url": each.archive_url}
            for each in found
        }

    @property
    def sources(self) -> list[dict]:
        lines = [
            {
                "text": each.citation, "url": each.url, "as_said": self._said(each.title_as_said),
                "broken": self.broken.get(each.url),
            }
            for each in self.record.sources.all()
        ]  # fmt: skip
        return lines or self._own_source

    @property
    def _own_source(self) -> list[dict]:
        record = self.record
        line = {"text": record.source, "url": record.source_url, "broken": self.broken.get(record.source_url)}
        return [line] if record.source else []

    def _said(self, title: str) -> str:
        return "" if title == self.record.title else title

    @property
    def last_verified(self) -> str:
        return day_text(self.record.last_verified_on)

    @property
    def verify_due(self) -> str:
        return day_text(self.record.verify_due_on)

    @property
    def updated(self) -> str:
        return day_text(self.record.updated_at.date())

    @property
    def permalink(self) -> str:
        return self.request.build_absolute_uri(self.record.get_absolute_url())

    @property
    def cite_as(self) -> SafeString:
        record = self.record
        parts = {
            "title": record.title, "ref": record.ref, "site": settings.SITE_NAME, "date": self.updated,
            "url": self.permalink,
        }  # fmt: skip
        return with_isolated(_("“%(title)s” (%(ref)s). %(site)s, as of %(date)s. %(url)s"), parts)

    @property
    def correct_url(self) -> str:
        return reverse(f"{self.ROOM}:correct", args=[self.record.ref])

    def _list_url(self, name: str, value: str) -> str:
        return f"{reverse(f'{self.ROOM}:list')}?{encoded(name, value)}" if name else ""

    @property
    def edit_url(self) -> str:
        if not editable_by(self.record, self.request.user) or not self.request.user.is_staff:
            return ""
        meta = self.record._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.record.pk])


class PeriodPage(RecordPage):
    """Of a record that has parties, a period and a status."""

    @cached_property
    def country_codes(self) -> frozenset[int]:
        return named_in(self.record.participations.all(), {*PROVIDING, Role.BENEFICIARY}, Facet.COUNTRY)

    @property
    def dates(self) -> str:
        record = self.record
        text = span_text(record.starts_on, record.ends_on, record.starts_precision, record.ends_precision)
        return f"{text} ({record.date_note})" if text and record.date_note else text or record.date_note

    @property
    def status_label(self) -> str:
        return self.record.get_status_display()

    @cached_property
    def _parties(self) -> list[tuple[TakingPart, Name]]:
        def named(line: TakingPart) -> Name:
            name = name_of(ids_of(line), self.reference)
            if not name.url and (code := self._code(line)):
                name.url = self._list_url("organisation" if line.organisation_id else _side(line.role), code)
            return name

        return [(line, named(line)) for line in self.record.participations.all()]

    def _code(self, line: TakingPart) -> str:
        if line.organisation_id:
            return self.reference.organisations[line.organisation_id].slug
        return line.country_id or (self.reference.groups.by_id[line.group_id].code if line.group_id else "")

    @property
    def who(self) -> list[Name]:
        return [name for line, name in self._parties if line.role in PROVIDING]

    @property
    def for_whom(self) -> list[Name]:
        return [name for line, name in self._parties if line.role == Role.BENEFICIARY]

    @property
    def parties(self) -> list[dict]:
        """The lines of the fact panel, by role in the order of the vocabulary. The source's words for several in a row
        stand once, below the last of them."""
        by_role = defaultdict(list)
        for line, name in self._parties:
            full = self.reference.organisations[line.organisation_id].name if line.organisation_id else name.label
            said = line.as_said if line.as_said.casefold() not in {full.casefold(), name.label.casefold()} else ""
            if said and by_role[line.role] and by_role[line.role][-1]["as_said"] == said:
                by_role[line.role][-1]["as_said"] = ""
            by_role[line.role].append({"label": full, "note": name.note, "url": name.url, "as_said": said})
        return [{"role": role, "role_label": role.label, "entries": by_role[role]} for role in Role if role in by_role]


class ClassifiedPage(PeriodPage):
    """Of one that also has a kind."""

    @property
    def kind_label(self) -> str:
        return self.record.get_kind_display()

    @property
    def kind_reason(self) -> str:
        return self.record.kind_reason(self.reference)

    @property
    def is_override(self) -> bool:
        return bool(self.record.kind_override)


def _side(role: str) -> str:
    """The list's filter for a country in that role; organisers and observers are on neither side."""
    if role == Role.BENEFICIARY:
        return "beneficiary"
    return "provider" if role in PROVIDING else ""
