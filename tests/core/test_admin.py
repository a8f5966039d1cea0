"""The desk as a whole: who gets in, what waits on the start page, and the reference data behind the records."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.core.models import (
    Country,
    CountryGroup,
    CountryGroupMember,
    CountryStatus,
    Curated,
    Membership,
    Organisation,
    OrganisationType,
    State,
    Topic,
    User,
)
from tests.desk import another, as_shown, errors, list_of, messages, page
from tests.factories import PASSWORD, activity, organisation, user

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
NEW_ACCOUNT = reverse("admin:core_user_add")
PHRASE = "a long and winding road"


@pytest.fixture
def desk(curator, signed_in):
    return signed_in(curator)


@pytest.fixture
def office(administrator, signed_in):
    """An administrator at the desk."""
    return signed_in(administrator)


def save(client, thing, **changed):
    return client.post(page(thing), as_shown(client.get(page(thing))) | changed, follow=True)


# --- Who gets in ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_each_list_and_form_for_everybody(client, signed_in, member, curator, administrator, model):
    activity(), organisation()
    people_only = {"curator": 403, "administrator": 200} if model is User else {"curator": 200, "administrator": 200}
    first = model._default_manager.first()
    addresses = [list_of(model), list_of(model) + "?q=ken", *([page(first), page(first, "history")] if first else [])]
    for address in addresses:
        assert (
            client.get(address)["Location"] == f"/admin/login/?next={address.replace('?', '%3F').replace('=', '%3D')}"
        )
        assert signed_in(member).get(address).status_code == 302
        assert signed_in(curator).get(address).status_code == people_only["curator"]
        assert signed_in(administrator).get(address).status_code == people_only["administrator"]


def test_a_member_is_told_and_shown_nothing(signed_in, member):
    activity(state=State.DRAFT)
    answer = signed_in(member).get(START, follow=True)
    assert "not authorized" in answer.content.decode()
    assert "To review" not in answer.content.decode()


def test_a_member_moves_nothing(signed_in, member):
    record = activity(state=State.IN_REVIEW)
    signed_in(member).post(f"{page(record)}move/publish/")
    record.refresh_from_db()
    assert record.state == State.IN_REVIEW


def test_moves_need_a_token_of_the_form(curator):
    from django.test import Client

    record = activity(state=State.IN_REVIEW)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    assert strict.post(f"{page(record)}move/publish/").status_code == 403


def test_every_model_of_the_desk_says_where_it_belongs():
    from portal.site.admin_site import SECTIONS

    sections = {model.__name__: model_admin.section for model, model_admin in admin.site._registry.items()}
    assert set(sections.values()) == set(SECTIONS)
    assert {model.__name__ for model in MODELS if issubclass(model, Curated)} == {
        name for name, section in sections.items() if section == "records"
    }


@pytest.mark.parametrize("language", ["", "/ar", "/fr"])
def test_no_page_brings_script_or_style_of_its_own(desk, language):
    record = activity(state=State.IN_REVIEW)
    addresses = [START, list_of(type(record)), page(record), page(record, "history"), f"{page(record)}move/reject/"]
    for address in [*addresses, page(Country.objects.get(pk="KE")), page(Topic.objects.first())]:
        answer = desk.get(language + address)
        html = answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html)
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", html)


# --- The start page ---------------------------------------------------------------------------------------------------
def shown_queues(client) -> dict[str, tuple[int, str]]:
    [work] = client.get(START).context["desks"]
    return {each.queue.code: (each.count, each.age) for each in work["queues"]}


def test_nothing_waits_on_an_empty_desk(desk):
    assert set(shown_queues(desk).values()) == {(0, "")}
    assert desk.get(START).content.decode().count("nothing waits") == 5


def test_the_work_is_counted_and_dated(desk):
    now, today = timezone.now(), timezone.localdate()
    activity(state=State.IN_REVIEW, submitted_at=now - timedelta(days=12))
    activity(state=State.IN_REVIEW)
    activity(verify_due_on=today - timedelta(days=1))
    activity(verify_due_on=today + timedelta(days=1))
    activity(verify_due_on=today - timedelta(days=90), state=State.ARCHIVED)
    activity(state=State.DRAFT, providers=[])
    assert shown_queues(desk) == {
        "to-review": (2, "oldest: 12 days"),
        "sent-back": (0, ""),
        "to-verify": (1, "oldest: 1 day"),
        "unclassified": (1, "oldest: 0 days"),
        "drafts": (1, "oldest: 0 days"),
    }


def test_what_was_reopened_has_an_age_too(desk, curator):
    from portal.core import curation

    record = activity(state=State.REJECTED, submitted_at=None, submitted_by=None)
    curation.reopen(record, by=curator, reason="Not an advertisement.")
    assert shown_queues(desk)["to-review"] == (1, "oldest: 0 days")


def test_each_queue_leads_to_its_list(desk):
    activity(state=State.DRAFT)
    html = desk.get(START).content.decode()
    [address] = re.findall(r'href="([^"]*queue=drafts)"', html)
    assert desk.get(address).context["cl"].result_count == 1


def test_the_start_page_takes_as_many_queries_for_many_as_for_none(desk):
    desk.get(START)
    with CaptureQueriesContext(connection) as none:
        desk.get(START)
    for state in State:
        activity(state=state)
    with CaptureQueriesContext(connection) as many:
        desk.get(START)
    assert len(many) == len(none)


def test_the_work_stands_before_the_lists(desk):
    html = desk.get(START).content.decode()
    assert html.index("To review") < html.index("Vocabularies")
    assert "/admin/core/user/" not in html


# --- Vocabularies -----------------------------------------------------------------------------------------------------
def test_a_term_has_a_field_for_each_language(desk):
    topic = Topic.objects.get(code="patents")
    shown = as_shown(desk.get(page(topic)))
    assert (shown["label_en"], shown["label_fr"]) == ("Patents", topic.labels["fr"])
    save(desk, topic, label_fr="Les brevets", label_ar="")
    topic.refresh_from_db()
    assert topic.labels["fr"] == "Les brevets"
    assert "ar" not in topic.labels
    assert topic.edited


def test_a_term_needs_an_english_name(desk):
    topic = Topic.objects.get(code="patents")
    assert "This field is required" in errors(save(desk, topic, label_en=" "))
    topic.refresh_from_db()
    assert (topic.label, topic.edited) == ("Patents", False)


def test_a_new_term(desk):
    address = reverse("admin:core_topic_add")
    sent = as_shown(desk.get(address)) | {"code": "data", "label_en": "Data", "order": "99"}
    assert desk.post(address, sent).status_code == 302
    assert Topic.objects.get(code="data").labels == {"en": "Data"}


@pytest.mark.parametrize("code", ["Two words", "ä", "-", "patents", ""])
def test_a_code_that_cannot_stand_in_an_address(desk, code):
    address = reverse("admin:core_topic_add")
    sent = as_shown(desk.get(address)) | {"code": code, "label_en": "Data", "order": "99"}
    assert errors(desk.post(address, sent))


def test_a_code_once_given_stays(desk):
    topic = Topic.objects.get(code="patents")
    save(desk, topic, code="inventions")
    assert Topic.objects.filter(code="patents").exists()


@pytest.mark.parametrize("thing", [Topic, Country, CountryGroup, User], ids=lambda model: model.__name__)
def test_what_records_name_is_never_deleted(office, thing):
    first = thing.objects.first()
    assert office.post(page(first, "delete"), {"post": "yes"}).status_code == 403
    office.post(list_of(thing), {"action": "delete_selected", "_selected_action": [first.pk], "post": "yes"})
    assert thing.objects.filter(pk=first.pk).exists()


def test_an_edited_term_follows_the_file_again(desk):
    topic = Topic.objects.get(code="patents")
    save(desk, topic, label_en="Inventions")
    answer = desk.post(list_of(Topic), {"action": "follow_the_file", "_selected_action": [topic.pk]}, follow=True)
    assert messages(answer) == ["1 row follows the file again."]
    topic.refresh_from_db()
    assert not topic.edited


@pytest.mark.parametrize("model", [Topic, Country, CountryGroup, Organisation], ids=lambda model: model.__name__)
def test_long_lists_take_a_fixed_number_of_queries(desk, model):
    desk.get(list_of(model))
    with CaptureQueriesContext(connection) as all_of_them:
        answer = desk.get(list_of(model))
    assert answer.context["cl"].result_count > 20
    assert len(all_of_them) <= 10


# --- Countries and their statuses -------------------------------------------------------------------------------------
def status_line(sent: dict, scheme: str, number: int = 0) -> str:
    """The prefix of the country's n-th line in a list."""
    total = int(sent["statuses-TOTAL_FORMS"])
    return [f"statuses-{n}" for n in range(total) if sent[f"statuses-{n}-scheme"] == scheme][number]


