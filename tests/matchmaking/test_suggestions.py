"""Suggestions for needs and offers: what is found, for whom, why, in how many queries; what is set aside and mailed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from matchmaking.digest import THRESHOLD, mail_suggestions
from matchmaking.matching.doors import decline
from matchmaking.matching.introducing import introduce
from matchmaking.models import Need, Suggestion
from matchmaking.remembering import set_aside, take_back
from matchmaking.suggestions import SHOWN, Reason, suggestions
from portal.core import reference as reference_memory
from portal.core.curation import archive
from portal.core.models import Mail, Membership, State, current_versions
from roster import consents
from tests import factories

pytestmark = pytest.mark.django_db
Role = Membership.Role
ASKED = {
    "topics": ["patents"], "modalities": ["workshop"], "languages": ["fr"], "places": ["SN"],
    "match_types": ["technical"], "starts_on": date(2027, 1, 1), "ends_on": date(2027, 6, 30),
}  # fmt: skip


@pytest.fixture
def seeker():
    return factories.organisation(country="SN")


@pytest.fixture
def need(seeker):
    return factories.need(owner=seeker, **ASKED)


def member_of(organisation, role=Role.EDITOR, **values):
    person = factories.user(**values)
    Membership.objects.create(user=person, organisation=organisation, role=role)
    return person


def found(listing, user) -> dict[str, list]:
    versions = current_versions()
    groups = suggestions(listing, user, reference_memory.current(versions), versions)
    return {group.kind: group.shown for group in groups}


def refs(listing, user) -> dict[str, list[str]]:
    return {kind: [each.ref for each in shown] for kind, shown in found(listing, user).items()}


def test_every_kind_is_found_and_says_why(need, seeker):
    person = member_of(seeker)
    funder = factories.organisation("Fund of the North", country="NO", state="verified")
    offer = factories.offer(**ASKED | {"owner": factories.organisation(country="BR")})
    activity = factories.activity(
        beneficiaries=["SN"], topics=["patents"], languages=["fr"], status="completed",
        others={"funder": [f"organisation:{funder.slug}"]},
    )  # fmt: skip
    work = {"assignments": [{"activity_id": activity.pk, "role": "Trainer"}]}
    consultant = factories.consultant(nationalities=["SN"], languages=["fr"], modalities=["workshop"], lines=work)
    initiative = factories.initiative(topics=["patents"], status="ongoing")
    factories.offer(**ASKED | {"topics": ["trademarks"]})
    shown = found(need, person)
    assert {kind: [each.ref for each in several] for kind, several in shown.items()} == {
        "offers": [offer.ref],
        "consultants": [consultant.ref],
        "activities": [activity.ref],
        "initiatives": [initiative.ref],
        "partners": [f"organisation:{funder.slug}"],
    }
    assert shown["offers"][0].total == 35 + 10 + 15 + 15 + 5 + 2
    assert shown["offers"][0].reasons == [
        Reason(35, "The same topic: Patents."),
        Reason(10, "The way of working that is asked for: Seminar or workshop."),
        Reason(15, "A common language: French."),
        Reason(15, "The same country: Senegal."),
        Reason(5, "Possible in the period that is asked for."),
        Reason(2, "The kind of support that is asked for: Technical support."),
    ]
    assert shown["consultants"][0].reasons[-1] == Reason(15, "Work on the topic is on record: Patents.")
    assert shown["partners"][0].reasons == [
        Reason(None, f"Has funded or facilitated a record on the topic for the same country or region: {activity.ref}.")
    ]
    with translation.override("ar"):
        assert "السنغال" in found(need, person)["offers"][0].reasons[3].sentence
    assert refs(offer, member_of(offer.owner)) == {"needs": [need.ref]}


def test_only_what_the_reader_may_see_and_have(need, seeker):
    person = member_of(seeker)
    invited = factories.offer(**ASKED, visibility="invited", invited=[seeker])
    for values in (
        {"visibility": "invited"}, {"state": State.DRAFT}, {"owner": seeker}, {"is_sample": True},
        {"ending": "closed"}, {"expires_on": timezone.localdate() - timedelta(days=1)},
    ):  # fmt: skip
        factories.offer(**ASKED | values)
    hidden = factories.consultant(nationalities=["SN"], languages=["fr"])
    consents.withdraw(hidden, ["listing"], by=None)
    factories.activity(topics=["patents"], status="planned")
    factories.activity(topics=["patents"], status="completed", state=State.DRAFT)
    invented = {"topics": ["patents"], "status": "completed", "is_sample": True}
    fund = {"funder": [f"organisation:{factories.organisation('Fund of the North', country='NO').slug}"]}
    done = factories.activity(beneficiaries=["SN"], others=fund, **invented)
    running = factories.initiative(**invented)
    assert refs(need, person) == {"offers": [invited.ref]}
    assert refs(need, factories.user()) == {}
    sample = refs(factories.need(owner=seeker, is_sample=True, **ASKED), person)
    assert (sample["activities"], sample["initiatives"], len(sample["partners"])) == ([done.ref], [running.ref], 1)


def test_whom_one_talks_to_already_is_not_suggested_until_it_fails(need, seeker):
    offer = factories.offer(**ASKED | {"owner": factories.organisation()})
    admin, other, curator = member_of(seeker, Role.ADMIN), member_of(offer.owner), factories.user("curator")
    assert (refs(need, admin), refs(offer, other)) == ({"offers": [offer.ref]}, {"needs": [need.ref]})
    match = introduce(
        need=need, offer=offer, seeker=seeker, provider=offer.owner, by=curator, facilitator=None, site=""
    )
    assert (refs(need, admin), refs(offer, other)) == ({}, {})
    decline(match, by=admin, acting_for=seeker, reason="No", site="")
    assert (refs(need, admin), refs(offer, other)) == ({"offers": [offer.ref]}, {"needs": [need.ref]})


def test_what_a_consultant_did_not_release_gives_no_points(need, seeker):
    person = member_of(seeker)
    activity = factories.activity(topics=["patents"], status="completed")
    work = {"assignments": [{"activity_id": activity.pk, "role": "Trainer"}]}
    values = {"name": "Marker Marabout", "nationalities": ["SN"], "languages": ["fr"], "lines": work}
    silent = factories.consultant(**values, released=["listing"])
    shown = found(need, person)["consultants"][0]
    assert (shown.ref, shown.title, shown.total) == (silent.ref, f"Consultant {silent.ref}", 35 + 15 + 15 + 2)
    consents.give(silent, ["name", "assignments", "availability"], how="form", by=None)
    shown = found(need, person)["consultants"][0]
    assert (shown.title, shown.total) == ("Marker Marabout", 35 + 15 + 15 + 5 + 2 + 15)


def test_the_sum_and_the_order(need, seeker):
    person = member_of(seeker)
    best = factories.offer(**ASKED, title="Patents")
    late = factories.offer(**ASKED | {"starts_on": date(2028, 1, 1), "ends_on": None})
    worse = factories.offer(**ASKED | {"languages": ["ru"]})
    assert refs(need, person)["offers"] == [best.ref, late.ref, worse.ref]
    for number in range(SHOWN):
        factories.offer(**ASKED, title=f"{need.title} {number}")  # its own words: before equals
    shown = found(need, person)["offers"]
    assert len(shown) == SHOWN
    assert {each.total for each in shown} == {82}
    assert best.ref not in {each.ref for each in shown}


@pytest.mark.parametrize("many", [1, 8])
def test_the_number_of_queries_is_constant(many, need, seeker, django_assert_num_queries):
    person = member_of(seeker)
    funder = factories.organisation(country="NO", state="verified")
    for _ in range(many):
        activity = factories.activity(
            beneficiaries=["SN"],
            topics=["patents"],
            status="completed",
            others={"funder": [f"organisation:{funder.slug}"]},
        )
        work = {"assignments": [{"activity_id": activity.pk, "role": "Trainer"}]}
        factories.consultant(nationalities=["SN"], lines=work)
        factories.initiative(topics=["patents"], status="ongoing")
        factories.offer(**ASKED)
        factories.need(**ASKED)
    versions = current_versions()
    reference = reference_memory.current(versions)
    suggestions(need, person, reference, versions)  # the indexes are loaded
    with django_assert_num_queries(13):
        groups = suggestions(need, person, reference, versions)
    assert {group.kind: len(group.shown) for group in groups} == {
        "offers": min(many, SHOWN), "consultants": min(many, SHOWN), "activities": min(many, SHOWN),
        "initiatives": min(many, SHOWN), "partners": 1,
    }  # fmt: skip
    offer = factories.offer(**ASKED)
    suggestions(offer, member_of(offer.owner), reference, versions)
    versions = current_versions()
    suggestions(offer, person, reference, versions)
    with django_assert_num_queries(5):
        suggestions(offer, person, reference, versions)


# Set aside ------------------------------------------------------------------------------------------------------------
def test_not_relevant_is_remembered_and_taken_back(need, seeker, signed_in):
    offer = factories.offer(**ASKED)
    editor, reader, stranger = member_of(seeker), member_of(seeker, Role.READER), factories.user()
    page, url = need.get_absolute_url(), f"{need.get_absolute_url()}suggestions/"
    client = signed_in(editor)
    shown = client.get(page).content.decode()
    assert "Not relevant" in shown
    assert offer.title in shown
    for _twice in range(2):
        answer = client.post(url, {"candidate": offer.ref, "set_aside": "1"})
        assert (answer.status_code, answer["Location"]) == (302, f"{page}#suggestions")
    remembered = Suggestion.objects.get()
    assert (remembered.need, remembered.candidate, remembered.set_aside_by) == (need, offer.ref, editor)
    assert refs(need, reader) == {"offers": []}
    shown = signed_in(reader).get(page).content.decode()
    assert "1 set aside as not relevant" in shown
    assert "Take back" not in shown
    for _twice in range(2):
        client.post(url, {"candidate": offer.ref, "take_back": "1"})
    assert refs(need, editor) == {"offers": [offer.ref]}
    client.post(url, {"candidate": "OF-2000-0001", "set_aside": "1"})
    assert Suggestion.objects.count() == 1
    for user, status in ((reader, 403), (stranger, 403)):
        assert signed_in(user).post(url, {"candidate": offer.ref, "set_aside": "1"}).status_code == status
    assert signed_in(editor).get(url).status_code == 405
    hidden = factories.need(**ASKED, state=State.DRAFT)
    assert signed_in(editor).post(f"/needs/{hidden.ref}/suggestions/").status_code == 404


def test_who_sees_the_block(need, seeker, client, signed_in, curator):
    offer = factories.offer(**ASKED)
    page = need.get_absolute_url()
    block = 'id="suggestions"'
    assert block in signed_in(member_of(seeker, Role.READER)).get(page).content.decode()
    assert block in signed_in(curator).get(page).content.decode()
    assert block not in signed_in(member_of(offer.owner)).get(page).content.decode()
    assert block not in client.get(page).content.decode()
    answer = client.post(f"{page}suggestions/", {"candidate": offer.ref})
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
    Need.objects.filter(pk=need.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert block not in signed_in(member_of(seeker)).get(page).content.decode()


def test_the_desk_shows_the_best_of_what_can_be_had(client, need, seeker, django_assert_num_queries):
    """To every member; without what was set aside, and without what is only on record."""
    client.force_login(person := member_of(seeker, Role.READER))
    assert "Nothing fits yet" in client.get("/matchmaking/").content.decode()
    _weak, aside, *best = (
        factories.offer(**ASKED | {"owner": factories.organisation(), **values})
        for values in ({"places": ["BR"], "languages": ["ru"]}, {}, {}, {"languages": ["ru"]})
    )
    factories.activity(beneficiaries=["SN"], topics=["patents"], languages=["fr"], status="completed")
    consultant = factories.consultant(nationalities=["SN"], languages=["fr"], modalities=["workshop"])
    set_aside(need, aside.ref, by=person)
    factories.need(owner=seeker, state=State.DRAFT, **ASKED)
    [line] = client.get("/matchmaking/").context["blocks"][-1].context["lines"]
    assert (line.listing, line.url) == (need, f"{need.get_absolute_url()}#suggestions")
    assert {each.ref for _kind, each in line.best} == {consultant.ref, *(each.ref for each in best)}
    assert [each.total for _kind, each in line.best] == sorted((each.total for _kind, each in line.best), reverse=True)
    offer = factories.offer(owner=seeker, **ASKED)
    wanted = factories.need(owner=factories.organisation(country="SN"), **ASKED)
    client.get("/matchmaking/")
    with django_assert_num_queries(23):
        lines = client.get("/matchmaking/").context["blocks"][-1].context["lines"]
    assert [each.listing for each in lines] == [offer, need]
    assert [(kind, each.ref) for kind, each in lines[0].best] == [("Needs", wanted.ref)]
    type(need).objects.update(ending="closed", ending_reason="No", ended_at=timezone.now(), ended_by=person)
    type(offer).objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "Suggestions" not in [each.title for each in client.get("/matchmaking/").context["blocks"]]


def test_nothing_says_what_to_do(seeker, signed_in):
    client = signed_in(member_of(seeker))
    assert "Nothing fits yet" in client.get(factories.need(owner=seeker, **ASKED).get_absolute_url()).content.decode()
    bare = factories.need(owner=seeker, **ASKED | {"topics": []})
    assert "Name the topics first" in client.get(bare.get_absolute_url()).content.decode()


# By mail --------------------------------------------------------------------------------------------------------------
@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://portal.example"


def test_each_suggestion_is_mailed_once(need, seeker, site):
    editor, admin = member_of(seeker, language="fr"), member_of(seeker, Role.ADMIN)
    member_of(seeker, Role.READER)
    offer = factories.offer(**ASKED)
    weak = factories.offer(**ASKED | {"languages": ["ru"], "modalities": ["equipment"]})
    owner = member_of(offer.owner)
    assert found(need, admin)["offers"][1].total < THRESHOLD <= found(need, admin)["offers"][0].total
    assert mail_suggestions() == 3
    assert {mail.to: mail.language for mail in Mail.objects.all()} == {
        editor.email: "fr", admin.email: "en", owner.email: "en"
    }  # fmt: skip
    told = Mail.objects.get(to=admin.email)
    assert told.subject == "1 suggestion for your needs and offers"
    assert f"https://portal.example/offers/{offer.ref}/" in told.text
    assert "82 of 100 points. The same topic: Patents." in told.text
    assert weak.ref not in told.text + told.html
    assert told.stop_url
    assert f"https://portal.example/needs/{need.ref}/" in Mail.objects.get(to=owner.email).text
    assert mail_suggestions() == 0
    second = factories.offer(**ASKED)
    set_aside(need, second.ref, by=admin)
    assert mail_suggestions() == 0
    take_back(need, second.ref, by=admin)
    third = factories.offer(**ASKED)
    assert mail_suggestions() == 2
    latest = Mail.objects.filter(to=admin.email).latest("pk").text
    assert third.ref in latest
    assert offer.ref not in latest


def test_a_mail_that_names_a_consultant_is_not_kept_once_it_was_sent(need, seeker, site):
    member_of(seeker)
    person = factories.consultant(**{name: ASKED[name] for name in ("topics", "modalities", "languages")})
    assert mail_suggestions() == 1
    mail = Mail.objects.get()
    assert (person.name in mail.text, person.get_absolute_url() in mail.text, mail.is_secret) == (True, True, True)


def test_no_mail_for_what_is_invented_stopped_or_has_no_address(need, seeker, settings, caplog):
    admin = member_of(seeker, Role.ADMIN)
    factories.offer(**ASKED)
    settings.SITE_URL = ""
    assert mail_suggestions() == 0
    assert "SITE_URL is not set" in caplog.text
    settings.SITE_URL = "https://portal.example"
    admin.stopped_mails.create(kind="suggestions")
    assert mail_suggestions() == 0
    sample = factories.need(**ASKED, is_sample=True)
    member_of(sample.owner)
    assert mail_suggestions() == 0
    archive(need, by=admin, reason="Done.")
    assert Mail.objects.count() == 0


def test_programs_are_told_the_same(need, seeker, client, signed_in):
    offer = factories.offer(**ASKED)
    url = f"/api/v1/needs/{need.ref}/suggestions/"
    [said] = signed_in(member_of(seeker, Role.READER)).get(url).json()["suggestions"]
    assert (said["kind"], said["ref"], said["title"], said["points"]) == ("offers", offer.ref, offer.title, 82)
    assert said["url"] == f"http://testserver{offer.get_absolute_url()}"
    assert sum(reason["points"] for reason in said["reasons"]) == said["points"]
    [said] = signed_in(member_of(offer.owner)).get(f"/api/v1/offers/{offer.ref}/suggestions/").json()["suggestions"]
    assert (said["kind"], said["ref"]) == ("needs", need.ref)
    assert signed_in(member_of(offer.owner)).get(url).status_code == 404
    assert client.get(url).status_code == 404
