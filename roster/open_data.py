"""Consultants as programs and files get them: one representation for exports and API, of released values only.

Samples are left out before: nobody should meet an invented person outside of the portal. The fields are documented in
docs/open-data.md; the columns of roster/exports.py are their flat form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from portal.core.models import Language, Modality, Topic
from portal.core.reference import Reference
from portal.core.said import moment, partial_date
from portal.core.wording import Wording
from roster import eligibility
from roster.models import Consultant, Expertise, LanguageSkill
from roster.released import Released, read

BATCH = 500


def consultants(_user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The consultants with these ids, in this order, as far as they are real and listed when their turn comes:
    whoever asks gets no more than anybody.

    ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    base, language, ids = (base or settings.SITE_URL).rstrip("/"), get_language() or "en", iter(ids)
    given_away = Consultant.objects.listed().filter(is_sample=False)

    def written() -> Iterator[dict]:
        while batch := list(islice(ids, BATCH)):
            profiles = read(given_away, batch)
            with override(language):  # for these only: between batches whoever reads may use another
                wording = Wording(reference, base)
                told = [consultant(each, wording, base) for each in profiles]
            yield from told

    return written()


def consultant(profile: Released, wording: Wording, base: str) -> dict:
    known = wording.reference
    day = timezone.localdate(profile.published_at)
    return {
        "ref": profile.ref,
        "url": base + reverse("roster:detail", args=[profile.ref]),
        "title": profile.title,
        "name": profile.name,
        "nationalities": [wording.country(iso2) for iso2 in profile.nationalities],
        "south_reason": eligibility.in_words(profile.nationalities, day, known),
        "residence": wording.country(profile.residence) if profile.residence else None,
        "position": profile.position,
        "employer": wording.institution(profile.employer_id),
        "employer_as_said": profile.employer_as_said,
        "expertise": [
            wording.term(Topic, line["topic"])
            | {"level": line["level"], "level_label": known.labels(Expertise.Level)[line["level"]]}
            | {"years": line["years"]}
            for line in profile.expertise
        ],
        "languages": [
            wording.term(Language, line["language"])
            | {"level": line["level"], "level_label": known.labels(LanguageSkill.Level)[line["level"]]}
            for line in profile.languages
        ],
        "modalities": [wording.term(Modality, pk) for pk in profile.modalities],
        "availability": profile.availability,
        "availability_label": known.labels(Consultant.Availability).get(profile.availability, ""),
        "away_until": partial_date(profile.away_until),
        "remote": profile.remote,
        "biographies": [{"language": each["language"], "text": each["text"]} for each in profile.biographies],
        "assignments": [assignment(line, wording) for line in profile.assignments],
        "interests": profile.interests,
        "interests_declared_on": partial_date(profile.interests_declared_on),
        "basis": profile.basis,
        "basis_label": known.labels(Consultant.Basis)[profile.basis],
        "nominator": wording.institution(profile.nominated_by_id),
        "last_confirmed_on": partial_date(profile.last_confirmed_on),
        "published_at": moment(profile.published_at),
        "updated_at": moment(profile.updated_at),
    }


def assignment(line: dict, wording: Wording) -> dict:
    return {
        "activity": line["activity"],
        "title": line["title"] or "",
        "as_said": line["as_said"],
        "role": line["role"],
        "from_year": line["from_year"],
        "to_year": line["to_year"],
        "country": wording.country(line["country"]) if line["country"] else None,
        "output": line["output"],
        "verified_on": line["verified_on"],
    }
