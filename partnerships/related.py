"""Initiatives like this one, and case studies like this one, each group with the reason why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from partnerships.cards import case_study_cards, initiative_cards
from partnerships.models import CaseStudy, Initiative
from partnerships.models.search import case_study_index, initiative_index
from portal.core.classification import PROVIDING, Role
from portal.core.facets import Facet
from portal.core.models.versions import Stamp
from portal.core.reference import Reference, country_number
from portal.core.related import alike, codes, named_in, with_cards


def initiatives_like(initiative: Initiative, user, reference: Reference, versions: dict[str, Stamp]) -> list[dict]:
    """``[{reason, cards}]``: the strongest likeness first, nothing twice, only what the public may see."""
    topics = codes(Facet.TOPIC, (tag.topic_id for tag in initiative.taggings.all()))
    sectors = codes(Facet.SECTOR, (link.sector_id for link in initiative.sector_links.all()))
    countries = named_in(initiative.participations.all(), {*PROVIDING, Role.BENEFICIARY}, Facet.COUNTRY)
    reasons = [
        (_("Same country, same topic"), [countries, topics]),
        (_("Same topic, same sector"), [topics, sectors]),
        (_("Same country"), [countries]),
    ]
    groups = alike(initiative_index.current(versions), reasons, [initiative.pk])
    return with_cards(groups, initiative_cards(user, [pk for _reason, ids in groups for pk in ids], reference))


def case_studies_like(case_study: CaseStudy, user, reference: Reference, versions: dict[str, Stamp]) -> list[dict]:
    topics = codes(Facet.TOPIC, (tag.topic_id for tag in case_study.taggings.all()))
    sectors = codes(Facet.SECTOR, (link.sector_id for link in case_study.sector_links.all()))
    countries = (country_number(link.country_id) for link in case_study.country_links.all())
    reasons = [
        (_("Same country"), [codes(Facet.COUNTRY, countries)]),
        (_("Same IP right, same sector"), [topics, sectors]),
        (_("Same IP right"), [topics]),
    ]
    groups = alike(case_study_index.current(versions), reasons, [case_study.pk])
    return with_cards(groups, case_study_cards(user, [pk for _reason, ids in groups for pk in ids], reference))
