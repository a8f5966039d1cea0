"""The forms with which an organisation writes a need or an offer. Fields bear the names of the listing's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.models import Condition, MatchType, Visibility
from matchmaking.models.listing import PLAUSIBLE
from portal.core.form_fields import (
    CountryField,
    OrganisationField,
    TermField,
    TermsField,
    WhenField,
    check_period,
    text,
)
from portal.core.lined_forms import LineForm, Lines, Problem, StepForm
from portal.core.models import Goal, Language, Modality, Recommendation, Region, Topic
from portal.core.reference import Reference

STORY, LINKS = 6000, 5  # letters, links
GAP = "[…]"  # in a template: to be filled in


class PlaceField(CountryField):
    """A country, a group or a region: "KE", "group:aripo", "region:africa"."""

    def __init__(self, **kwargs):
        super().__init__(or_group=True, **kwargs)

    def offer(self, reference: Reference) -> None:
        super().offer(reference)
        regions = [(f"region:{code}", term.label) for code, term in reference[Region].by_code.items()]
        self.choices = [*self.choices, (_("Regions"), regions)]


class PlaceLine(LineForm):
    place = PlaceField(label=gettext_lazy("Country, group or region"))


class LanguageLine(LineForm):
    language = TermField(Language, label=gettext_lazy("Language"))


class RecommendationLine(LineForm):
    recommendation = TermField(Recommendation, label=gettext_lazy("Recommendation"))


class InvitedLine(LineForm):
    organisation = OrganisationField(label=gettext_lazy("Organisation"))


def _story(label, hint="", *, required: bool = False, rows: int = 5) -> forms.CharField:
    return text(label, hint, most=STORY, links=LINKS, required=required, rows=rows)


def _date(label, hint="", *, required: bool = False) -> WhenField:
    box = forms.TextInput(attrs={"autocomplete": "off", "class": "field__short"})
    return WhenField(label=label, help_text=hint, required=required, widget=box)


def _several(label, choices, *, required: bool = False) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class ListingForm(StepForm):
    """``chapters`` are the steps of the page: a heading, and what is asked under it."""

    chapters: Mapping[str, tuple] = {}

    title = text(
        gettext_lazy("Title"),
        gettext_lazy("One line that an outsider understands. For example: Training of six trademark examiners"),
        most=400,
    )  # fmt: skip
    summary = text(
        gettext_lazy("In one sentence or two"), gettext_lazy("What lists show: at most 500 letters."), most=500, rows=3
    )
    topics = TermsField(Topic, most=8, label=gettext_lazy("Topics"))
    description = _story(gettext_lazy("In full"), required=True, rows=10)
    expected_result = _story(gettext_lazy("What will be different afterwards"))
    match_types = _several(gettext_lazy("Which kind of match would serve"), MatchType.choices, required=True)
    modalities = TermsField(Modality, most=8, required=False, label=gettext_lazy("Ways of working"))
    modality_as_said = text(gettext_lazy("If none of them fits: which?"), most=120, required=False)
    start = _date(
        gettext_lazy("When it should begin"),
        gettext_lazy("As exactly as you know. For example: 2027, 03/2027 or 17/03/2027"),
    )
    end = _date(gettext_lazy("When it should end"))
    deadline = _date(gettext_lazy("Answers wanted by"))
    expires_on = _date(
        gettext_lazy("Open until"),
        gettext_lazy("After this day it is shown as expired; you can renew it. We remind you before."), required=True,
    )  # fmt: skip
    language = TermField(
        Language, label=gettext_lazy("Language you write in"), required=False,
        help_text=gettext_lazy("Write in the one you know best. Left empty, it is the language of this page."),
    )  # fmt: skip
    goals = TermsField(Goal, most=6, required=False, label=gettext_lazy("Sustainable Development Goals"))
    confidential = text(
        gettext_lazy("Confidential part"),
        gettext_lazy("Read by members of your organisation, our curators, and organisations that you invite below or "
                     "have a match with. It is neither searched nor exported."),
        most=STORY, links=LINKS, required=False, rows=5,
    )  # fmt: skip
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it"), choices=Visibility.choices, widget=forms.RadioSelect
    )

    lines = {
        "places": Lines(
            PlaceLine,
            legend=gettext_lazy("For which places"),
            hint=gettext_lazy("None: for your own country if you ask, for any country if you offer."),
            add=gettext_lazy("Add another place"),
            line=gettext_lazy("Place %(number)d"),
            once=("place",),
        ),
        "working_languages": Lines(
            LanguageLine,
            legend=gettext_lazy("Languages in which you can work"),
            hint=gettext_lazy("At least one: it decides who can answer."),
            add=gettext_lazy("Add another language"),
            line=gettext_lazy("Language %(number)d"),
            too_few=gettext_lazy("Name at least one language."),
            least=1, most=12, once=("language",),
        ),
        "recommendations": Lines(
            RecommendationLine,
            legend=gettext_lazy("Development Agenda recommendations"),
            hint=gettext_lazy("Those that it serves, if you know."),
            add=gettext_lazy("Add another recommendation"),
            line=gettext_lazy("Recommendation %(number)d"),
            most=10, once=("recommendation",),
        ),
        "invitations": Lines(
            InvitedLine,
            legend=gettext_lazy("Invited organisations"),
            hint=gettext_lazy("They see it whoever else may, and read the confidential part."),
            add=gettext_lazy("Add another organisation"),
            line=gettext_lazy("Organisation %(number)d"),
            once=("organisation",),
        ),
    }  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        check_period(self)
        self._check_modalities(cleaned)
        self._check_days(cleaned)
        return cleaned

    def _check_modalities(self, cleaned: dict) -> None:
        if "other" in cleaned.get("modalities", []) and not cleaned.get("modality_as_said"):
            self.add_error("modality_as_said", ValidationError(_("Say in your own words what it is."), code="required"))

    def _check_days(self, cleaned: dict) -> None:
        for name in ("start", "end", "deadline", "expires_on"):
            when = cleaned.get(name)
            if when and not PLAUSIBLE[0] <= when.first <= when.last <= PLAUSIBLE[1]:
                self.add_error(name, _("A date must lie between 2000 and 2199."))
        deadline, expires = cleaned.get("deadline"), cleaned.get("expires_on")
        if deadline and expires and deadline.last > expires.last:
            self.add_error("deadline", _("Answers cannot be wanted by a day on which it is no longer open."))

    def problems(self) -> list[Problem]:
        """Also what keeps nobody from saving a draft, and its text from being kept, only from sending it."""
        found = super().problems()
        invited, expires = self.line_lists["invitations"], self.cleaned_data.get("expires_on")
        for name in ("description", "expected_result", "contribution", "capacity"):
            if GAP in self.cleaned_data.get(name, ""):
                found.append(self._later(name, _("Gaps of the template are not filled in yet.")))
        if expires and expires.last < timezone.localdate():
            found.append(self._later("expires_on", _("This day is past: set another one.")))
        if self.data.get("visibility") == Visibility.INVITED and not invited.filled:
            invited.problem = _("Invite at least one organisation, or let others see it.")
            found.append(Problem("list-invitations", str(invited.spec.legend), invited.problem, is_missing=True))
        self.found = sorted(found, key=self._place)
        return self.found

    def _place(self, problem: Problem) -> int:
        """Where on the page: "id_title", "id_topics_0" and "id_places-0-place" are boxes of what is named in them."""
        return self.field_order.index(re.sub(r"^(id_|list-)|(_0|-.*)$", "", problem.anchor))

    def _later(self, name: str, message: str) -> Problem:
        """Said at the box, too; not by ``add_error``, which would lose what was typed there."""
        self.errors.setdefault(name, self.error_class()).append(message)
        return Problem(self[name].auto_id, str(self[name].label), message, is_missing=True)

    @property
    def sections(self) -> list[tuple[str, str, list]]:
        """Anchor, heading and boxes of each step."""
        parts = {part.name: part for part in self.parts}
        return [(name, heading, [parts[each] for each in names]) for name, (heading, names) in self.chapters.items()]


WHEN = (gettext_lazy("When"), ("start", "end", "deadline", "expires_on"))
FOR_WHOM = (gettext_lazy("For whom"), ("places",))
HOW = (gettext_lazy("How to work together"), ("match_types", "modalities", "modality_as_said", "working_languages"))
FURTHER = (gettext_lazy("How others find it"), ("language", "goals", "recommendations"))
SEEN_BY = (gettext_lazy("Who may see what"), ("visibility", "invitations", "confidential"))
TOLD = ("title", "summary", "topics", "description", "expected_result")


def _order(chapters: Mapping[str, tuple]) -> list[str]:
    return [name for _heading, names in chapters.values() for name in names]


class NeedForm(ListingForm):
    heading = gettext_lazy("A need")

    contribution = _story(
        gettext_lazy("What you contribute"), gettext_lazy("Rooms, people, translation, data, part of the costs …")
    )

    chapters = {
        "what": (gettext_lazy("What you ask for"), TOLD),
        "for": FOR_WHOM,
        "when": WHEN,
        "how": HOW,
        "give": (gettext_lazy("What you contribute"), ("contribution",)),
        "who": SEEN_BY,
        "found": FURTHER,
    }
    field_order = _order(chapters)


class OfferForm(ListingForm):
    heading = gettext_lazy("An offer")

    conditions = _several(gettext_lazy("Conditions"), Condition.choices, required=True)
    conditions_note = _story(gettext_lazy("About the conditions"))
    capacity = _story(
        gettext_lazy("Capacity"), gettext_lazy("How many persons, how often in a year, with which equipment …")
    )

    chapters = {
        "what": (gettext_lazy("What you offer"), TOLD),
        "for": FOR_WHOM,
        "when": WHEN,
        "how": HOW,
        "give": (gettext_lazy("On which conditions"), ("conditions", "conditions_note", "capacity")),
        "who": SEEN_BY,
        "found": FURTHER,
    }
    field_order = _order(chapters)
