"""The page of one activity: what its template shows, worded for the reader."""

from __future__ import annotations

from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import reference as reference_memory
from portal.core.addresses import encoded
from portal.core.classification import PROVIDING, Role, list_in_words
from portal.core.dates import day_text, number_text, span_text
from portal.core.lines import fetch_lines
from portal.core.models import (
    FundingKind,
    Goal,
    Language,
    Modality,
    Pillar,
    Recommendation,
    State,
    Topic,
    current_versions,
)
from portal.core.permissions import editable_by
from tad.cards import RIGHT_TO_LEFT, Card, Name, name_of
from tad.json_ld import json_ld
from tad.models import Activity, Funding, Participation
from tad.related import related_to


class ActivityPage:
    """Wraps an activity; every property is text or links, ready to print."""

    LINES = (
        "participations", "taggings", "goal_links", "recommendations", "working_languages",
        "funding", "quantities", "evaluations", "documents", "sources",
    )  # fmt: skip

    def __init__(self, request: HttpRequest, activity: Activity) -> None:
        self.request, self.record = request, activity
        fetch_lines([activity], *self.LINES)
        self.versions = current_versions()
        self.reference = reference_memory.current(self.versions)

    def __getattr__(self, name: str):
        """What needs no wording comes from the record itself: title, summary, objective, outcome …"""
        return getattr(self.record, name)

    # Head ------------------------------------------------------------------------------------------------------------
    @property
    def kind_label(self) -> str:
        return self.record.get_kind_display()

    @property
    def kind_reason(self) -> str:
        return self.record.kind_reason(self.reference)

    @property
    def is_override(self) -> bool:
        return bool(self.record.kind_override)

    @property
    def state_label(self) -> str:
        return "" if self.record.state == State.PUBLISHED else self.record.get_state_display()

    @property
    def dates(self) -> str:
        record = self.record
        text = span_text(record.starts_on, record.ends_on, record.starts_precision, record.ends_precision)
        return f"{text} ({record.date_note})" if text and record.date_note else text or record.date_note

    @property
    def delivery_label(self) -> str:
        return self.record.get_delivery_display()

    @property
    def status_label(self) -> str:
        return self.record.get_status_display()

    @property
    def language(self) -> str:
        return self.record.language_id

    @property
    def dir(self) -> str:
        return "rtl" if self.record.language_id in RIGHT_TO_LEFT else "ltr"

    # Who -------------------------------------------------------------------------------------------------------------
    @cached_property
    def _parties(self) -> list[tuple[Participation, Name]]:
        def named(line: Participation) -> Name:
            ids = {"country": line.country_id, "group": line.group_id, "organisation": line.organisation_id}
            name = name_of(ids, self.reference)
            name.url = self._list_url("organisation" if line.organisation_id else _side(line.role), self._code(line))
            return name

        return [(line, named(line)) for line in self.record.participations.all()]

    def _code(self, line: Participation) -> str:
        if line.organisation_id:
            return self.reference.organisations[line.organisation_id].slug
        return line.country_id or self.reference.groups.by_id[line.group_id].code

    @property
    def who(self) -> list[Name]:
        return [name for line, name in self._parties if line.role in PROVIDING]

    @property
    def for_whom(self) -> list[Name]:
        return [name for line, name in self._parties if line.role == Role.BENEFICIARY]

    @property
    def parties(self) -> list[dict]:
        """The lines of the fact panel, by role in the order of the vocabulary."""
        by_role = defaultdict(list)
        for line, name in self._parties:
            full = self.reference.organisations[line.organisation_id].name if line.organisation_id else name.label
            said = line.as_said if line.as_said.casefold() not in {full.casefold(), name.label.casefold()} else ""
            by_role[line.role].append({"label": full, "note": name.note, "url": name.url, "as_said": said})
        return [{"role_label": role.label, "entries": by_role[role]} for role in Role if role in by_role]

    # About what ------------------------------------------------------------------------------------------------------
    def _links(self, vocabulary: type, name: str, ids: list[int]) -> list[dict]:
        terms = (self.reference[vocabulary].by_id[pk] for pk in ids)
        return [{"label": term.label, "url": self._list_url(name, term.code)} for term in terms]

    @property
    def topics(self) -> list[dict]:
        return self._links(Topic, "topic", [tag.topic_id for tag in self.record.taggings.all()])

    @property
    def recommendations(self) -> list[dict]:
        return [
            link | {"label": f"{each.code}. {link['label']}"}
            for each in self.record.recommendations.all()
            for link in self._links(Recommendation, "recommendation", [each.pk])
        ]

    @property
    def goals(self) -> list[dict]:
        links = sorted(self.record.goal_links.all(), key=lambda link: (not link.is_main, link.goal_id))
        found = self._links(Goal, "goal", [link.goal_id for link in links])
        colours = dict(Goal.objects.values_list("pk", "colour")) if links else {}
        return [
            each | {"main": link.is_main, "colour": colours[link.goal_id]}
            for each, link in zip(found, links, strict=True)
        ]

    @property
    def modality(self) -> dict | None:
        found = self._links(Modality, "modality", [self.record.modality_id]) if self.record.modality_id else [None]
        return found[0]

    @property
    def modality_as_said(self) -> str:
        said, modality = self.record.modality_as_said, self.modality
        return "" if modality and said.casefold() == modality["label"].casefold() else said

    @property
    def pillar(self) -> str:
        return self.reference[Pillar].by_id[self.record.pillar_id].label if self.record.pillar_id else ""

    @property
    def languages_text(self) -> str:
        terms = self.reference[Language].by_id
        return list_in_words([terms[each.pk].label for each in self.record.working_languages.all()])

    # How much --------------------------------------------------------------------------------------------------------
    @property
    def funding(self) -> list[dict]:
        lines = [self._fund(line) for line in self.record.funding.all()]
        not_stated = self.reference[FundingKind].by_code.get(FundingKind.NOT_STATED)
        return lines or [{"text": not_stated.label if not_stated else "", "note": ""}]

    def _fund(self, line: Funding) -> dict:
        amount = f"{number_text(line.amount)} {line.currency}" if line.amount is not None else ""
        if line.band:
            amount = f"{line.get_band_display()} {line.currency}".strip()
        if amount and line.is_estimate:
            amount = _("about %(amount)s") % {"amount": amount}
        in_kind = _("in kind: %(what)s") % {"what": line.in_kind} if line.in_kind else ""
        kind = self.reference[FundingKind].by_id[line.kind_id].label
        funder = self.reference.organisations[line.funder_id].name if line.funder_id else ""
        text = " · ".join(part for part in (kind, funder, amount, in_kind) if part)
        return {"text": text, "note": f"“{line.as_said}”" if line.as_said else ""}

    @property
    def participants_text(self) -> str:
        record = self.record
        if record.participants is None:
            return ""
        text = ngettext("%(count)s person", "%(count)s persons", record.participants)
        parts = [text % _counted(record.participants)]
        if record.women is not None:
            parts.append(ngettext("%(count)s woman", "%(count)s women", record.women) % _counted(record.women))
        if record.men is not None:
            parts.append(ngettext("%(count)s man", "%(count)s men", record.men) % _counted(record.men))
        return " · ".join(parts)

    @property
    def quantities(self) -> list[str]:
        return [
            " · ".join(filter(None, [f"{each.get_unit_display()}: {number_text(each.number)}", each.what]))
            for each in self.record.quantities.all()
        ]

    # What came of it -------------------------------------------------------------------------------------------------
    @property
    def evaluations(self) -> list[dict]:
        return [
            {
                "kind": each.get_kind_display(), "date": day_text(each.date), "baseline": each.baseline,
                "indicator": each.indicator, "target": each.target, "result": each.result,
            }
            for each in self.record.evaluations.all()
        ]  # fmt: skip

    @property
    def documents(self) -> list[dict]:
        return [
            {"title": each.title, "url": each.url, "kind": each.get_kind_display()}
            for each in self.record.documents.all()
        ]

    @property
    def missing_text(self) -> str:
        """What is not recorded, said once."""
        record = self.record
        recorded = {
            _("objective"): record.objective,
            _("description"): record.description,
            _("funding"): record.funding.all(),
            _("number of participants"): record.participants is not None,
            _("working languages"): record.working_languages.all(),
            _("evaluation"): record.evaluations.all(),
            _("documents"): record.documents.all(),
        }
        missing = [name for name, value in recorded.items() if not value]
        return _("Not recorded: %(what)s.") % {"what": list_in_words(missing, most=9)} if missing else ""

    # Where it comes from ---------------------------------------------------------------------------------------------
    @property
    def sources(self) -> list[dict]:
        lines = [
            {"text": each.citation, "url": each.url, "as_said": self._said(each.title_as_said)}
            for each in self.record.sources.all()
        ]
        if not lines and self.record.source:
            lines = [{"text": self.record.source, "url": self.record.source_url, "as_said": ""}]
        return lines

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
    def cite_as(self) -> str:
        record = self.record
        parts = {
            "title": record.title, "ref": record.ref, "site": settings.SITE_NAME, "date": self.updated,
            "url": self.permalink,
        }  # fmt: skip
        return _("“%(title)s” (%(ref)s). %(site)s, as of %(date)s. %(url)s") % parts

    @property
    def correct_url(self) -> str:
        return reverse("activities:correct", args=[self.record.ref])

    @property
    def edit_url(self) -> str:
        if not editable_by(self.record, self.request.user) or not self.request.user.is_staff:
            return ""
        return reverse("admin:tad_activity_change", args=[self.record.pk])

    @property
    def json_ld(self) -> SafeString:
        return json_ld(self.record, self.permalink, [topic["label"] for topic in self.topics])

    # What belongs to it ----------------------------------------------------------------------------------------------
    @property
    def parent(self) -> dict | None:
        if not self.record.parent_id:
            return None
        visible = Activity.objects.visible_to(self.request.user).filter(pk=self.record.parent_id)
        parent = visible.only("ref", "title").first()
        return {"ref": parent.ref, "title": parent.title, "url": parent.get_absolute_url()} if parent else None

    @cached_property
    def children(self) -> list[dict]:
        children = Activity.objects.visible_to(self.request.user).filter(parent=self.record)
        return [
            {"ref": each.ref, "title": each.title, "url": each.get_absolute_url()}
            for each in children.only("ref", "title", "parent_id")[:50]
        ]

    @cached_property
    def related(self) -> list[dict[str, str | list[Card]]]:
        return related_to(self.record, self.request.user, self.reference, self.versions)

    def _list_url(self, name: str, value: str) -> str:
        return f"{reverse('activities:list')}?{encoded(name, value)}" if name else ""


def _side(role: str) -> str:
    """The list's filter for a country in that role; organisers and observers are on neither side."""
    if role == Role.BENEFICIARY:
        return "beneficiary"
    return "provider" if role in PROVIDING else ""


def _counted(number: int) -> dict[str, str]:
    return {"count": number_text(number)}
