"""Organisations as programs and files get them: one representation for exports and API.

Codes are public, labels follow the language that is active when the records are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language, override

from portal.core.models import Organisation, OrganisationType, Region
from portal.core.reference import Reference
from portal.core.said import moment
from portal.site.organisations import deeds
from portal.site.organisations.deeds import Named, NamedIn

BATCH = 500
FORMER = Prefetch("absorbed", Organisation.objects.only("slug", "merged_into_id").order_by("slug"))


def organisations(user, ids: Iterable[int], reference: Reference, *, base: str = "") -> Iterator[dict]:
    """The organisations with these ids, in this order, as far as the user may see them when their turn comes.

    ``base`` ("https://portal.example.org") makes addresses absolute; default: SITE_URL.
    """
    base, language, ids = (base or settings.SITE_URL).rstrip("/"), get_language() or "en", iter(ids)

    def written() -> Iterator[dict]:
        while batch := list(islice(ids, BATCH)):
            found = Organisation.objects.visible_to(user).prefetch_related(FORMER).in_bulk(batch)
            _stamp, done = deeds.current()
            with override(language):  # for these only: between batches whoever reads may use another
                told = [
                    organisation(found[pk], reference, base, done.get(pk, deeds.NOTHING)) for pk in batch if pk in found
                ]
            yield from told

    return written()


def organisation(record: Organisation, reference: Reference, base: str, done: dict[NamedIn, Named]) -> dict:
    kind = reference[OrganisationType].by_id[record.type_id]
    region = reference[Region].by_id.get(reference.region_of.get(record.country_id or ""))
    parent = reference.organisations.get(record.parent_id)
    return {
        "code": record.slug,
        "url": base + reverse("organisations:detail", args=[record.slug]),
        "name": record.name,
        "acronym": record.acronym,
        "aliases": record.aliases,
        "former_codes": [each.slug for each in record.absorbed.all()],
        "type": kind.code,
        "type_label": kind.label,
        "country": record.country_id,
        "country_label": reference.countries[record.country_id].label if record.country_id else "",
        "region": region.code if region else None,
        "parent": parent.slug if parent else None,
        "parent_label": parent.name if parent else "",
        "website": record.website,
        "contact_url": record.contact_url,
        "description": record.description,
        "language": record.language_id,
        **{kind.value: _named(done.get(kind, Named())) for kind in NamedIn},
        "note": record.note,
        "source": record.source,
        "is_sample": record.is_sample,
        "state": record.state,
        "verified_at": moment(record.decided_at or record.created_at) if record.is_verified else None,
        "updated_at": moment(record.updated_at),
    }


def _named(named: Named) -> dict:
    return {
        "count": named.total,
        "by_role": [{"role": role, "count": count} for role, count in named.in_order().items()],
    }
