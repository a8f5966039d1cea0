"""What the curators' desk needs to have something on it: records that wait, one told twice, readers' reports.

Run beside a running portal (``python -m tests.browser.scene``), because the tests' own connection leads elsewhere.
Prints the addresses of the pages as JSON, and a session for each curator.
"""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import django

CURATOR = "curator@example.org"
COLLEAGUE = "colleague@example.org"
TITLE = "Regional workshop on marks for small firms"


def main() -> None:
    from django.urls import reverse

    from partnerships.submission import moves
    from portal.core import corrections
    from portal.core.models import Country, State
    from tests.desk import list_of, page
    from tests.factories import activity, user
    from tests.partnerships.submissions import SNAPSHOT, submission

    curator, colleague = (user("curator", email=email, name=email.split("@")[0]) for email in (CURATOR, COLLEAGUE))
    day = date(2019, 3, 4)
    known = activity(by=curator, title=TITLE, starts_on=day, ref="TA-2019-9001")
    told_again = activity(by=curator, title=TITLE, starts_on=day, ref="TA-2019-9002", state=State.IN_REVIEW)
    activity(by=curator, title="To be published by keyboard", ref="TA-2019-9003", state=State.IN_REVIEW)
    activity(by=curator, providers=["IN"], beneficiaries=["KE"], starts_on=date(2026, 12, 1), ref="TA-2026-9004")
    words = {"part": "dates", "text": "It began a day earlier.", "source": "", "name": "Ana", "email": ""}
    reports = [
        corrections.report(told_again, token=uuid4(), site="http://127.0.0.1", words=words | {"text": text})[0]
        for text in ("It began a day earlier.", "بدأت ورشة العمل قبل ذلك بيوم")
    ]
    submissions = [submission("in_review", title=SNAPSHOT["title"]) for _twin in range(2)]
    moves.say(submissions[0], text="متى تقررون؟")
    told_again.title += ", Dakar"
    told_again.updated_by = colleague
    told_again.save()
    addresses = {
        **{person.email: session_of(person) for person in (curator, colleague)},
        "list": list_of(type(known)),
        "record": page(told_again),
        "history": page(told_again, "history"),
        "reports": list_of(type(reports[0])),
        "report": page(reports[0]),
        "submissions": list_of(type(submissions[0])),
        "submission": page(submissions[0]),
        "asking": reverse("admin:submission_submission_decide", args=[submissions[0].pk, "ask-for-changes"]),
        "accepting": reverse("admin:submission_submission_decide", args=[submissions[0].pk, "accept"]),
        "duplicate": reverse("admin:submission_submission_decide", args=[submissions[0].pk, "duplicate"]),
        "country": page(Country.objects.get(pk="KE")),
    }
    print(json.dumps(addresses))


def session_of(person) -> str:
    """The key of a session at the desk, for the browser's cookie."""
    from django.test import Client

    from tests.desk import show_second_factor

    client = Client()
    client.force_login(person)
    show_second_factor(client, person)
    return client.session.session_key


if __name__ == "__main__":
    django.setup()
    main()