@pytest.fixture
def brazil():
    """One status line for ever, two activities that hang on it, and one that does not."""
    CountryStatus.objects.filter(country_id="BR").delete()
    CountryStatus.objects.create(country_id="BR", scheme="development", value="developing")
    return Country.objects.get(pk="BR")


def spans(country: Country, scheme: str = "development") -> list[tuple]:
    rows = country.statuses.filter(scheme=scheme).order_by("valid_from")
    return sorted(rows.values_list("value", "valid_from", "valid_to"), key=lambda row: row[1] or date.min)


def test_a_status_that_ends_turns_the_records_after_it(desk, brazil):
    before, after = activity(starts_on=date(2013, 5, 6)), activity(starts_on=date(2021, 5, 6))
    untouched = activity(providers=["IN"], starts_on=date(2021, 5, 6))
    sent = as_shown(desk.get(page(brazil)))
    line = status_line(sent, "development")
    sent = another(
        sent | {f"{line}-valid_to": "2020-01-01"}, "statuses",
        scheme="development", value="developed", valid_from="2020-01-01",
    )  # fmt: skip
    answer = desk.post(page(brazil), sent, follow=True)
    assert spans(brazil) == [("developing", None, date(2020, 1, 1)), ("developed", date(2020, 1, 1), None)]
    kinds = {record.pk: type(record).objects.get(pk=record.pk).kind for record in (before, after, untouched)}
    assert kinds == {before.pk: "south_south", after.pk: "north_south", untouched.pk: "south_south"}
    said = messages(answer)
    assert "1 record changed its kind." in said
    assert any(f"{after}: South-South → North-South. Every provider was" in each for each in said)


