"""From the own form to the profile and back, and what saving means to what curators checked.

- A line of work that stays as it was keeps its "verified"; one that is new or changed has none until a curator looks.
- By name and nationality curators know whom they listed: if one of them changes on a published profile, it goes back to
  them. Everything else is public as soon as it is saved, as far as it is released.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core import curation
from portal.core.edits import Changed, seen_mark
from portal.core.models import Language, Modality, State, Topic, User
from portal.core.reference import Reference
from roster import currency
from roster.actions import record_consultant
from roster.applying.publication import institution_named, lines_of
from roster.models import Consultant
from roster.own.profile_form import ProfileForm

JUDGED = ("verified_on", "verified_by_id", "unmatched_on")


def save(form: ProfileForm, consultant: Consultant, *, seen: str, by: User) -> Consultant:
    """Write what is in the form, whose problems were asked for before; there are none. Raises Changed."""
    with transaction.atomic():
        now = Consultant.objects.select_for_update(of=["self"]).get(pk=consultant.pk)
        if seen_mark(now) != seen:
            raise Changed
        answers, known = form.answers, form.reference
        lines = lines_of(dict.fromkeys(("who", "know", "did", "about"), answers), known)
        _keep_judged(now, lines["assignments"])
        is_somebody_else = answers["name"] != now.name or _countries(lines) != set(
            now.nationality_links.values_list("country_id", flat=True)
        )
        record_consultant(by=by, values=_values(answers, now, known), consultant=now, **lines)
        currency.confirm(now, by=by)
        if is_somebody_else and now.state == State.PUBLISHED:
            curation.question(now, by=by, reason=_("The name or a nationality has changed."))
    return Consultant.objects.get(pk=now.pk)


def _countries(lines: dict[str, list[dict]]) -> set[str]:
    return {line["country_id"] for line in lines["nationalities"]}


def _values(answers: dict, now: Consultant, known: Reference) -> dict:
    employer = institution_named(answers["employer"], known)
    declared = bool(answers["interests"] or answers["no_interests"])
    return {
        "name": answers["name"],
        "email": now.account.email,
        "birth_year": answers["birth_year"],
        "residence_id": answers["residence"] or None,
        "position": answers["position"],
        "employer_id": employer.id if employer else None,
        "employer_as_said": "" if employer else answers["employer"],
        "remote": answers["remote"],
        "interests": answers["interests"],
        "interests_declared_on": timezone.localdate() if declared else None,
    }


def _keep_judged(consultant: Consultant, lines: list[dict]) -> None:
    """What curators found about a line that stays as it was. Its own words stay beside the activity they meant."""
    stored = list(consultant.assignments.all())
    for line in lines:
        said = {column: value for column, value in line.items() if column != "as_said" or not line["activity_id"]}
        for row in stored:
            if all(getattr(row, column) == value for column, value in said.items()):
                line |= {name: getattr(row, name) for name in ("as_said", *JUDGED)}
                stored.remove(row)
                break


# --- Back into boxes --------------------------------------------------------------------------------------------------
def values_of(consultant: Consultant, known: Reference) -> dict:
    """The stored profile as the form shows it."""
    employer = known.organisations.get(consultant.employer_id)
    return {
        "name": consultant.name,
        "residence": consultant.residence_id or "",
        "birth_year": _text(consultant.birth_year),
        "position": consultant.position,
        "employer": employer.name if employer else consultant.employer_as_said,
        "remote": "on" if consultant.remote else "",
        "interests": consultant.interests,
        "no_interests": "on" if consultant.interests_declared_on and not consultant.interests else "",
        "modalities": [known[Modality].by_id[each.modality_id].code for each in consultant.modality_links.all()],
        "nationalities": [{"country": each.country_id} for each in consultant.nationality_links.all()],
        "expertise": [
            {"topic": known[Topic].by_id[each.topic_id].code, "level": each.level, "years": _text(each.years)}
            for each in consultant.expertise.all()
        ],
        "languages": [
            {"language": known[Language].by_id[each.language_id].code, "level": each.level}
            for each in consultant.languages.all()
        ],
        "biographies": [{"language": each.language_id, "text": each.text} for each in consultant.biographies.all()],
        "assignments": [_work(each) for each in consultant.assignments.select_related("activity")],
    }


def _work(line) -> dict[str, str]:
    return {
        "activity": line.activity.ref if line.activity_id else "",
        "as_said": line.as_said,
        "role": line.role,
        "from_year": _text(line.from_year),
        "to_year": _text(line.to_year),
        "country": line.country_id or "",
        "output": line.output,
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
