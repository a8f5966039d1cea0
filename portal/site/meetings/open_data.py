"""Meetings as programs and files get them: one representation for exports and API.

Codes are public, labels follow the language that is active when the records are asked for. The fields are documented
in docs/open-data.md; ``COLUMNS`` are their flat form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core.exports.columns import DATE, Column, choice, each, joined, plain, term, terms, yes_or_no
from portal.core.exports.parties import all_participants
from portal.core.models import Language, Meeting, MeetingSeries, Topic
from portal.core.reference import Reference
from portal.core.said import moment, partial_date
from portal.core.streamed import streamed
from portal.core.wording import Wording
from portal.site.meetings.detail import MeetingPage
from portal.site.meetings.papers import as_data, offered


def meetings(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The meetings with these ids, in this order, as far as the user may see them when their turn comes.

    ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    return streamed(Meeting.objects.visible_to(user), MeetingPage.LINES, meeting, ids, reference, base)


def meeting(record: Meeting, wording: Wording, base: str) -> dict:
    return {
        "ref": record.ref,
        "url": base + reverse("meetings:detail", args=[record.ref]),
        "title": record.title,
        "summary": record.summary,
        "language": record.language_id,
        "language_label": wording.reference[Language].by_code[record.language_id].label,
        "series": wording.term(MeetingSeries, record.series_id),
        "kind_as_said": record.kind_as_said,
        "status": record.status,
        "status_label": record.get_status_display(),
        "starts_on": partial_date(record.starts_on, record.starts_precision),
        "ends_on": partial_date(record.ends_on, record.ends_precision),
        "date_note": record.date_note,
        "place": record.place,
        "country": record.country_id or "",
        "country_label": wording.reference.countries[record.country_id].label if record.country_id else "",
        "attendance": record.delivery,
        "attendance_label": record.get_delivery_display(),
        "website": record.website,
        "description": record.description,
        "outcome": record.outcome,
        "participations": [
            wording.party(line.role, line.country_id, line.group_id, line.organisation_id, line.as_said)
            for line in record.participations.all()
        ],
        "topics": [wording.term(Topic, tag.topic_id) for tag in record.taggings.all()],
        "working_languages": [wording.term(Language, link.language_id) for link in record.language_links.all()],
        "activities": [{"ref": line.ref, "is_same": line.is_same} for line in record.activities.all()],
        "papers": [as_data(paper, wording.reference, base) for paper in offered(record)],
        "documents": [
            {"kind": line.kind, "kind_label": line.get_kind_display(), "title": line.title, "url": line.url}
            for line in record.documents.all()
        ],
        "sources": [
            {
                "record": line.record, "citation": line.citation, "url": line.url, "grade": line.grade,
                "grade_label": line.get_grade_display(), "title_as_said": line.title_as_said, "symbol": line.symbol,
            }
            for line in record.sources.all()
        ],
        "note": record.note,
        "source": record.source,
        "source_url": record.source_url,
        "last_verified_on": partial_date(record.last_verified_on),
        "verify_due_on": partial_date(record.verify_due_on),
        "is_sample": record.is_sample,
        "state": record.state,
        "published_at": moment(record.published_at),
        "updated_at": moment(record.updated_at),
    }  # fmt: skip


COLUMNS: list[Column] = [
    plain("ref", _("Reference, for ever")),
    plain("url", _("Address of the record's page")),
    plain("title", _("Title")),
    plain("summary", _("Summary")),
    *choice("language", _("Language of the record's texts (ISO 639-1)")),
    *term("series", _("Series to which the meeting belongs")),
    plain("kind_as_said", _("What it calls itself")),
    *choice("status", _("Whether it is announced, was held, postponed or cancelled")),
    plain("starts_on", DATE, is_date=True),
    plain("ends_on", DATE, is_date=True),
    plain("date_note", _("What else is known about the date")),
    plain("place", _("Town or venue")),
    *choice("country", _("Country of the place (ISO 3166)")),
    *choice("attendance", _("Whether one takes part in person, online or either")),
    plain("website", _("Website")),
    plain("description", _("What it is about")),
    plain("outcome", _("What came of it")),
    *all_participants(),
    *terms("topic", "topics", _("Fields of intellectual property")),
    *terms("working_language", "working_languages", _("Working languages")),
    Column("activities", _("References of the activities that belong to it"), each("activities", "ref")),
    Column("paper_urls", _("Addresses of papers kept here"), each("papers", "url")),
    Column("paper_kinds", _("What they are, in the same order"), each("papers", "kind")),
    Column("document_urls", _("Addresses of documents"), each("documents", "url")),
    Column("document_titles", _("Their titles, in the same order"), each("documents", "title")),
    Column("source_symbols", _("Document symbols"), lambda record: joined(s["symbol"] for s in record["sources"])),
    plain("note", _("What is inferred, where sources differ")),
    plain("source", _("Source")),
    plain("source_url", _("Address of the source")),
    plain("last_verified_on", _("When a curator last found it true"), is_date=True),
    yes_or_no("is_sample", _("Invented, for trying the portal out")),
    plain("published_at", _("When it was published, UTC")),
    plain("updated_at", _("When the record was last changed, UTC")),
]