def test_edited_statuses_are_marked_with_all_of_their_list(desk, brazil):
    sent = as_shown(desk.get(page(brazil)))
    line = status_line(sent, "development")
    sent = another(sent | {f"{line}-valid_to": "2020-01-01"}, "statuses", scheme="g77", value="yes")
    desk.post(page(brazil), sent)
    assert set(brazil.statuses.values_list("scheme", "edited")) == {("development", True), ("g77", True)}


def test_members_by_rule_follow_a_status(desk):
    """Who graduates leaves the groups of least developed countries."""
    zambia = Country.objects.get(pk="ZM")
    record = activity(beneficiaries=["group:african-ldcs"], starts_on=date(2021, 5, 6))
    sent = as_shown(desk.get(page(zambia)))
    line = status_line(sent, "ldc")
    answer = desk.post(page(zambia), sent | {f"{line}-valid_to": "2020-01-01"}, follow=True)
    members = CountryGroupMember.objects.filter(group__code="african-ldcs", country="ZM")
    assert list(members.values_list("valid_to", flat=True)) == [date(2020, 1, 1)]
    assert any(said.startswith("Members by rule changed in:") and "African" in said for said in messages(answer))
    assert type(record).objects.get().kind == "south_south"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"scheme": "development", "value": "developed"}, "Another status of this country in that list"),
        (
            {"scheme": "development", "value": "developed", "valid_from": "2030-01-01"},
            "Another status of this country in that list",
        ),
        ({"scheme": "ldc", "value": "developed"}, "This list does not have that value."),
        ({"scheme": "ldc", "value": "maybe"}, "not one of the available choices"),
        (
            {"scheme": "ldc", "value": "yes", "valid_from": "2030-01-01", "valid_to": "2030-01-01"},
            "begin before it ends",
        ),
        ({"scheme": "ldc", "value": "yes", "valid_from": "x"}, "Enter a valid date"),
    ],
)
def test_a_status_that_cannot_be(desk, brazil, line, said):
    record = activity()
    sent = another(as_shown(desk.get(page(brazil))), "statuses", **line)
    assert said in errors(desk.post(page(brazil), sent, follow=True))
    assert spans(brazil) == [("developing", None, None)]
    assert type(record).objects.get().kind == "south_south"


