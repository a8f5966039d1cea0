"""From an application to the profile: made of what was typed, with the consents as they were given, published at once.

The e-mail address was confirmed by a mailed link. An account with the same address, confirmed too, manages the profile
from then on; without one a second mail asks its reader to claim it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from portal.core import curation, reference
from portal.core.models import Language, Modality, Topic, User
from portal.core.reference import Institution, Reference
from portal.core.submitting import mails, moves
from portal.core.submitting.pages import complete_answers
from roster import claims, consents
from roster.actions import record_consultant
from roster.models import Application, Consent, Consultant

Field, Basis = Consent.Field, Consultant.Basis


def accept(application: Application, *, by: User, basis: str, site: str) -> Consultant:
    """Make the profile and publish it, all or nothing. Raises MoveRefused. ``basis`` is one of Consultant.Basis."""
    with transaction.atomic():
        accepted = moves.lock(application)
        moves.accept(accepted, by=by)
        consultant = make_profile(accepted, by=by, basis=basis, known=reference.current())
        curation.submit(consultant, by=by)
        curation.publish(consultant, by=by)
        Application.objects.filter(pk=accepted.pk).update(consultant=consultant)
        mails.decided("accepted", accepted, site, record=consultant)
        if consultant.account is None:
            claims.invite(consultant, by=by, site=site)
    application.refresh_from_db()
    return consultant


def make_profile(application: Application, *, by: User, basis: str, known: Reference) -> Consultant:
    """The profile with all its lines and consents, in the state of a draft."""
    answers = complete_answers(application, known)
    consultant = record_consultant(
        by=by, values=_values(application, answers, basis, known), **lines_of(answers, known)
    )  # fmt: skip
    said_at = parse_datetime(application.versions["consent"]["at"]) if "consent" in application.versions else None
    consents.give(consultant, _released(answers), how=Consent.How.FORM, by=None, at=said_at)
    return consultant


def _released(answers: Mapping[str, Mapping]) -> set[str]:
    """What was answered with yes. What nobody stated is not shown as if somebody had."""
    about, said = answers["about"], {name for name, answer in answers["consent"].items() if answer == "yes"}
    return said if about["availability"] or about["remote"] else said - {Field.AVAILABILITY}


def _values(application: Application, answers: Mapping[str, Mapping], basis: str, known: Reference) -> dict:
    who, about = answers["who"], answers["about"]
    employer, nomination = institution_named(about["employer"], known), getattr(application, "nomination", None)
    declared = bool(about["interests"] or about["no_interests"])
    day = timezone.localdate(application.submitted_at) if application.submitted_at else timezone.localdate()
    return {
        "name": who["name"],
        "email": who["email"],
        "language": application.language,
        "birth_year": who["birth_year"],
        "residence_id": who["residence"] or None,
        "account": _account(application),
        "position": about["position"],
        "employer_id": employer.id if employer else None,
        "employer_as_said": "" if employer else about["employer"],
        "availability": about["availability"] or Consultant.Availability.AVAILABLE,
        "remote": about["remote"],
        "basis": basis,
        "nominated_by": nomination.organisation if nomination else None,
        "interests": about["interests"],
        "interests_declared_on": day if declared else None,
        "last_confirmed_on": day,
    }


def lines_of(answers: Mapping[str, Mapping], known: Reference) -> dict[str, list[dict]]:
    """What a profile's lines are, of the steps who, know, did and about: as record_consultant takes them."""
    know, languages = answers["know"], known[Language].by_code
    return {
        "nationalities": [{"country_id": line["country"]} for line in answers["who"]["nationalities"]],
        "expertise": [
            {"topic_id": known[Topic].by_code[line["topic"]].id, "level": line["level"], "years": line["years"]}
            for line in know["expertise"]
        ],
        "modalities": [{"modality_id": known[Modality].by_code[code].id} for code in know["modalities"]],
        "languages": [
            {"language_id": languages[line["language"]].id, "level": line["level"]} for line in know["languages"]
        ],
        "biographies": [
            {"language_id": line["language"], "text": line["text"]} for line in answers["about"]["biographies"]
        ],
        "assignments": list(_once(answers["did"]["assignments"])),
    }


def _once(assignments: Iterable[Mapping]) -> Iterator[dict]:
    """The same part in the same activity, named twice, is one line. The portal's own title goes before another."""
    seen = set()
    for line in assignments:
        key = (line["activity_id"], line["role"])
        if line["activity_id"] is None or key not in seen:
            seen.add(key)
            names = ("activity_id", "role", "from_year", "to_year", "output")
            said = "" if line["activity_id"] else line["as_said"]
            yield {name: line[name] for name in names} | {"as_said": said, "country_id": line["country"] or None}


def institution_named(name: str, known: Reference) -> Institution | None:
    """The verified organisation that has exactly this name, if only one has."""
    folded = " ".join(name.split()).casefold()
    found = [
        each
        for each in filter(attrgetter("is_verified"), known.nameable)
        if folded in {each.name.casefold(), *(alias.casefold() for alias in each.aliases)}
    ]
    return found[0] if len(found) == 1 else None


def _account(application: Application) -> User | None:
    """Whose address was confirmed on both sides, and who has no profile yet."""
    found = User.objects.filter(is_active=True, emailaddress__email__iexact=application.email, consultant=None)
    return found.filter(emailaddress__verified=True).first()
