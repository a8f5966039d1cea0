"""Who took part in an activity, and as what. What all rooms share: portal/core/models/participation.py."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import (
    TakingPart,
    audited,
    content_triggers,
    derived_by,
    follows_merged,
    names_someone,
    once,
    taking_part,
)


@audited()
class Participation(TakingPart):
    RECORD = "activity"

    activity = models.ForeignKey("tad.Activity", on_delete=models.CASCADE, related_name="participations")
    organisation = taking_part("participations")

    class Meta(TakingPart.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            *(each.clone() for each in TakingPart.Meta.constraints),
            names_someone("participation_names_someone"),
            once("activity", "participation_once"),
        ]
        triggers = [
            *derived_by("tad_activity_index", "activity_id"),
            *content_triggers("activity"),
            follows_merged("organisation"),
        ]
