"""Keys for programs in the API: which open what, to whom, and how the others are refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from zlib import crc32

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core import api_keys, curation
from portal.core.api.views import ApiView
from portal.core.merging_organisations import merge
from portal.core.models import ApiKey, Membership, Organisation, Scope
from portal.site.api import RECORDS, TERMS
from tests.factories import activity, case_study, consultant, initiative, meeting, need, offer, organisation, user

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"
SITE = "https://portal.example.org"
PROBLEM = "application/problem+json"


def make(owner, *scopes: str, name: str = "", days: int = 90) -> str:
    end = timezone.now() + timedelta(days=days)
    name = name or f"Program {owner.api_keys.count()}"
    return api_keys.make(owner, name=name, scopes=scopes or ["read"], expires_at=end, site=SITE)[1]


def ask(text: str, address: str = f"{V1}topics/", client: Client | None = None, scheme: str = "Bearer", **headers):
    return (client or Client()).get(address, headers={"Authorization": f"{scheme} {text}", **headers})


def refusal(answer) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["reason"]


def end(text: str, **ago: int) -> None:
    """As if the key had been made a year ago and ended so long ago."""
    now = timezone.now()
    ApiKey.objects.filter(digest=api_keys.digest_of(text)).update(
        created_at=now - timedelta(days=366), expires_at=now - timedelta(**ago)
    )


# --- What a key opens -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class World:
    office: Organisation
    owned: list[str]  # addresses of the office's drafts
    unowned: list[str]  # of those that only curators see
    suggestions: str  # seen by who acts for the office


@pytest.fixture
def world(db) -> World:
    """Of each family of addresses something public, and a draft."""
    office, stranger = organisation("Office"), user()
    for make_one in (activity, initiative, case_study, consultant, need, offer, meeting):
        make_one()
    makers = {"activities": activity, "partnerships": initiative, "needs": need, "offers": offer}
    owned = {
        name: f"{V1}{name}/{maker(state='draft', owner=office, by=stranger).ref}/" for name, maker in makers.items()
    }
    makers = {"case-studies": case_study, "meetings": meeting}
    unowned = [f"{V1}{name}/{maker(state='draft', by=stranger).ref}/" for name, maker in makers.items()]
    return World(office, list(owned.values()), unowned, f"{owned['needs']}suggestions/")


def test_read_and_read_own_open_every_public_family_and_webhooks_none(world, member, settings):
    settings.API_RATE = 1000
    public = [V1, "/api/", f"{V1}schema/", f"{V1}tombstones/", *(f"{V1}{name}/?per_page=1" for name in RECORDS | TERMS)]
    for scope in Scope:
        key, status = make(member, scope), 403 if scope == Scope.WEBHOOKS else 200
        assert {each: ask(key, each).status_code for each in public} == dict.fromkeys(public, status), scope


def test_each_person_with_each_scope_at_drafts(world, curator, member, settings):
    """Whoever reads with ``read`` gets what a visitor gets, with ``read:own`` what the pages show its owner. A
    curator's key reads as a member's does: it cannot show a second factor."""
    settings.API_RATE = 1000
    colleague, another = user(), user()
    Membership.objects.create(user=colleague, organisation=world.office, role="viewer")
    Membership.objects.create(user=another, organisation=organisation("Other"), role="admin")
    drafts = [*world.owned, *world.unowned, world.suggestions]
    own = {member: [], another: [], colleague: [*world.owned, world.suggestions], curator: []}
    for person, sees in own.items():
        read, read_own, hooks = (make(person, scope) for scope in Scope)
        assert {each: ask(read, each).status_code for each in drafts} == dict.fromkeys(drafts, 404)
        assert {each: ask(hooks, each).status_code for each in drafts} == dict.fromkeys(drafts, 403)
        assert [each for each in drafts if ask(read_own, each).status_code == 200] == sees
        states = {
            key: sorted(record["state"] for record in ask(key, f"{V1}needs/?fields=state").json()["results"])
            for key in (read, read_own)
        }
        assert states == {read: ["published"], read_own: ["draft"] * bool(sees) + ["published"]}


def test_a_key_does_no_more_than_its_owner_at_this_moment(world):
    person = user()
    membership = Membership.objects.create(user=person, organisation=world.office, role="viewer")
    key, draft = make(person, "read:own"), world.owned[0]
    first = ask(key, draft)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, "private, no-cache")
    assert "Authorization" in first.headers["Vary"]
    membership.delete()
    assert ask(key, draft, **{"If-None-Match": first.headers["ETag"]}).status_code == 404
    type(person).objects.filter(pk=person.pk).update(role="administrator")
    assert ask(key, draft).status_code == 404
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert refusal(ask(key)) == (401, "revoked")


def test_no_key_opens_the_account_or_the_desk_and_none_is_read_from_the_address(administrator, world):
    key = make(administrator, *Scope.values)
    draft = world.owned[0].removeprefix("/api/v1")
    for address in ("/account/", "/account/keys/", "/account/keys/new/", "/account/data/file/", "/admin/"):
        assert ask(key, address).status_code == 302, address
    assert ask(key, draft).status_code == 404
    assert '"draft"' not in ask(key, f"{V1}docs/").content.decode()
    assert Client().get(f"{V1}topics/?key={key}").status_code == 400
    assert ask(key, scheme="Basic").headers["Cache-Control"] == "public, no-cache"  # not asked with a key


class Writing(ApiView):
    """Changes something, and says nothing of keys."""

    schema = None
    http_method_names = ["get", "post"]

    def post(self, request):
        return self.get(request)

    def answer(self) -> dict:
        return {"who": str(self.request.user), "with": bool(self.request.auth)}


class Hooks(Writing):
    scope = Scope.WEBHOOKS


@pytest.mark.parametrize(
    ("view", "method", "opened_by", "lacks"),
    [
        (Writing, "get", {"read", "read:own"}, ', scope="read"'),
        (Writing, "post", set(), ""),
        (Hooks, "get", {"webhooks"}, ', scope="webhooks"'),
        (Hooks, "post", {"webhooks"}, ', scope="webhooks"'),
    ],
)
def test_what_changes_something_names_its_scope_or_is_closed_to_keys(member, view, method, opened_by, lacks):
    for scope in Scope.values:
        request = getattr(RequestFactory(), method)("/", headers={"Authorization": f"Bearer {make(member, scope)}"})
        answer = view.as_view()(request)
        if scope in opened_by:
            assert answer.data == {"who": "AnonymousUser" if scope == "read" else "Mercy Member", "with": True}
        else:
            assert (answer.status_code, answer.data["reason"]) == (403, "scope")
            assert answer.headers["WWW-Authenticate"] == f'Bearer realm="API", error="insufficient_scope"{lacks}'


# --- Refused ----------------------------------------------------------------------------------------------------------
def test_each_refusal_says_why_and_no_more(member):
    revoked, expired, other = make(member), make(member), make(member)
    api_keys.revoke(member.api_keys.filter(digest=api_keys.digest_of(revoked)))
    end(expired, seconds=1)
    assert refusal(ask(revoked)) == (401, "revoked")
    assert refusal(ask(expired)) == (401, "expired")
    invented = f"ssip_{'0' * 48}"
    unknown = [
        invented + api_keys.checksum(invented), other[:-1], other.upper(), f"{other} {other}", "x" * 5000, "é", "",
        f"ssip_{'٠' * 56}",
    ]  # fmt: skip
    said = {ask(each.encode().decode("latin-1")).content for each in unknown}
    assert len(said) == 1  # word for word the same
    answer = ask(unknown[0])
    assert refusal(answer) == (401, "unknown")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="API", error="invalid_token"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert set(answer.json()) == {"title", "status", "detail", "reason"}
    assert ask(other, scheme="bearer").status_code == 200


def test_a_mistyped_key_is_not_looked_up(member):
    key = make(member)
    wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
    with CaptureQueriesContext(connection) as queries:
        assert refusal(ask(wrong)) == (401, "unknown")
    assert "core_apikey" not in "".join(each["sql"] for each in queries)


def test_a_page_of_another_site_cannot_send_a_key():
    """Browsers ask first, and are not told that they may: keys are for programs, not for pages everybody can read."""
    assert "Authorization" not in Client().options(f"{V1}topics/").headers["Access-Control-Allow-Headers"]


def test_limits_are_a_keys_own_and_refused_ones_count_for_their_network(member, settings):
    settings.API_RATE, settings.API_RATE_SIGNED_IN = 2, 3
    first, second = make(member), make(member)
    assert [ask(first).status_code for _again in range(4)] == [200, 200, 200, 429]
    assert ask(second).status_code == 200
    hooks = make(member, "webhooks")
    assert [ask("nonsense").status_code, ask(hooks).status_code, ask("nonsense").status_code] == [401, 403, 429]
    assert int(ask("nonsense").headers["Retry-After"]) > 0
    assert ask(second).status_code == 200


# --- Used -------------------------------------------------------------------------------------------------------------
def asked_of_the_database(task: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        task()
    return len(queries)


def test_a_key_costs_one_query_however_many_there_are_and_its_use_is_written_once_an_hour(member):
    key = make(member)
    visitor = [asked_of_the_database(lambda: Client().get(f"{V1}topics/")) for _again in range(2)][1]
    assert (
        asked_of_the_database(lambda: ask(key)) == visitor + 3
    )  # a row of its count, and its use, in their first hour
    used = ApiKey.objects.get().last_used_at
    assert asked_of_the_database(lambda: ask(key)) == visitor + 1
    assert ApiKey.objects.get().last_used_at == used
    ApiKey.objects.update(last_used_at=used - timedelta(hours=1))
    for _number in range(8):
        make(member)
    assert asked_of_the_database(lambda: ask(key)) == visitor + 2
    assert ApiKey.objects.get(digest=api_keys.digest_of(key)).last_used_at > used


# --- Kept -------------------------------------------------------------------------------------------------------------
def test_a_key_can_be_known_and_checked_and_only_its_hash_is_kept(member):
    key, other = make(member), make(member)
    assert api_keys.SHAPE.fullmatch(key)
    assert f"{crc32(key[:-8].encode()):08x}" == key[-8:]
    assert key != other
    [kept] = ApiKey.objects.filter(digest=api_keys.digest_of(key)).values()
    assert [name for name, value in kept.items() if key[10:] in str(value)] == []
    assert key.startswith(kept["start"])
    assert len(kept["start"]) == 9


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["write"]}, {"expires_at": timezone.now() + timedelta(days=400)}]
)
def test_the_database_refuses_what_no_key_may_be(member, wrong):
    make(member)
    with pytest.raises(IntegrityError, match="apikey_"), transaction.atomic():
        ApiKey.objects.update(**wrong)


# --- What is gone -----------------------------------------------------------------------------------------------------
def test_what_was_public_is_gone_and_what_never_was_is_not_found(curator, member):
    makers = {
        "activities": activity, "partnerships": initiative, "case-studies": case_study, "needs": need,
        "offers": offer, "meetings": meeting, "consultants": consultant,
    }  # fmt: skip
    assert makers.keys() == RECORDS.keys()
    for name, maker in makers.items():
        record = maker()
        address = f"{V1}{name}/{record.ref}/"
        curation.archive(record, by=curator, reason="Zqreason")
        answer = Client().get(address.lower())
        if name == "consultants":
            assert (answer.status_code, "gone_since" in answer.json()) == (404, False)
            continue
        said = answer.json()
        assert (answer.status_code, answer.headers["Content-Type"]) == (410, PROBLEM)
        assert (said["title"], said["status"], said["successor"]) == (HTTPStatus.GONE.phrase, 410, None)
        assert said["gone_since"][:10] == str(timezone.localdate())
        assert "Zq" not in answer.content.decode()
        assert ask(make(member, "read", "read:own"), address).status_code == 410
        assert ask(make(curator, "read:own"), address).status_code == 410
        ApiKey.objects.all().delete()
        assert Client().get(f"{V1}{name}/{maker(state='draft').ref}/").status_code == 404


def test_an_organisation_leads_on_or_says_what_it_became(curator):
    old, new = organisation("Old", slug="old"), organisation("New", slug="new")
    merge(old, into=new, by=curator, reason="The same")
    assert Client().get(f"{V1}organisations/old/").headers["Location"] == f"http://testserver{V1}organisations/new/"
    type(new).objects.filter(pk=new.pk).update(
        state="rejected", state_reason="A mistake", decided_at=timezone.now(), decided_by=curator
    )
    said = {code: Client().get(f"{V1}organisations/{code}/") for code in ("old", "new", "nobody")}
    assert {code: answer.status_code for code, answer in said.items()} == {"old": 410, "new": 410, "nobody": 404}
    assert (said["old"].json()["successor"], said["new"].json()["successor"]) == ("new", None)
