"""From the codes and names that boxes of a form hold to the ids that records keep, and back."""

from __future__ import annotations

from django.utils.translation import get_language

from portal.core.models import Language
from portal.core.reference import Reference


def term_id(known: Reference, vocabulary: type, code: str | None) -> int | None:
    return known[vocabulary].by_code[code].id if code else None


def term_code(known: Reference, vocabulary: type, pk: int | None) -> str:
    return known[vocabulary].by_id[pk].code if pk else ""


def page_language(known: Reference) -> str:
    """Of the text, as ISO 639-1: "zh-hans" is written in "zh"."""
    code = (get_language() or "en").partition("-")[0]
    return code if code in known[Language].by_code else "en"


def shown_organisation(known: Reference, pk: int | None) -> str:
    """Its name, or its code where another has the same name."""
    if not pk:
        return ""
    one = known.organisations[pk]
    same = [each for each in known.organisations.values() if each.name.casefold() == one.name.casefold()]
    return one.name if len(same) == 1 else one.slug
