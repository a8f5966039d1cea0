"""Initiatives and case studies as programs and files get them: one representation for exports and API.

Codes are public, labels follow the language that is active when the records are asked for. The fields are documented
in docs/open-data.md; the columns of partnerships/exports.py are their flat form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from partnerships.detail import CaseStudyPage, InitiativePage
from partnerships.files import as_links
from partnerships.models import CaseStudy, Initiative
from portal.core.models import Focus, FoundIn, Instrument, Language, Modality, Sector, Topic
from portal.core.reference import Reference
from portal.core.said import moment, partial_date
from portal.core.streamed import streamed
from portal.core.wording import Wording

STORY = [name for name, _heading in InitiativePage.STORY]


def initiatives(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The initiatives with these ids, in this order, as far as the user may see them when their turn comes.

    ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    visible = Initiative.objects.visible_to(user)
    named = Q(relations__other=OuterRef("pk")) | Q(relations_from__initiative=OuterRef("pk"))
    told = CaseStudy.objects.visible_to(user).filter(initiative=OuterRef("pk"))
    queryset = visible.annotate(
        related_refs=ArraySubquery(visible.filter(named).order_by("ref").values("ref").distinct()),
        case_study_refs=ArraySubquery(told.order_by("ref").values("ref")),
    )
    return streamed(queryset, InitiativePage.LINES, initiative, ids, reference, base)


def case_studies(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    told_of = Initiative.objects.visible_to(user).filter(pk=OuterRef("initiative_id")).order_by()
    queryset = CaseStudy.objects.visible_to(user).annotate(initiative_ref=Subquery(told_of.values("ref")[:1]))
    return streamed(queryset, CaseStudyPage.LINES, case_study, ids, reference, base)


def initiative(record: Initiative, wording: Wording, base: str) -> dict:
    said = _common(record, wording, base + reverse("partnerships:detail", args=[record.ref]))
    said["documents"] += as_links(record, base)
    return said | {
        "kind": record.kind,
        "kind_label": record.get_kind_display(),
        "kind_reason": record.kind_reason(wording.reference),
        "kind_overridden": bool(record.kind_override),
        "status": record.status,
        "status_label": record.get_status_display(),
        "support": record.support,
        "support_label": record.get_support_display(),
        "depth": record.depth.value,
        "depth_label": str(record.depth.label),
        "partners_asked": record.partners_asked,
        "partners_confirmed": record.partners_confirmed,
        "starts_on": partial_date(record.starts_on, record.starts_precision),
        "ends_on": partial_date(record.ends_on, record.ends_precision),
        "date_note": record.date_note,
        "participations": [
            wording.party(line.role, line.country_id, line.group_id, line.organisation_id, line.as_said)
            for line in record.participations.all()
        ],
        "instruments": [wording.term(Instrument, link.instrument_id) for link in record.instrument_links.all()],
        "instrument_as_said": record.instrument_as_said,
        "modalities": [wording.term(Modality, link.modality_id) for link in record.modality_links.all()],
        "modality_as_said": record.modality_as_said,
        **{name: getattr(record, name) for name in STORY},
        "figures": [
            {"figure": float(line.figure), "unit": line.unit, "what": line.what} for line in record.result_lines.all()
        ],
        "paid_by": record.paid_by,
        "amount": None if record.amount is None else float(record.amount),
        "currency": record.currency,
        "band": record.band,
        "band_label": record.get_band_display(),
        "is_estimate": record.is_estimate,
        "in_kind": record.in_kind,
        "related_partnerships": record.related_refs,
        "case_studies": record.case_study_refs,
    }


def case_study(record: CaseStudy, wording: Wording, base: str) -> dict:
    said = _common(record, wording, base + reverse("case_studies:detail", args=[record.ref]))
    return said | {
        "countries": [wording.country(link.country_id) for link in record.country_links.all()],
        "year": record.year,
        "year_note": record.year_note,
        "focuses": [wording.term(Focus, link.focus_id) for link in record.focus_links.all()],
        "story": record.story,
        "results": record.results,
        "lessons": record.lessons,
        "partnership": record.initiative_ref,
    }


def _common(record: Initiative | CaseStudy, wording: Wording, url: str) -> dict:
    return {
        "ref": record.ref,
        "url": url,
        "title": record.title,
        "summary": record.summary,
        "language": record.language_id,
        "language_label": wording.reference[Language].by_code[record.language_id].label,
        "topics": [wording.term(Topic, tag.topic_id) | {"as_said": tag.as_said} for tag in record.taggings.all()],
        "sectors": [wording.term(Sector, link.sector_id) for link in record.sector_links.all()],
        "sector_as_said": record.sector_as_said,
        "note": record.note,
        "documents": [
            {"kind": each.kind, "kind_label": each.get_kind_display(), "title": each.title, "url": each.url}
            for each in record.documents.all()
        ],
        "sources": [_source(each) for each in record.sources.all()],
        "source": record.source,
        "source_url": record.source_url,
        "last_verified_on": partial_date(record.last_verified_on),
        "verify_due_on": partial_date(record.verify_due_on),
        "is_sample": record.is_sample,
        "state": record.state,
        "published_at": moment(record.published_at),
        "updated_at": moment(record.updated_at),
    }


def _source(line: FoundIn) -> dict:
    return {
        "record": line.record, "citation": line.citation, "url": line.url, "grade": line.grade,
        "grade_label": line.get_grade_display(), "title_as_said": line.title_as_said, "symbol": line.symbol,
    }  # fmt: skip
