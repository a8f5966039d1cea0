"""What the moves towards a result ask for (matchmaking/matching/forms.py has the others)."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language, gettext_lazy

from matchmaking.following import becoming, outcomes
from matchmaking.matching.forms import MoveForm, VersionForm
from matchmaking.models import Side, Story
from matchmaking.models.match import stamps_on
from matchmaking.own.forms import LINKS, STORY
from portal.core import reference as reference_memory
from portal.core.form_fields import TermField, text
from portal.core.models import Language


class ActivityForm(MoveForm):
    button = gettext_lazy("Make an activity of it")
    door = staticmethod(becoming.make_activity)


class PartnershipForm(MoveForm):
    button = gettext_lazy("Make a partnership of it")
    door = staticmethod(becoming.make_initiative)


class OutcomeForm(MoveForm):
    button = gettext_lazy("Save the outcome")
    door = staticmethod(outcomes.tell)

    text = text(
        gettext_lazy("What came of it"),
        gettext_lazy("What is different now, what you would do again, what you would not. Those who see this match "
                     "read it."),
        most=STORY, links=LINKS, rows=8,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"text": self.match.outcome}


class StoryForm(VersionForm):
    button = gettext_lazy("Put this text to the other side")
    door = staticmethod(outcomes.write_story)
    refused_for = "story"

    text = text(
        gettext_lazy("The story"),
        gettext_lazy("Everybody can read it, beside the need and the offer, once both sides have agreed to it."),
        most=STORY, links=LINKS, rows=12,
    )  # fmt: skip
    language = TermField(Language, label=gettext_lazy("Language of the story"))
    agree = forms.BooleanField(label=gettext_lazy("We agree to publish this text"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].offer(reference_memory.current())
        story, page_language = self.present(), (get_language() or "en").partition("-")[0]
        written = story and {"text": story.text, "language": story.language_id}
        self.initial |= written or {"text": self.match.outcome, "language": page_language}

    def standing(self) -> tuple[int, list[Side]]:
        story = self.present()
        return (story.version, stamps_on(story)) if story else (0, [])

    def present(self) -> Story | None:
        return outcomes.story_of(self.match)


class PublishForm(MoveForm):
    button = gettext_lazy("We agree to publish it")
    door = staticmethod(outcomes.agree_to_story)

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        story = outcomes.story_of(self.match)
        self.initial = {"version": story.version if story else 0}
