"""The page of one activity: what its template shows, worded for the reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.classification import list_in_words
from portal.core.dates import day_text, number_text
from portal.core.models import (
    FundingKind,
    Goal,
    Language,
    Modality,
    Pillar,
    Recommendation,
)
from portal.core.record_page import ClassifiedPage
from tad.cards import Card
from tad.json_ld import json_ld
from tad.models import Activity, Funding
from tad.related import related_to

MOST_STEPS = 50  # of one activity, named on its page


class ActivityPage(ClassifiedPage):
    ROOM = "activities"
    LINES = (
        "participations", "taggings", "goal_links", "recommendations", "working_languages",
        "funding", "quantities", "evaluations", "documents", "sources",
    )  # fmt: skip

    @property
    def delivery_label(self) -> str:
        return self.record.get_delivery_display()

    # About what ------------------------------------------------------------------------------------------------------

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
        colours = self.reference.goal_colours
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
        return {"text": text, "note": _("“%(words)s”") % {"words": line.as_said} if line.as_said else ""}

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
    def json_ld(self) -> SafeString:
        return json_ld(self.record, self.permalink, [topic["label"] for topic in self.topics])

    # What belongs to it ----------------------------------------------------------------------------------------------
    @property
    def parent(self) -> dict | None:
        if not self.record.parent_id:
            return None
        return next(iter(self._visible(pk=self.record.parent_id)), None)

    @cached_property
    def children(self) -> list[dict]:
        return self._visible(parent=self.record.pk)

    def _visible(self, **which) -> list[dict]:
        found = Activity.objects.visible_to(self.request.user).filter(**which).values_list("ref", "title")
        return [
            {"ref": ref, "title": title, "url": reverse("activities:detail", args=[ref])}
            for ref, title in found[:MOST_STEPS]
        ]

    @cached_property
    def related(self) -> list[dict[str, str | list[Card]]]:
        return related_to(self.record, self.request.user, self.reference, self.versions)


def _counted(number: int) -> dict[str, str]:
    return {"count": number_text(number)}
