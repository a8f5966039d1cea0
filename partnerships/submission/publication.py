"""From a submission to the public record: the initiative that is made of what was typed, published in the same moment.

The record takes over what is meant to be public and nothing else. From then on it is curated like any other; what was
typed stays with the submission as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from partnerships.actions import record_initiative
from partnerships.models import Initiative
from partnerships.submission import confirmations, mails, moves, steps
from partnerships.submission.judgement import group_of, nation, organisations
from partnerships.submission.models import Submission
from portal.core import curation, reference
from portal.core.dates import joined_text
from portal.core.models import Instrument, Modality, Sector, Topic, User
from portal.core.reference import Reference
from portal.core.submitting.pages import complete_answers

STORY = (*steps.Story.base_fields, *steps.Reuse.base_fields)


def accept(submission: Submission, *, by: User, site: str) -> Initiative:
    """Accept it, publish the record made of it and ask the partners named, all or nothing. Raises MoveRefused.

    ``site`` is what links in mails begin with.
    """
    with transaction.atomic():
        accepted = Submission.objects.select_for_update().get(pk=submission.pk)
        moves.accept(accepted, by=by)
        initiative = _record(accepted, by, reference.current())
        curation.submit(initiative, by=by)
        curation.publish(initiative, by=by)
        Submission.objects.filter(pk=accepted.pk).update(initiative=initiative)
        accepted.documents.update(initiative=initiative)
        mails.accepted(accepted, record=initiative, site=site)
        confirmations.ask(accepted, site=site)
    submission.refresh_from_db()
    return initiative


def _record(submission: Submission, by: User, known: Reference) -> Initiative:
    """The initiative with all its lines, in the curation state of a draft."""
    answers = complete_answers(submission, known)
    snapshot, means = answers["snapshot"], answers["means"]
    return record_initiative(
        by=by,
        values=_values(submission, answers),
        participations=_partners(snapshot, known),
        topics=[{"topic_id": known[Topic].by_code[code].id} for code in snapshot["topics"]],
        modalities=[{"modality_id": known[Modality].by_code[snapshot["modality"]].id}],
        instruments=[{"instrument_id": known[Instrument].by_code[code].id} for code in means["instruments"]],
        sectors=[{"sector_id": known[Sector].by_code[code].id} for code in means["sectors"]],
        figures=answers["story"]["figures"],
        documents=[
            {"title": line["title"] or urlsplit(line["url"]).netloc, "url": line["url"]}
            for line in answers["reuse"]["links"]
        ],
    )


def _values(submission: Submission, answers: Mapping[str, Mapping]) -> dict:
    snapshot, means = answers["snapshot"], answers["means"]
    told = {name: (answers["story"] | answers["reuse"])[name] for name in STORY}
    return told | _period(snapshot) | {
        "title": " ".join(snapshot["title"].split()),
        "summary": snapshot["summary"],
        "language_id": snapshot["language"] or submission.language.partition("-")[0],
        "modality_as_said": snapshot["modality_as_said"],
        "support": snapshot["support"],
        "paid_by": means["paid_by"],
        "amount": means["amount"],
        "currency": "USD" if means["band"] else means["currency"].upper() if means["amount"] is not None else "",
        "band": means["band"],
        "in_kind": means["in_kind"],
        "source": _source(submission, answers["who"]),
    }  # fmt: skip


def _period(snapshot: Mapping) -> dict:
    start, end, today = snapshot["start"], snapshot["end"], timezone.localdate()
    if start.first > today:
        status = Initiative.Status.PLANNED
    else:
        status = Initiative.Status.COMPLETED if end and end.last < today else Initiative.Status.ONGOING
    found = {"status": status, "starts_on": start.first, "starts_precision": start.precision}
    return found | ({"ends_on": end.last, "ends_precision": end.precision} if end else {})


def _partners(snapshot: Mapping, known: Reference) -> list[dict]:
    """Countries and groups, then organisations. One that is not known is kept as it was said, in its country."""
    lines = []
    for line in snapshot["countries"]:
        group = group_of(line, known)
        lines.append({"role": line["role"]} | ({"group_id": group.id} if group else {"country_id": line["country"]}))
    for line, found in organisations(snapshot, known):
        if found:
            lines.append({"role": line["role"], "organisation_id": found.id})
        else:
            said = {"country_id": nation(line) or None, "as_said": line["name"]}
            lines.append({"role": line["role"]} | said)
    return list(_once(lines))


def _once(lines: list[dict]) -> Iterator[dict]:
    """Typed twice, or under two names of the same institution, it is one line."""
    seen = set()
    for line in lines:
        if (key := frozenset(line.items())) not in seen:
            seen.add(key)
            yield line


def _source(submission: Submission, who: Mapping) -> str:
    """In the submitter's language. Who it was is said only if they agreed."""
    with translation.override(submission.language):
        if not who["shows_name"]:
            return _("Submitted to this portal through its public form (%(ref)s)") % {"ref": submission.ref}
        names = joined_text((who["name"], who["organisation"]))
        return _("Submitted to this portal by %(names)s (%(ref)s)") % {"names": names, "ref": submission.ref}