def test_two_new_statuses_that_overlap(desk, brazil):
    sent = as_shown(desk.get(page(brazil)))
    sent = another(sent, "statuses", scheme="ldc", value="yes", valid_to="2001-01-01")
    sent = another(sent, "statuses", scheme="ldc", value="yes", valid_from="2000-12-31")
    assert "Another status of this country" in errors(desk.post(page(brazil), sent, follow=True))


def test_a_status_added_meanwhile_by_somebody_else_counts(desk, brazil):
    sent = another(as_shown(desk.get(page(brazil))), "statuses", scheme="ldc", value="yes")
    CountryStatus.objects.create(country=brazil, scheme="ldc", value="yes", valid_from=date(2001, 1, 1))
    assert "Another status of this country" in errors(desk.post(page(brazil), sent, follow=True))


@pytest.mark.parametrize("day", ["2005-01-01", "2015-01-01"])
def test_a_border_between_two_statuses_is_moved(desk, brazil, day):
    brazil.statuses.update(valid_to=date(2010, 1, 1))
    CountryStatus.objects.create(country=brazil, scheme="development", value="transition", valid_from=date(2010, 1, 1))
    sent = as_shown(desk.get(page(brazil)))
    ends, begins = [status_line(sent, "development", number) for number in (0, 1)]
    if sent[f"{begins}-valid_to"]:
        ends, begins = begins, ends
    answer = desk.post(page(brazil), sent | {f"{ends}-valid_to": day, f"{begins}-valid_from": day}, follow=True)
    assert answer.redirect_chain, errors(answer)
    moved = date.fromisoformat(day)
    assert spans(brazil) == [("developing", None, moved), ("transition", moved, None)]


def test_saving_a_country_unchanged_judges_nothing(desk, brazil):
    answer = save(desk, brazil)
    assert not [said for said in messages(answer) if "kind" in said]


def test_an_override_stands_when_a_status_changes(desk, brazil):
    record = activity(kind_override="triangular", kind_override_reason="Known.", kind="triangular")
    sent = as_shown(desk.get(page(brazil)))
    desk.post(page(brazil), sent | {f"{status_line(sent, 'development')}-value": "developed"})
    assert type(record).objects.get().kind == "triangular"


def test_countries_are_those_of_iso_3166(desk):
    assert desk.get(reverse("admin:core_country_add")).status_code == 403


def test_statuses_are_listed_to_be_read(desk):
    html = desk.get(list_of(CountryStatus), {"q": "Brazil"}).content.decode()
    assert reverse("admin:core_country_change", args=["BR"]) in html
    assert desk.get(reverse("admin:core_countrystatus_add")).status_code == 403


