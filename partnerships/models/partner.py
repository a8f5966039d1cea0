"""Who is a partner of an initiative, and in which role. What all rooms share: portal/core/models/participation.py."""

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

SUBJECT = "initiative"  # of the version stamps
INDEX = "partnerships_initiative_index"  # the SQL function that derives search rows: partnerships/sql/


@audited()
class Partner(TakingPart):
    RECORD = "initiative"

    initiative = models.ForeignKey("partnerships.Initiative", on_delete=models.CASCADE, related_name="participations")
    organisation = taking_part("partnerships")

    class Meta(TakingPart.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            *(each.clone() for each in TakingPart.Meta.constraints),
            names_someone("partner_names_someone", or_says=True),
            once("initiative", "partner_once", "as_said"),  # several organisations of a country that only words name
        ]
        triggers = [
            *derived_by(INDEX, "initiative_id"),
            *content_triggers(SUBJECT),
            follows_merged("organisation"),
        ]
