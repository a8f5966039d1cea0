"""The roster on the curators' desk: what is imported here registers its nouns with the site."""

import roster.admin.consultants
import roster.applying.admin
import roster.relay.admin  # noqa: F401 -- all three
