"""What is typed to express an interest, to decline one, and to bring two together."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.models import Listing, Need, Offer
from matchmaking.own.forms import LINKS
from matchmaking.own.steering import ButtonForm
from portal.core import reference as reference_memory
from portal.core.form_fields import OrganisationField, text
from portal.core.models import Organisation

LONGEST = 4000  # letters


class InterestForm(ButtonForm):
    button = gettext_lazy("Express interest")

    message = text(
        gettext_lazy("Your message to the owner"),
        gettext_lazy("Who you are, what you could do or would need, and when. At most 4,000 letters."),
        most=LONGEST, links=LINKS, rows=8,
    )  # fmt: skip
    in_return = forms.ChoiceField(
        label=gettext_lazy("In return"), required=False,
        help_text=gettext_lazy("One of your own open offers or needs, if you would give or get something in return."),
    )  # fmt: skip

    def __init__(self, *args, own: Sequence[Listing] = (), **kwargs):
        """``own`` are those that can be named in return; where there is none, nothing is asked."""
        super().__init__(*args, **kwargs)
        self.own = {each.ref: each for each in own}
        known = [(ref, f"{each.title} ({ref})") for ref, each in self.own.items()]
        self.fields["in_return"].choices = [("", _("Nothing for now")), *known]
        if not own:
            del self.fields["in_return"]

    @property
    def named(self) -> Listing | None:
        return self.own.get(self.cleaned_data.get("in_return", ""))


class DeclineInterestForm(forms.Form):
    reason = text(
        gettext_lazy("Why not"), gettext_lazy("Read by those who expressed interest, and by curators."),
        most=LONGEST, links=LINKS, rows=4,
    )  # fmt: skip


class IntroduceForm(ButtonForm):
    """``values`` are the arguments of ``introducing.introduce``."""

    button = gettext_lazy("Introduce them")

    need = text(gettext_lazy("Need"), gettext_lazy("Its reference: ND-2026-0001"), most=20, required=False)
    offer = text(gettext_lazy("Offer"), gettext_lazy("Its reference: OF-2026-0001"), most=20, required=False)
    partner = OrganisationField(
        label=gettext_lazy("Partner"), required=False,
        help_text=gettext_lazy("Where there is only a need or only an offer: the organisation on the other side."),
    )  # fmt: skip
    facilitator = OrganisationField(
        label=gettext_lazy("Facilitator"), required=False,
        help_text=gettext_lazy("An organisation that helps the two along, besides you."),
    )  # fmt: skip
    text = text(
        gettext_lazy("Why these two"), gettext_lazy("Both sides read it."), most=LONGEST, links=LINKS, rows=4,
        required=False,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("partner", "facilitator"):
            self.fields[name].offer(reference_memory.current())

    @property
    def known_organisations(self) -> list:
        return self.fields["partner"].known

    def clean_need(self) -> Need | None:
        return self._found(Need, "need")

    def clean_offer(self) -> Offer | None:
        return self._found(Offer, "offer")

    def clean(self) -> dict:
        said = super().clean()
        need, offer, partner = said.get("need"), said.get("offer"), said.get("partner")
        if not self.errors and not need and not offer:
            raise ValidationError(_("Name a need, an offer, or both."))
        if not self.errors and not partner and not (need and offer):
            self.add_error("partner", _("Name the organisation on the other side."))
        return said

    @cached_property
    def values(self) -> dict:
        said = self.cleaned_data
        need, offer, partner = said["need"], said["offer"], self._organisation("partner")
        return {
            "need": need, "offer": offer, "text": said["text"], "facilitator": self._organisation("facilitator"),
            "seeker": need.owner if need else partner, "provider": offer.owner if offer else partner,
        }  # fmt: skip

    def _organisation(self, name: str) -> Organisation | None:
        key = self.cleaned_data[name]
        return Organisation.objects.get(pk=key) if key else None

    def _found(self, model: type[Listing], name: str) -> Listing | None:
        ref = self.cleaned_data[name].upper()
        found = model.objects.select_related("owner").filter(ref=ref).first() if ref else None
        if ref and found is None:
            raise ValidationError(_("There is none with this reference."))
        return found
