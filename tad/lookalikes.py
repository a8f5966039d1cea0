"""Activities that may already be here: for the curators' desk and for whoever imports. portal/core/lookalikes.py."""

from portal.core.lookalikes import LookAlikes
from tad.models.search import ActivitySearch

ACTIVITIES = LookAlikes(ActivitySearch)
look_alikes, sketches_of = ACTIVITIES.find, ACTIVITIES.sketches_of