# --- Groups -----------------------------------------------------------------------------------------------------------
def test_a_member_entered_by_hand_takes_the_place_of_the_rule(desk):
    group = CountryGroup.objects.get(code="african-ldcs")
    assert group.memberships.filter(country="ZM", by_rule=True).exists()
    sent = another(as_shown(desk.get(page(group))), "memberships", country="ZM", valid_from="2000-01-01")
    answer = desk.post(page(group), sent, follow=True)
    assert answer.redirect_chain, errors(answer)
    rows = group.memberships.filter(country="ZM").values_list("by_rule", "valid_from")
    assert list(rows) == [(False, date(2000, 1, 1))]
    group.refresh_from_db()
    assert group.edited


def test_members_of_a_group_decide_the_kind(desk):
    group = CountryGroup.objects.get(code="aripo")
    record = activity(beneficiaries=["group:aripo"], starts_on=date(2021, 5, 6))
    sent = another(as_shown(desk.get(page(group))), "memberships", country="JP")
    answer = desk.post(page(group), sent, follow=True)
    assert type(record).objects.get().kind == "other"
    assert "1 record changed its kind." in messages(answer)


@pytest.mark.parametrize("rule", ["continent=Africa", "ldc", "ldc=yes;ldc=no", "x"])
def test_a_rule_nobody_can_check(desk, rule):
    group = CountryGroup.objects.get(code="african-ldcs")
    assert "is not a clause of a rule" in errors(save(desk, group, rule=rule))


def test_a_new_rule_finds_its_members(desk):
    address = reverse("admin:core_countrygroup_add")
    sent = as_shown(desk.get(address))
    sent |= {
        "code": "islands",
        "label_en": "African islands",
        "kind": "status",
        "rule": "m49_region=Africa;sids=yes",
        "order": "99",
    }
    assert desk.post(address, sent).status_code == 302
    members = CountryGroup.objects.get(code="islands").memberships
    assert {"CV", "MU", "SC"} <= set(members.values_list("country_id", flat=True))
    assert not members.filter(by_rule=False).exists()


def test_the_same_member_twice(desk):
    group = CountryGroup.objects.get(code="aripo")
    sent = as_shown(desk.get(page(group)))
    for _ in range(2):
        sent = another(sent, "memberships", country="JP")
    assert "already a member on some of these days" in errors(desk.post(page(group), sent, follow=True))


# --- Institutions and people ------------------------------------------------------------------------------------------
def test_other_names_are_lines(desk):
    office = organisation()
    save(desk, office, aliases="Patent Office\n\n  Office of Patents \n")
    office.refresh_from_db()
    assert office.aliases == ["Patent Office", "Office of Patents"]
    assert as_shown(desk.get(page(office)))["aliases"] == "Patent Office\nOffice of Patents"
    assert "at most 250" in errors(save(desk, office, aliases="x" * 251))


def test_a_new_organisation(desk):
    address = reverse("admin:core_organisation_add")
    kind = OrganisationType.objects.get(code="ip-office").pk
    sent = as_shown(desk.get(address)) | {"name": "Office of Gondor", "slug": "gondor", "type": kind}
    assert desk.post(address, sent).status_code == 302
    assert Organisation.objects.get(slug="gondor").edited


def test_members_are_appointed_by_address(desk):
    office, person = organisation(), user(email="ada@example.org")
    sent = another(as_shown(desk.get(page(office))), "memberships", user="ADA@example.org ", role="editor")
    assert desk.post(page(office), sent).status_code == 302
    assert list(office.memberships.values_list("user", "role")) == [(person.pk, "editor")]
    assert as_shown(desk.get(page(office)))["memberships-0-user"] == "ada@example.org"
    save(desk, office, **{"memberships-0-role": "admin"})
    assert office.memberships.get().role == "admin"


@pytest.mark.parametrize("address", ["nobody@example.org", "", "x", "gone@example.org"])
def test_nobody_is_appointed_who_is_not_there(desk, address):
    user(email="gone@example.org", is_active=False)
    office = organisation()
    sent = another(as_shown(desk.get(page(office))), "memberships", user=address, role="editor")
    assert errors(desk.post(page(office), sent))
    assert not office.memberships.exists()


