"""The curators' desk: Django's admin, by noun. Pages change state only through portal/core/curation.py."""

from portal.core.admin import (  # noqa: F401 -- each registers its nouns with the site
    api_keys,
    correspondence,
    imports,
    joining,
    links,
    meetings,
    organisations,
    outcomes,
    pages,
    people,
    places,
    saved_searches,
    vocabulary,
    webhooks,
)
