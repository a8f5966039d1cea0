"""What each move of a match asks for. ``do`` is called once a form is valid; it raises MoveRefused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.matching import doors, exchanging, introducing
from matchmaking.matching.parts import Part, sides_of
from matchmaking.models import Match, MatchTerms, Side, Story
from matchmaking.models.listing import MatchType
from matchmaking.models.match import HELPING, stamps_on
from matchmaking.own.forms import LINKS
from matchmaking.own.steering import ButtonForm
from portal.core import reference as reference_memory
from portal.core.classification import list_in_words
from portal.core.form_fields import OrganisationField, WhenField, text
from portal.core.models import Organisation

LONGEST = 4000  # letters of a message or a reason
LONGEST_TERMS = 20_000


class MoveForm(ButtonForm):
    """``do`` goes through the door with what was typed; ``act`` is who does it: ``by``, ``acting_for`` and ``site``."""

    door: Callable
    done: Promise = gettext_lazy("Done. %(now)s")
    warning = ""  # what it would undo, said above its button
    back_to = ""  # the part of the match's page where one sees what came of it; "" is its head

    def __init__(self, data=None, *, match: Match, part: Part):
        super().__init__(data)
        self.match, self.part = match, part

    def do(self, match: Match, **act) -> None:
        self.door(match, **self.cleaned_data, **act)

    def theirs(self, code: str) -> Model | None:
        """After a refusal with this code: what somebody else wrote meanwhile, to be read before the form is sent again
        as an answer to that. It has a ``text``."""
        return None


class MessageForm(MoveForm):
    button = gettext_lazy("Send the message")
    door = staticmethod(exchanging.write_message)
    done = gettext_lazy("Your message is on its way.")
    back_to = "#messages"

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = text(
        gettext_lazy("Your message"), gettext_lazy("Everybody who takes part in this match reads it."),
        most=LONGEST, links=LINKS, rows=5,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4()

    def clean_token(self) -> UUID:
        return self.cleaned_data["token"] or uuid4()


class VersionForm(MoveForm):
    """Writes the next version of what both sides stamp. Nobody ends an agreement unawares: it says whose stamps go, and
    sends along which version and how many stamps the writer had before them."""

    refused_for: str  # the door's code for another version

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    stamps = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = self._before_the_writer()
        if not self.part.may_sign:
            del self.fields["agree"]

    def standing(self) -> tuple[int, list[Side]]:
        """The version that stands, and who has stamped it."""
        raise NotImplementedError

    def present(self) -> MatchTerms | Story | None:
        """Its text."""
        raise NotImplementedError

    def _before_the_writer(self) -> dict[str, int]:
        version, stamps = self.standing()
        return {"seen": version, "stamps": len(stamps)}

    @property
    def warning(self) -> str:
        names = [self.match.organisation_of(side).name for side in self.standing()[1]]
        text = _("%(who)s agreed to this version. A new one takes that back, and both sides are asked again.")
        return text % {"who": list_in_words(names, most=len(names))} if names else ""

    def theirs(self, code: str) -> MatchTerms | Story | None:
        if code in (self.refused_for, "stamps"):  # sent again, it answers to what is there now
            self.data = self.data.dict() | self._before_the_writer()
        return self.present() if code == self.refused_for else None


class TermsForm(VersionForm):
    button = gettext_lazy("Put these terms on the table")
    door = staticmethod(doors.change_terms)
    refused_for = "terms"

    text = text(
        gettext_lazy("The terms"),
        gettext_lazy("What each side does and gives, when, where, in which language, and who pays for what."),
        most=LONGEST_TERMS, links=LINKS, rows=12,
    )  # fmt: skip
    match_type = forms.ChoiceField(
        label=gettext_lazy("Type of match"), choices=MatchType, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it mainly is.")},
    )  # fmt: skip
    ends_on = WhenField(
        label=gettext_lazy("To be completed by"), required=False, help_text=gettext_lazy("For example: 30/06/2028")
    )
    agree = forms.BooleanField(label=gettext_lazy("We agree to these terms"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["match_type"] = self.match.match_type
        if latest := self.present():
            self.initial |= {"text": latest.text, "ends_on": latest.ends_on and latest.ends_on.isoformat()}

    def standing(self) -> tuple[int, list[Side]]:
        return self.match.terms_version, stamps_on(self.match)

    def present(self) -> MatchTerms | None:
        return self.match.terms.first()

    def clean_ends_on(self) -> date | None:
        when = self.cleaned_data["ends_on"]
        if when and when.last < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return when and when.last


class AgreeForm(MoveForm):
    button = gettext_lazy("We agree")
    door = staticmethod(doors.agree)

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"version": self.match.terms_version}


class NextStepForm(MoveForm):
    button = gettext_lazy("Set the next step")

    text = text(
        gettext_lazy("What is to be done next"), gettext_lazy("For example: Send the draft programme."), most=300
    )
    owner = forms.ChoiceField(label=gettext_lazy("Whose turn it is"), widget=forms.RadioSelect)
    due = WhenField(label=gettext_lazy("By when"), help_text=gettext_lazy("For example: 30/06/2028"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = Organisation.objects.filter(pk__in=sides_of(self.match)).order_by("name")
        self.taking_part = {each.slug: each for each in found}
        self.fields["owner"].choices = [(slug, each.name) for slug, each in self.taking_part.items()]

    def clean_due(self) -> date:
        day = self.cleaned_data["due"].last
        if day < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return day

    def do(self, match: Match, **act) -> None:
        said = self.cleaned_data
        owner = self.taking_part[said["owner"]]
        exchanging.set_next_step(match, text=said["text"], owner=owner, due=said["due"], **act)


class StepDoneForm(MoveForm):
    button = gettext_lazy("This step is done")
    door = staticmethod(exchanging.finish_step)

    step = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"step": self.match.next_step}


class TakeBackForm(MoveForm):
    button = gettext_lazy("Take our agreement back")
    door = staticmethod(doors.take_back)


class StartForm(MoveForm):
    button = gettext_lazy("The work has begun")
    door = staticmethod(doors.start)


class CompleteForm(MoveForm):
    button = gettext_lazy("The work is completed")
    door = staticmethod(doors.complete)


class ResumeForm(MoveForm):
    button = gettext_lazy("Take it up again")
    door = staticmethod(doors.resume)


class ReasonForm(MoveForm):
    reason = text(
        gettext_lazy("Why"), gettext_lazy("Everybody who takes part in this match reads it."),
        most=LONGEST, links=LINKS, rows=4,
    )  # fmt: skip


class DeclineForm(ReasonForm):
    button = gettext_lazy("Decline")
    door = staticmethod(doors.decline)


class StallForm(ReasonForm):
    button = gettext_lazy("Let it rest")
    door = staticmethod(doors.stall)


class DissolveForm(ReasonForm):
    button = gettext_lazy("Dissolve the match")
    door = staticmethod(doors.dissolve)


class JoinForm(MoveForm):
    button = gettext_lazy("Ask it in")

    organisation = OrganisationField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("One that the portal knows and has verified. It sees everything here from then on."),
    )
    side = forms.ChoiceField(
        label=gettext_lazy("As what"), choices=[(each.value, each.label) for each in HELPING], widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(reference_memory.current())

    @property
    def known_organisations(self) -> list:
        return self.fields["organisation"].known

    def do(self, match: Match, **act) -> None:
        organisation = Organisation.objects.get(pk=self.cleaned_data["organisation"])
        introducing.join(match, organisation=organisation, side=Side(self.cleaned_data["side"]), **act)


class LookAfterForm(MoveForm):
    button = gettext_lazy("Look after it")

    def do(self, match: Match, **act) -> None:
        introducing.look_after(match, by=act["by"], site=act["site"])
