"""Three organisations, whose administrators have just signed up, and a need of the first; how members and needs come
about is walked through elsewhere. Run beside a running portal with the three addresses (tests/browser/scene.py says
why); prints the path of the need.
"""

from __future__ import annotations

import sys

import django

SIDES = {"Seeking Office": "KE", "Providing Office": "BR", "Helping Agency": ""}


def main(*emails: str) -> None:
    from portal.core.models import Membership, User
    from tests.factories import need, organisation

    offices = [
        organisation(name, country=country, slug=name.lower().replace(" ", "-")) for name, country in SIDES.items()
    ]
    for email, office in zip(emails, offices, strict=True):
        person = User.objects.get(email=email)
        Membership.objects.create(user=person, organisation=office, role=Membership.Role.ADMIN)
    asked = need(
        owner=offices[0], title="Clearing a backlog of trademark applications", match_types=["technical"],
        confidential="Forty examiners are missing.",
    )  # fmt: skip
    print(asked.get_absolute_url())


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
