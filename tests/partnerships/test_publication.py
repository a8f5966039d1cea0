"""A submission becomes a public record: what it takes over, what stays behind, and that it happens once."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import Initiative
from partnerships.submission import moves
from partnerships.submission.judgement import verdict
from partnerships.submission.models import Document, Submission
from partnerships.submission.publication import accept
from partnerships.submission.steps import STEPS
from portal.core import curation, organisations, reference
from portal.core.curation import MoveRefused
from portal.core.models import Country, Organisation, OrganisationType, State
from tests import factories
from tests.desk import as_shown, sign_in
from tests.desk import page as desk_page
from tests.partnerships.files import PDF
from tests.partnerships.submissions import SNAPSHOT, WHO, at_once, submission

SITE = "https://portal.example.org"
STORY = {
    "challenge": "Marks waited four years.",
    "solution": "A month side by side.",
    "exchange": "Two visits a year.",
    "results": "Marks wait for seven months.",
    "figures": [{"figure": "12", "unit": "examiners", "what": "trained"}],
}
MEANS = {
    "instruments": ["memorandum", "exchange"],
    "sectors": ["agriculture-food"],
    "paid_by": "Each office its own travel.",
    "amount": "48000.50",
    "currency": "usd",
    "band": "",
    "in_kind": "rooms",
}
REUSE = {
    "lessons": "Plan for staff who leave.",
    "innovation": "No consultants.",
    "sustainability": "Own budgets.",
    "replicability": "Two people who can be spared.",
    "links": [
        {"url": "https://example.org/report", "title": "Final report"},
        {"url": "https://example.org/page", "title": ""},
    ],
}
MARKER = "MARKERWORD"
CONSENT = {
    "has_consent": "on",
    "note": f"{MARKER}note",
    "partners": [{"name": f"{MARKER}name", "organisation": f"{MARKER}office", "email": "secret-partner@example.org"}],
}


def waiting(state: str = "in_review", **steps) -> Submission:
    data = {"who": WHO, "snapshot": SNAPSHOT, "story": STORY, "means": MEANS, "reuse": REUSE, "consent": CONSENT}
    return submission(state, data=data | steps)


def accepted(curator, **steps) -> Initiative:
    return accept(waiting(**steps), by=curator, site=SITE)


def parties(initiative: Initiative) -> list[tuple]:
    return [
        (line.role, line.country_id or "", line.group.code if line.group else "",
         line.organisation.slug if line.organisation else "", line.as_said)
        for line in initiative.participations.all()
    ]  # fmt: skip


@pytest.mark.django_db
def test_everything_public_that_was_typed_is_in_the_record(curator):
    one = waiting()
    made = accept(one, by=curator, site=SITE)
    stored = Initiative.objects.get()
    assert (made, one.initiative, one.state, one.decided_by) == (stored, stored, "accepted", curator)
    values = {
        "title": SNAPSHOT["title"], "summary": SNAPSHOT["summary"], "language_id": "pt", "support": "without",
        "starts_on": date(2019, 3, 1), "starts_precision": "month", "ends_on": date(2020, 12, 31),
        "ends_precision": "year", "status": "completed", "paid_by": "Each office its own travel.",
        "amount": Decimal("48000.50"), "currency": "USD", "band": "", "in_kind": "rooms", "state": State.PUBLISHED,
        "published_by": curator, "created_by": curator, "kind": "south_south", "depth": "full",
        "source": f"Submitted to this portal through its public form ({one.ref})",
        **{name: STORY[name] for name in ("challenge", "solution", "exchange", "results")},
        **{name: REUSE[name] for name in ("lessons", "innovation", "sustainability", "replicability")},
    }  # fmt: skip
    assert {name: getattr(stored, name) for name in values} == values
    assert [link.topic.code for link in stored.taggings.all()] == ["trademarks"]
    assert [link.modality.code for link in stored.modality_links.all()] == ["staff-exchange"]
    assert {link.instrument.code for link in stored.instrument_links.all()} == {"memorandum", "exchange"}
    assert [link.sector.code for link in stored.sector_links.all()] == ["agriculture-food"]
    assert [(each.figure, each.unit, each.what) for each in stored.result_lines.all()] == [(12, "examiners", "trained")]
    assert [(each.title, each.url) for each in stored.documents.all()] == [
        ("Final report", "https://example.org/report"), ("example.org", "https://example.org/page"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_shortest_submission_makes_a_record_too(curator):
    data = {"who": WHO, "snapshot": SNAPSHOT | {"end": "", "ongoing": "on", "language": ""}, "consent": CONSENT}
    made = accept(submission("in_review", data=data, language="zh-hans"), by=curator, site=SITE)
    assert (made.depth, made.status, made.ends_on, made.language_id) == ("snapshot", "ongoing", None, "zh")
    assert (made.amount, made.currency, made.band, made.paid_by) == (None, "", "", "")
    assert not made.documents.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("period", "status"),
    [
        ({"start": "2019", "end": "2020"}, "completed"),
        ({"start": "2019", "end": "12/2190"}, "ongoing"),
        ({"start": "2019", "end": "", "ongoing": "on"}, "ongoing"),
        ({"start": "1/1/2190", "end": "2191"}, "planned"),
    ],
)
def test_the_status_follows_from_the_period(period, status, curator):
    assert accepted(curator, snapshot=SNAPSHOT | period).status == status


@pytest.mark.django_db
def test_a_rough_budget_is_in_dollars_and_a_currency_alone_says_nothing(curator):
    rough = accepted(curator, means={"band": "10k_50k", "amount": "", "currency": ""})
    alone = accepted(curator, means={"band": "", "amount": "", "currency": "EUR"})
    assert (rough.band, rough.currency) == ("10k_50k", "USD")
    assert (alone.band, alone.currency) == ("", "")


@pytest.mark.django_db
def test_organisations_are_matched_only_by_exactly_their_names(curator):
    office = factories.organisation("Instituto de Marcas", country="BR", acronym="IMB", aliases=["Marks Institute"])
    named = ["imb ", "Marks  institute", "Instituto de Marcas do Brasil", "IMB"]
    countries = ["BR", "BR", "BR", "AR"]
    lines = [
        {"name": name, "country": country, "role": "provider"} for name, country in zip(named, countries, strict=True)
    ]
    made = accepted(curator, snapshot=SNAPSHOT | {"organisations": lines})
    assert parties(made) == [
        ("provider", "BR", "", "", ""),
        ("beneficiary", "MZ", "", "", ""),
        ("provider", "", "", office.slug, ""),  # two of its names are one line
        ("provider", "BR", "", "", "Instituto de Marcas do Brasil"),
        ("provider", "AR", "", "", "IMB"),
    ]
    assert Organisation.objects.filter(name__startswith="Instituto de Marcas").count() == 1


@pytest.mark.django_db
def test_what_somebody_only_proposed_is_not_matched(curator):
    organisations.propose(
        by=curator, name="Institute of Proposals", type=OrganisationType.objects.first(),
        country=Country.objects.get(iso2="BR"),
    )  # fmt: skip
    lines = [{"name": "Institute of Proposals", "country": "BR", "role": "host"}]
    made = accepted(curator, snapshot=SNAPSHOT | {"organisations": lines})
    assert parties(made)[-1] == ("host", "BR", "", "", "Institute of Proposals")


@pytest.mark.django_db
def test_groups_are_partners_like_countries(curator):
    countries = [{"country": "BR", "role": "provider"}, {"country": "group:aripo", "role": "beneficiary"}]
    snapshot = SNAPSHOT | {"countries": countries, "organisations": SNAPSHOT["organisations"]}
    made = accepted(curator, snapshot=snapshot)
    shown = verdict(STEPS["snapshot"](snapshot, reference.current()).answers, reference.current())
    assert parties(made)[:2] == [("provider", "BR", "", "", ""), ("beneficiary", "", "aripo", "", "")]
    assert (made.kind, made.kind_grounds) == ("south_south", shown.grounds) == (shown.kind, shown.grounds)


@pytest.mark.django_db
def test_a_name_that_two_institutions_share_is_kept_as_said(curator):
    for name in ("Office of Marks", "Office of Patents"):
        factories.organisation(name, country="BR", acronym="OM")
    lines = [{"name": "OM", "country": "BR", "role": "host"}]
    made = accepted(curator, snapshot=SNAPSHOT | {"organisations": lines})
    assert parties(made)[-1] == ("host", "BR", "", "", "OM")


@pytest.mark.django_db
def test_an_international_organisation_that_nobody_knows_is_named_and_counts(curator, client):
    lines = [{"name": f"{MARKER[:6]} Fund: <b>IP</b>", "country": "international", "role": "funder"}]
    snapshot = SNAPSHOT | {"organisations": lines}
    made = accepted(curator, snapshot=snapshot)
    shown = verdict(STEPS["snapshot"](snapshot, reference.current()).answers, reference.current())
    assert (made.kind, made.kind_grounds) == ("triangular", shown.grounds) == (shown.kind, shown.grounds)
    assert parties(made)[-1] == ("funder", "", "", "", "MARKER Fund: <b>IP</b>")
    shown = client.get(made.get_absolute_url()).content.decode()
    assert shown.count("MARKER Fund: &lt;b&gt;IP&lt;/b&gt;") == 1
    assert "Supported by MARKER Fund  &lt;b&gt;IP&lt;/b&gt;." in shown
    assert "<b>IP" not in shown
    exported = json.loads(client.get("/partnerships/?format=json").getvalue())["results"]
    assert [line["as_said"] for line in exported[0]["participations"] if line["role"] == "funder"] == [lines[0]["name"]]
    assert "MARKER Fund" in client.get("/partnerships/?format=csv").getvalue().decode()


@pytest.mark.django_db
def test_unknown_providers_and_beneficiaries_are_no_mutual_partners(curator, client):
    lines = [
        {"name": "Fund of the North", "country": "international", "role": "provider"},
        {"name": "League of the South", "country": "international", "role": "beneficiary"},
    ]
    countries = [{"country": "BR", "role": "organiser"}, {"country": "MZ", "role": "organiser"}]
    made = accepted(curator, snapshot=SNAPSHOT | {"organisations": lines, "countries": countries})
    assert "with one another" not in client.get(made.get_absolute_url()).content.decode()
    page = client.get("/partnerships/").content.decode()
    assert "with one another" not in page
    assert (page.count("Fund of the North"), page.count("League of the South")) == (1, 1)
    assert made.ref in client.get("/partnerships/", {"q": "League South"}).content.decode()


@pytest.mark.django_db
def test_who_submitted_it_is_said_only_if_they_agreed(curator, client):
    hidden, shown = accepted(curator), accepted(curator, who=WHO | {"shows_name": "on"})
    assert "Ana Souza, INPI Brazil" in shown.source
    assert "Souza" not in hidden.source
    for secret in (MARKER, "Souza", "ana@example.org", "secret-partner"):
        for address in (hidden.get_absolute_url(), "/partnerships/?format=json", "/partnerships/?format=atom"):
            response = client.get(address)
            text = response.getvalue().decode() if response.streaming else response.content.decode()
            assert secret not in text.replace(shown.source, "")


@pytest.mark.django_db
def test_nothing_happens_where_something_is_missing(curator):
    one = waiting(snapshot=SNAPSHOT | {"modality": "gone", "summary": ""})
    with pytest.raises(MoveRefused, match="In one sentence or two: This is still missing"):
        accept(one, by=curator, site=SITE)
    assert (one.state, one.initiative) == ("in_review", None)
    assert (Submission.objects.get().state, Initiative.objects.count()) == ("in_review", 0)


@pytest.mark.django_db
def test_without_consent_or_review_there_is_no_record(curator):
    for one in (submission("in_review", has_consent=False), submission("sent"), submission("rejected")):
        with pytest.raises(MoveRefused):
            accept(one, by=curator, site=SITE)
    assert Initiative.objects.count() == 0


@pytest.mark.django_db
def test_a_record_is_of_one_submission(curator):
    made = accepted(curator)
    with pytest.raises(IntegrityError):
        Submission.objects.filter(pk=waiting().pk).update(initiative=made)


@pytest.mark.django_db
def test_hostile_and_long_text_is_only_text(curator, client):
    hostile = "<script>alert(1)</script> {{ 7|add:7 }} ' OR 1=1 \u202egnp.exe"
    made = accepted(curator, snapshot=SNAPSHOT | {"title": hostile + "\n\n" + "x" * 130}, story=STORY | {
        "challenge": hostile + " long " * 900,
    })  # fmt: skip
    assert "\n" not in made.title
    page = client.get(made.get_absolute_url())
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_accepted_twice_at_once_it_is_one_record(committed):
    pk, by = waiting().pk, factories.user("curator")

    def press() -> str:
        try:
            return accept(Submission.objects.get(pk=pk), by=by, site=SITE).ref
        except MoveRefused as refused:
            return "accepted" if "Accepted" in refused.messages[0] else "?"

    told = at_once(press, 4)
    made = Initiative.objects.get()
    assert sorted(told) == sorted([made.ref, *["accepted"] * 3])
    assert Submission.objects.get().initiative == made


def test_of_accepting_and_rejecting_at_once_one_wins(committed):
    pk, by = waiting().pk, factories.user("curator")
    presses = iter([
        lambda one: accept(one, by=by, site=SITE),
        lambda one: moves.reject(one, by=by, reason="Not about IP."),
    ])  # fmt: skip

    def press() -> bool:
        move = next(presses)
        try:
            move(Submission.objects.get(pk=pk))
        except MoveRefused:
            return False
        return True

    assert sorted(at_once(press, 2)) == [False, True]
    assert Initiative.objects.count() == (Submission.objects.get().state == "accepted")


# --- Documents --------------------------------------------------------------------------------------------------------
def with_file(data: bytes = PDF, **values) -> tuple[Submission, Document]:
    one = waiting(**values)
    return one, attached(one, data=data)


def attached(one: Submission, name: str = "Final report.pdf", data: bytes = PDF) -> Document:
    found = Document(submission=one, name=name, kind="pdf", size=len(data), digest=name)
    found.file.save("x.bin", ContentFile(data))
    return found


@pytest.mark.django_db
def test_documents_can_be_fetched_while_the_record_is_public_and_not_else(curator, client):
    one, file = with_file()
    guesses = [f"/partnerships/{ref}/documents/{file.pk}/" for ref in (one.ref, "PI-2019-0001")]
    assert {client.get(each).status_code for each in guesses} == {404}
    made = accept(one, by=curator, site=SITE)
    address = f"{made.get_absolute_url()}documents/{file.pk}/"
    shown = client.get(made.get_absolute_url()).content.decode()
    assert f'<a href="{address}" rel="nofollow" dir="auto">Final report.pdf</a> <small>PDF, 1 kB</small>' in shown
    response = client.get(address)
    assert (response.status_code, response.getvalue(), response["Content-Type"]) == (200, PDF, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="Final report.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-cache" in response["Cache-Control"]
    client = sign_in(curator)
    for move in ("question", "archive"):
        if move == "archive":
            curation.publish(made, by=curator)
        getattr(curation, move)(made, by=curator, reason="Doubts.")
        assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_a_document_is_found_with_its_own_record_only_and_not_if_withheld(curator, client):
    one, file = with_file()
    made, other = accept(one, by=curator, site=SITE), accepted(curator)
    assert client.get(f"{other.get_absolute_url()}documents/{file.pk}/").status_code == 404
    address = f"{made.get_absolute_url()}documents/{file.pk}/"
    assert client.get(address).status_code == 200
    Document.objects.update(is_withheld=True)
    assert client.get(address).status_code == 404
    assert "Final report.pdf" not in client.get(made.get_absolute_url()).content.decode()
    assert "Final report.pdf" not in client.get("/partnerships/?format=json").getvalue().decode()


@pytest.mark.django_db
def test_documents_are_links_in_exports_and_for_programs(curator, client):
    one, file = with_file()
    made = accept(one, by=curator, site=SITE)
    address = f"http://testserver/partnerships/{made.ref}/documents/{file.pk}/"
    link = {"kind": "material", "kind_label": "Material", "title": "Final report.pdf", "url": address}
    [record] = json.loads(client.get("/partnerships/?format=json").getvalue())["results"]
    assert link in record["documents"]
    assert address in client.get("/partnerships/?format=csv").getvalue().decode()
    told = client.get(f"/api/v1/partnerships/{made.ref}/").json()
    assert link in told["documents"]


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_documents(curator, client, django_assert_num_queries):
    one, _file = with_file()
    made = accept(one, by=curator, site=SITE)
    client.get(made.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(made.get_absolute_url())
    for number in range(4):
        attached(one, f"{number}.pdf")
    one.documents.update(initiative=made)
    with django_assert_num_queries(len(few)):
        client.get(made.get_absolute_url())


@pytest.mark.django_db
def test_the_desk_leads_from_the_record_to_the_submission_and_can_withhold_files(curator, signed_in):
    one, _file = with_file()
    made, desk = accept(one, by=curator, site=SITE), signed_in(curator)
    shown = desk.get(desk_page(made))
    assert f'href="/admin/submission/submission/{one.pk}/change/">{one.ref}</a>' in shown.content.decode()
    desk.post(desk_page(made), as_shown(shown) | {"files-0-is_withheld": "on"})
    assert Document.objects.get().is_withheld
