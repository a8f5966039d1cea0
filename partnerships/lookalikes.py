"""Initiatives that may already be here: for whoever submits one, and for the desk. portal/core/lookalikes.py."""

from partnerships.models import InitiativeSearch
from portal.core.lookalikes import LookAlikes

_initiatives = LookAlikes(InitiativeSearch)
look_alikes, sketches_of = _initiatives.find, _initiatives.sketches_of
