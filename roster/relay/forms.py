"""What is typed: the first request, by a member or a visitor; and what each side writes later."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import reference
from portal.core.forms import PublicForm, few_links
from portal.core.models import Membership, Organisation, Topic, User
from roster.models import Conversation
from roster.released import Released

MOST_LINKS = 3
LONGEST = 4000  # letters of a message
EMPTY = gettext_lazy("Write your message.")


def message_box(label: str, rows: int, **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, validators=[few_links(MOST_LINKS)], error_messages={"required": EMPTY},
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more,
    )  # fmt: skip


def text_box(autocomplete: str, **more) -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": autocomplete, "dir": "auto"})
    return forms.CharField(widget=box, validators=[few_links(0)], **more)


def day_box(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=hint, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day as year, month, day: 2027-03-31.")},
    )  # fmt: skip


class ContactForm(PublicForm):
    """``profile``: of whoever is written to, as far as it is released; None if it is not listed. ``person``: who is
    signed in, if anybody; ``possible``: whom that person may act for."""

    button = gettext_lazy("Send the request")

    topic = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    text = message_box(
        gettext_lazy("Your message"), 8,
        help_text=gettext_lazy(
            "What you ask for, for whom, where, and in which language. At most 4,000 characters. Do not write your "
            "address into it unless you want it to be known."
        ),
    )  # fmt: skip
    from_day = day_box(
        gettext_lazy("From when?"), gettext_lazy("The first day on which you would need the consultant.")
    )
    until_day = day_box(gettext_lazy("Until when?"), "")
    name = text_box(
        "name", label=gettext_lazy("Your name"), max_length=150,
        help_text=gettext_lazy("Shown to the consultant."),
        error_messages={"required": gettext_lazy("Say who you are.")},
    )  # fmt: skip
    organisation_as_said = text_box(
        "organization", label=gettext_lazy("Your organisation"), max_length=250,
        help_text=gettext_lazy("Shown to the consultant. If you ask for yourself, write that."),
        error_messages={"required": gettext_lazy("Say for which organisation you ask, or that you ask for yourself.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=254,
        help_text=gettext_lazy("Never shown to the consultant. We mail you a button first: press it to send this."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": gettext_lazy("Without your address no answer can reach you.")},
    )  # fmt: skip

    def __init__(self, *args, profile: Released | None, person: User | None, possible: list[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        self.profile, self.person = profile, person
        self.possible = {each.organisation.slug: each.organisation for each in possible}
        self.fields["topic"].choices = self._topics()
        if person is None:
            return
        del self.fields["email"], self.fields["organisation_as_said"]
        if person.name:
            del self.fields["name"]
        if possible:
            choices = [("", _("Myself")), *((slug, each.name) for slug, each in self.possible.items())]
            self.fields["asks_for"] = forms.ChoiceField(
                label=_("You ask for"), choices=choices, required=False, widget=forms.RadioSelect,
                help_text=_("Shown to the consultant."),
            )  # fmt: skip
            self.order_fields(["asks_for"])

    def _topics(self) -> list:
        """What the consultant knows comes first."""
        terms = reference.current()[Topic].by_id
        expertise = self.profile.expertise if self.profile else []
        known = [terms[line["topic"]] for line in expertise if line["topic"] in terms]
        others = sorted((term for term in terms.values() if term not in known), key=lambda term: term.order)
        groups = [(_("What this consultant knows"), known), (_("Other topics"), others)]
        found = [(label, [(term.code, term.label) for term in some]) for label, some in groups if some]
        return [("", _("Choose a topic")), *found, ("other", _("Something else"))]

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("from_day"), cleaned.get("until_day")
        if last and last < timezone.localdate():
            self.add_error("until_day", _("This day is past."))
        elif first and last and last < first:
            self.add_error("until_day", _("It cannot end before it begins."))
        return cleaned

    @cached_property
    def values(self) -> dict:
        """Columns of the conversation."""
        data = self.cleaned_data
        topic = reference.current()[Topic].by_code.get(data["topic"])
        who = {"name": data.get("name") or self.person.name}
        if self.person:
            who |= {"enquirer": self.person, "organisation": self.organisation}
        else:
            who |= {"email": data["email"], "organisation_as_said": data["organisation_as_said"]}
        return who | {
            "topic_id": topic and topic.id, "from_day": data["from_day"], "until_day": data["until_day"],
        }  # fmt: skip

    @property
    def organisation(self) -> Organisation | None:
        return self.possible.get(self.cleaned_data.get("asks_for", ""))


class OwnForm(forms.Form):
    """On a private page, whose address is the key: no traps, but a token that makes a double click one thing."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4()
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut a long text that is pasted, without a word

    def clean_token(self) -> UUID:
        return self.cleaned_data["token"] or uuid4()


class MessageForm(OwnForm):
    text = message_box(
        gettext_lazy("Your message"), 6,
        help_text=gettext_lazy("Passed on by mail, without your address. At most 4,000 characters."),
    )  # fmt: skip


class DeclineForm(OwnForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"), choices=Conversation.Declined, widget=forms.RadioSelect,
        help_text=gettext_lazy("Said in the reader’s language."),
        error_messages={"required": gettext_lazy("Choose a reason: whoever asked will want to know why.")},
    )  # fmt: skip
    text = message_box(gettext_lazy("In your own words"), 3, required=False)


class AbuseForm(OwnForm):
    text = message_box(
        gettext_lazy("What is wrong?"), 3,
        help_text=gettext_lazy("A curator then reads the whole conversation, and this."),
    )  # fmt: skip
