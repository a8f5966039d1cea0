"""The roster on the curators' desk."""

from roster.admin import consultants  # noqa: F401 -- registers its nouns with the site
from roster.relay import admin  # noqa: F401 -- the same
