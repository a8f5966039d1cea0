"""Initiatives and case studies as programs and files get them: one representation for exports and API.

Codes are public, labels follow the language that is active when the records are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

from partnerships.detail import CaseStudyPage, InitiativePage
from partnerships.models import CaseStudy, Initiative
from portal.core.lines import fetch_lines
from portal.core.models import Curated, Focus, Instrument, Modality, Sector, TakingPart, Topic
from portal.core.reference import Reference
from portal.core.said import moment, partial_date

BATCH = 500
STORY = [name for name, _heading in InitiativePage.STORY]


def initiatives(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The initiatives with these ids, in this order, as far as the user may see them when their turn comes.

    ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    return _streamed(Initiative, InitiativePage.LINES, initiative, user, ids, reference, base)


def case_studies(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    return _streamed(CaseStudy, CaseStudyPage.LINES, case_study, user, ids, reference, base)


def _streamed(
    model: type[Curated], lines: tuple[str, ...], said: Callable[[Curated, Reference, str], dict],
    user, ids: Iterable[int], reference: Reference, base: str,
) -> Iterator[dict]:  # fmt: skip
    base, language, ids = (base or settings.SITE_URL).rstrip("/"), get_language() or "en", iter(ids)

    def written() -> Iterator[dict]:
        while batch := list(islice(ids, BATCH)):
            found = {record.pk: record for record in model.objects.visible_to(user).filter(pk__in=batch)}
            shown = [found[pk] for pk in batch if pk in found]
            fetch_lines(shown, *lines)
            with override(language):  # for these only: between batches whoever reads may use another
                told = [said(record, reference, base) for record in shown]
            yield from told

    return written()


def initiative(record: Initiative, reference: Reference, base: str) -> dict:
    said = _common(record, reference, base + reverse("partnerships:detail", args=[record.ref]))
    return said | {
        "kind": record.kind,
        "kind_label": record.get_kind_display(),
        "kind_reason": record.kind_reason(reference),
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
        "participations": [_partner(line, reference) for line in record.participations.all()],
        "instruments": [_term(reference, Instrument, link.instrument_id) for link in record.instrument_links.all()],
        "instrument_as_said": record.instrument_as_said,
        "modalities": [_term(reference, Modality, link.modality_id) for link in record.modality_links.all()],
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
    }


def case_study(record: CaseStudy, reference: Reference, base: str) -> dict:
    said = _common(record, reference, base + reverse("case_studies:detail", args=[record.ref]))
    countries = [reference.countries[link.country_id] for link in record.country_links.all()]
    return said | {
        "countries": [{"code": country.code, "label": country.label} for country in countries],
        "year": record.year,
        "year_note": record.year_note,
        "focuses": [_term(reference, Focus, link.focus_id) for link in record.focus_links.all()],
        "story": record.story,
        "results": record.results,
        "lessons": record.lessons,
    }


def _common(record: Initiative | CaseStudy, reference: Reference, url: str) -> dict:
    return {
        "ref": record.ref,
        "url": url,
        "title": record.title,
        "summary": record.summary,
        "language": record.language_id,
        "topics": [_term(reference, Topic, tag.topic_id) | {"as_said": tag.as_said} for tag in record.taggings.all()],
        "sectors": [_term(reference, Sector, link.sector_id) for link in record.sector_links.all()],
        "sector_as_said": record.sector_as_said,
        "note": record.note,
        "documents": [{"title": each.title, "url": each.url} for each in record.documents.all()],
        "sources": [
            {"record": each.record, "citation": each.citation, "url": each.url} for each in record.sources.all()
        ],
        "source": record.source,
        "source_url": record.source_url,
        "last_verified_on": partial_date(record.last_verified_on),
        "verify_due_on": partial_date(record.verify_due_on),
        "is_sample": record.is_sample,
        "state": record.state,
        "published_at": moment(record.published_at),
        "updated_at": moment(record.updated_at),
    }


def _term(reference: Reference, vocabulary: type, pk: int) -> dict:
    term = reference[vocabulary].by_id[pk]
    return {"code": term.code, "label": term.label}


def _partner(line: TakingPart, reference: Reference) -> dict:
    nation = reference.countries.get(line.country_id or "")
    group = reference.groups.by_id[line.group_id] if line.group_id else None
    institution = reference.organisations[line.organisation_id] if line.organisation_id else None
    return {
        "role": line.role,
        "role_label": line.get_role_display(),
        "country": line.country_id or "",
        "country_label": nation.label if nation else "",
        "group": group.code if group else "",
        "group_label": group.label if group else "",
        "organisation": institution.slug if institution else "",
        "organisation_label": institution.name if institution else "",
        "as_said": line.as_said,
    }
