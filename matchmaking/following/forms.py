"""What the moves towards a result ask for (matchmaking/matching/forms.py has the others)."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language, gettext_lazy

from matchmaking.following import becoming, outcomes
from matchmaking.matching.forms import MoveForm
from matchmaking.models import Story
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


class StoryForm(MoveForm):
    button = gettext_lazy("Put this text to the other side")
    door = staticmethod(outcomes.write_story)

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
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
        story = outcomes.story_of(self.match)
        written = story and {"seen": story.version, "text": story.text, "language": story.language_id}
        page_language = (get_language() or "en").partition("-")[0]
        self.initial = written or {"seen": 0, "text": self.match.outcome, "language": page_language}
        if not self.part.may_sign:
            del self.fields["agree"]

    def theirs(self, code: str) -> Story | None:
        story = outcomes.story_of(self.match)
        if code != "story" or story is None:
            return None
        self._answers_to(story.version)
        return story


class PublishForm(MoveForm):
    button = gettext_lazy("We agree to publish it")
    door = staticmethod(outcomes.agree_to_story)

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        story = outcomes.story_of(self.match)
        self.initial = {"version": story.version if story else 0}
