"""The whole profile in one form: the questions of the application, asked of what is stored."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roster.applying.steps import About, Did, Know, Who


class ProfileForm(Who, Know, Did, About):
    heading = _("Your profile")
    lead = ""

    email = None  # mails go to the address of the account
    availability = None  # on the page for being away

    lines = {**Who.lines, **Know.lines, **Did.lines, **About.lines}
    field_order = [
        "name", "nationalities", "residence", "birth_year", "position", "employer", "expertise", "modalities",
        "languages", "remote", "biographies", "assignments", "interests", "no_interests",
    ]  # fmt: skip
