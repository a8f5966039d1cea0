"""Each point of a score as a sentence that a reader can check, in their language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from matchmaking.models import MatchType
from matchmaking.scoring import Criterion, Point
from portal.core.classification import list_in_words
from portal.core.filters import ChoiceValues, CountryValues, Values, VocabularyValues
from portal.core.models import Language, Modality, Recommendation, Region, Topic
from portal.core.reference import Reference

MOST = 3  # named of what is in common; the rest is counted
VALUES: dict[Criterion, Values] = {
    Criterion.TOPIC: VocabularyValues(Topic),
    Criterion.MODALITY: VocabularyValues(Modality),
    Criterion.LANGUAGE: VocabularyValues(Language),
    Criterion.PLACE: CountryValues(),
    Criterion.SUPPORT: ChoiceValues(MatchType),
    Criterion.RECOMMENDATION: VocabularyValues(Recommendation),
    Criterion.EXPERIENCE: VocabularyValues(Topic),
}


def sentence(point: Point, reference: Reference) -> str:
    """Of a score whose codes are numbers of the index."""
    is_region = point.criterion == Criterion.PLACE and point.points < point.of
    values = VocabularyValues(Region) if is_region else VALUES.get(point.criterion)
    words = {"what": list_in_words([_named(point, values, each, reference) for each in point.common], most=MOST)}
    match point.criterion:
        case Criterion.TOPIC:
            return _("The same topic: %(what)s.") % words
        case Criterion.MODALITY:
            return _("The way of working that is asked for: %(what)s.") % words
        case Criterion.LANGUAGE:
            return _("A common language: %(what)s.") % words
        case Criterion.PLACE:
            return (_("The same region: %(what)s.") if is_region else _("The same country: %(what)s.")) % words
        case Criterion.PERIOD:
            return _("Possible in the period that is asked for.")
        case Criterion.SUPPORT:
            return _("The kind of support that is asked for: %(what)s.") % words
        case Criterion.RECOMMENDATION:
            return _("The same recommendation of the Development Agenda: %(what)s.") % words
        case Criterion.EXPERIENCE:
            return _("Work on the topic is on record: %(what)s.") % words


def _named(point: Point, values: Values, number: int, reference: Reference) -> str:
    code, label = values.describe(reference, number)
    return f"{code}. {label}" if point.criterion == Criterion.RECOMMENDATION else label