def test_nobody_is_appointed_twice(desk):
    office, person = organisation(), user(email="ada@example.org")
    Membership.objects.create(organisation=office, user=person)
    sent = another(as_shown(desk.get(page(office))), "memberships", user=person.email, role="editor")
    assert "This is listed twice." in errors(desk.post(page(office), sent))


def test_the_same_on_the_list_of_memberships(desk):
    office, person = organisation(), user(email="ada@example.org")
    address = reverse("admin:core_membership_add")
    sent = {"user": person.email, "organisation": office.pk, "role": "reader"}
    assert desk.post(address, sent).status_code == 302
    assert "already exists" in errors(desk.post(address, sent))


def test_an_administrator_opens_an_account(office, client):
    sent = {"email": "ada@example.org", "name": "Ada", "role": "curator", "usable_password": "true"}
    sent |= {"password1": PHRASE, "password2": PHRASE}
    assert office.post(NEW_ACCOUNT, sent).status_code == 302
    assert User.objects.get(email="ada@example.org").is_curator
    assert client.login(username="ada@example.org", password=PHRASE)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "MEMBER@example.org"}, "Somebody already has an account with this address"),
        ({"email": "x"}, "Enter a valid email address"),
        ({"password2": "something else"}, "match"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"role": "king"}, "not one of the available choices"),
    ],
)
def test_an_account_that_cannot_be(office, member, changed, said):
    sent = {"email": "ada@example.org", "role": "curator", "usable_password": "true", "password1": PHRASE}
    answer = office.post(NEW_ACCOUNT, sent | {"password2": PHRASE} | changed)
    assert said in errors(answer)
    assert User.objects.count() == 2


def test_no_page_shows_a_password_in_any_form(office, member):
    html = office.get(page(member)).content.decode()
    kept = member.password.split("$")
    assert not [part for part in kept if len(part) > 5 and part in html]
    assert "md5" not in html.lower()
    assert "pbkdf2" not in html.lower()
    assert f"/admin/core/user/{member.pk}/password/" in html


def test_an_administrator_sets_a_new_password(office, client, member):
    sent = {"password1": PHRASE, "password2": PHRASE, "usable_password": "true"}
    assert office.post(reverse("admin:auth_user_password_change", args=[member.pk]), sent).status_code == 302
    assert client.login(username=member.email, password=PHRASE)


def test_a_curator_changes_only_the_own_password(desk, curator, member):
    assert desk.get(reverse("admin:auth_user_password_change", args=[member.pk])).status_code == 403
    sent = {"old_password": "correct horse battery", "new_password1": PHRASE, "new_password2": PHRASE}
    assert desk.post(reverse("admin:password_change"), sent).status_code == 302
    curator.refresh_from_db()
    assert curator.check_password(PHRASE)


def test_rights_are_given_and_taken(office, member):
    save(office, member, role="curator")
    member.refresh_from_db()
    assert member.is_curator
    save(office, member, is_active="")
    member.refresh_from_db()
    assert not member.is_curator


@pytest.mark.parametrize("changed", [{"role": "curator"}, {"is_active": ""}])
def test_nobody_locks_the_own_door(office, administrator, changed):
    answer = save(office, administrator, **changed)
    assert "Your own rights can only be changed by another administrator." in errors(answer)
    administrator.refresh_from_db()
    assert administrator.is_administrator


def test_accounts_are_looked_up_by_administrators_only(desk):
    sent = {"app_label": "core", "model_name": "membership", "field_name": "user", "term": "a"}
    assert desk.get(reverse("admin:autocomplete"), sent).status_code == 403


def test_signing_in_and_out(client):
    person = user("curator")
    client.post(reverse("admin:login"), {"username": person.email, "password": PASSWORD})
    assert client.get(START).status_code == 200
    client.post(reverse("admin:logout"))
    assert client.get(START).status_code == 302
