"""What the desk shows of a submission in every room: what was typed and what was said. Rooms add what they know."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property

from portal.core.answers import answers
from portal.core.models import Exchanged, Submitted, Uploaded, User
from portal.core.reference import Reference
from portal.core.submitting.decisions import Decision
from portal.core.submitting.pages import asked_for
from portal.core.submitting.shown import shown_documents


def desk_url(submission: Submitted, view: str, *args) -> str:
    """One of its pages on the desk (portal/core/admin/submitted.py)."""
    return reverse(
        f"admin:{submission._meta.app_label}_{submission._meta.model_name}_{view}", args=[submission.pk, *args]
    )


class DeskPage:
    def __init__(self, submission: Submitted, user: User, reference: Reference, decisions: dict[str, Decision]):
        self.submission, self.user, self.reference = submission, user, reference
        self.forms, self._decisions = submission.filled(reference), decisions

    @property
    def parts(self) -> list[dict]:
        """Step by step; what was left empty is not listed."""
        return [{"heading": str(form.heading), "answers": answers(form)} for form in self.forms.values()]

    @cached_property
    def documents(self) -> list[dict]:
        def download(document: Uploaded) -> str:
            return desk_url(self.submission, "document", document.pk)

        return shown_documents(self.submission, download)

    @cached_property
    def messages(self) -> list[Exchanged]:
        return list(self.submission.messages.select_related("by"))

    @property
    def asked(self) -> list[str]:
        return [label for _url, label in asked_for(self.submission, self.forms)]

    @property
    def settle_url(self) -> str:
        return desk_url(self.submission, "settle")

    @property
    def decisions(self) -> list[dict]:
        """Those that are possible now."""
        return [
            {"label": each.label, "url": desk_url(self.submission, "decide", name), "is_first": name == "accept"}
            for name, each in self._decisions.items()
            if self.submission.state in each.from_states
        ]
