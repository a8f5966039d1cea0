"""Activities that may already be here: for the curators' desk and for whoever imports. portal/core/lookalikes.py."""

from portal.core.lookalikes import LookAlikes
from tad.models.search import ActivitySearch

_activities = LookAlikes(ActivitySearch)
look_alikes, sketches_of = _activities.find, _activities.sketches_of
