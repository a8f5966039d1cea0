"""The pages of interests and matches: who gets in, what each may press, what stays in the boxes, what never leaves."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matchmaking.matching import doors, exchanging, interests, views
from matchmaking.models import Interest, Match, MatchDocument, MatchMessage, MatchState, Need
from portal.core.curation import MoveRefused
from portal.core.models import Mail, Membership
from portal.site.account.own_data import own_data
from tests.desk import sign_in
from tests.factories import need
from tests.matchmaking.matched import SITE, TERMS, World, matching_offer, next_step, say
from tests.matchmaking.matched import world as make_world
from tests.matchmaking.test_own import GONE, NO, SIGN_IN, YES, answer, text

pytestmark = pytest.mark.django_db
PEOPLE = [
    "visitor", "stranger", "other_admin", "seeker_reader", "seeker_editor", "seeker_admin", "provider_admin",
    "helper_editor", "curator",
]  # fmt: skip
PARTIES = PEOPLE[3:]


@pytest.fixture
def world(curator) -> World:
    return make_world(curator)


def client_of(world: World, name: str) -> Client:
    return sign_in(world.people[name])


def press(world: World, name: str, match: Match, move: str, **typed):
    return client_of(world, name).post(f"{match.get_absolute_url()}{move}/", typed)


def table(world: World, address: str, names=PEOPLE) -> dict[str, object]:
    return {name: answer(client_of(world, name).get(address)) for name in names}


OPEN_TO = {
    "": PARTIES,
    "message/": PARTIES[1:], "terms/": PARTIES[1:], "step/": PARTIES[1:], "stall/": PARTIES[1:],
    "documents/": PARTIES[1:],
    "decline/": ["seeker_admin", "provider_admin", "curator"],
    "agree/": ["seeker_admin", "provider_admin"],
    "join/": ["helper_editor", "curator"],
}  # fmt: skip


def test_who_opens_which_page(world):
    match = world.match("in_discussion")
    doors.change_terms(match, seen=0, **TERMS, **world.act("curator"))
    base = match.get_absolute_url()
    for page, readers in OPEN_TO.items():
        others = {"visitor": SIGN_IN, "stranger": GONE, "other_admin": GONE} | dict.fromkeys(PARTIES, NO)
        assert (page, table(world, base + page)) == (page, others | dict.fromkeys(readers, YES))
        if page not in ("", "documents/"):
            posted = {name: answer(client_of(world, name).post(base + page)) for name in PEOPLE if name not in readers}
            assert (page, posted) == (page, {name: others[name] for name in posted})
    assert table(world, f"{base}teleport/", ["curator", "seeker_admin"]) == {"curator": GONE, "seeker_admin": GONE}
    for page in ("", "introduce/"):
        assert answer(Client().get(f"/matchmaking/matches/{page}")) == SIGN_IN
    assert table(world, "/matchmaking/matches/introduce/", PARTIES[-3:]) == {
        "provider_admin": NO, "helper_editor": NO, "curator": YES,
    }  # fmt: skip
    seen = [name for name in PEOPLE[1:] if match.ref in text(client_of(world, name).get("/matchmaking/matches/"))]
    assert seen == PARTIES


def test_a_journey_through_the_pages(world):
    page = f"/matchmaking/needs/{world.need.ref}/interest/"
    assert "Sign in and express interest" in text(Client().get(world.need.get_absolute_url()))
    assert table(world, page) == {
        "visitor": SIGN_IN, "stranger": NO, "other_admin": YES, "seeker_reader": NO, "seeker_editor": NO,
        "seeker_admin": NO, "provider_admin": YES, "helper_editor": YES, "curator": NO,
    }  # fmt: skip
    sample = need(is_sample=True)
    assert answer(client_of(world, "provider_admin").get(f"/matchmaking/needs/{sample.ref}/interest/")) == NO
    assert "express interest" not in text(Client().get(sample.get_absolute_url()))
    refused = client_of(world, "provider_admin").post(page, {"message": " "})
    assert (refused.status_code, "Your message to the owner" in text(refused)) == (200, True)
    for _press in range(2):
        sent = client_of(world, "provider_admin").post(page, {"message": "We can do this."})
    interest = Interest.objects.get()
    assert sent["Location"] == interest.get_absolute_url()
    assert table(world, sent["Location"]) == {
        "visitor": SIGN_IN, "stranger": GONE, "other_admin": GONE, "seeker_reader": YES, "seeker_editor": YES,
        "seeker_admin": YES, "provider_admin": YES, "helper_editor": GONE, "curator": YES,
    }  # fmt: skip
    assert "Providing Office" in text(client_of(world, "seeker_editor").get(world.need.get_absolute_url()))
    assert answer(client_of(world, "seeker_reader").post(sent["Location"], {"do": "take-up"})) == NO
    taken = [client_of(world, "seeker_editor").post(sent["Location"], {"do": "take-up"}) for _press in range(2)]
    match = Match.objects.get()
    assert {each["Location"] for each in taken} == {match.get_absolute_url()}
    assert said(world, "seeker_reader", match) == [("We can do this.", False)]
    assert said(world, "provider_admin", match) == [("We can do this.", True)]
    assert "has a match about this" in text(client_of(world, "provider_admin").get(world.need.get_absolute_url()))
    seen = {"seen": 0, "stamps": 0}
    terms = {"text": "Six examiners.", "match_type": "technical", "ends_on": "06/2031", "agree": "on"} | seen
    waiting = "Seeking Office has yet to agree."
    assert press(world, "provider_admin", match, "terms", **terms).status_code == 302
    assert waiting in text(client_of(world, "seeker_reader").get(match.get_absolute_url()))
    assert press(world, "seeker_admin", match, "agree", version=1).status_code == 302
    assert waiting not in text(client_of(world, "seeker_reader").get(match.get_absolute_url()))
    assert "A partner was found through this portal" in text(Client().get(world.need.get_absolute_url()))
    step = {"text": "Send the list.", "owner": "seeking", "due": "30/06/2031"}
    assert press(world, "provider_admin", match, "step", **step).status_code == 302
    own = text(client_of(world, "seeker_reader").get(match.get_absolute_url()))
    assert ("Send the list. Seeking Office (it is your turn)" in own, "We agree" in own) == (True, False)
    for move in ("start", "complete"):
        for _press in range(2):
            assert press(world, "seeker_editor", match, move).status_code == 302
    match.refresh_from_db()
    assert (match.state, match.ends_on.isoformat()) == (MatchState.COMPLETED, "2031-06-30")


def test_an_interest_is_declined_with_a_reason_or_withdrawn(world):
    writer = world.people["provider_editor"].memberships.get()
    first = interests.express(world.need, membership=writer, message="We can.", site=SITE)
    owner = client_of(world, "seeker_editor")
    assert "Why not" in text(owner.post(first.get_absolute_url(), {"do": "decline", "reason": ""}))
    assert owner.post(first.get_absolute_url(), {"do": "decline", "reason": "Too late."}).status_code == 302
    assert "Too late." in text(client_of(world, "provider_reader").get(first.get_absolute_url()))
    second = interests.express(world.need, membership=writer, message="And now?", site=SITE)
    address = second.get_absolute_url()
    assert answer(client_of(world, "provider_reader").post(address, {"do": "withdraw"})) == NO
    assert client_of(world, "provider_admin").post(address, {"do": "withdraw"}).status_code == 302
    late = owner.post(address, {"do": "take-up"})
    assert (late.status_code, "answered or withdrawn meanwhile" in text(late)) == (409, True)
    assert not Match.objects.exists()


def test_whoever_comes_too_late_is_shown_the_new_terms_and_loses_nothing(world):
    match = world.match("in_discussion")
    typed = {"seen": 0, "stamps": 0, "match_type": "technical"}
    press(world, "seeker_editor", match, "terms", **typed, text="First terms.")
    late = press(world, "provider_admin", match, "terms", **typed, text="My own terms.", agree="on")
    page = text(late)
    assert late.status_code == 409
    assert ("First terms." in page, "My own terms." in late.content.decode()) == (True, True)
    assert 'name="seen" value="1"' in late.content.decode()
    press(world, "provider_admin", match, "terms", **typed | {"seen": 1}, text="My own terms.", agree="on")
    stale = press(world, "seeker_admin", match, "agree", version=1)
    assert (stale.status_code, "The terms were changed while you looked at them" in text(stale)) == (409, True)
    assert "My own terms." in text(stale)
    doors.decline(match, reason="No time.", **world.act("provider_admin"))
    gone = press(world, "seeker_admin", match, "agree", version=2)
    assert (gone.status_code, "this step is not possible" in text(gone)) == (409, True)
    lost = press(world, "seeker_editor", match, "message", text="One more word.", token=uuid4())
    assert (lost.status_code, "One more word." in lost.content.decode()) == (409, True)


def test_nobody_ends_an_agreement_unawares(world):
    match = world.match("in_discussion")
    doors.change_terms(match, seen=0, **TERMS, **world.act("provider_editor"))
    form, warning = f"{match.get_absolute_url()}terms/", "agreed to this version. A new one takes that back"
    assert warning not in text(client_of(world, "seeker_editor").get(form))
    typed = {"seen": 1, "stamps": 0, "match_type": "technical", "text": "Other terms."}
    doors.agree(match, version=1, **world.act("provider_admin"))
    refused = press(world, "seeker_editor", match, "terms", **typed)
    shown = text(refused)
    assert (refused.status_code, "An agreement came in while you wrote." in shown) == (409, True)
    assert (f"Providing Office {warning}" in shown, "Other terms." in shown) == (True, True)
    assert 'name="stamps" value="1"' in refused.content.decode()
    doors.agree(match, version=1, **world.act("seeker_admin"))
    assert press(world, "seeker_editor", match, "terms", **typed | {"stamps": 1}).status_code == 409
    both = text(client_of(world, "curator").get(form))
    assert f"Seeking Office and Providing Office {warning}" in both
    assert Match.objects.get().agreed_at
    assert press(world, "seeker_editor", match, "terms", **typed | {"stamps": 2}).status_code == 302
    match.refresh_from_db()
    assert (match.terms_version, match.state, match.agreed_at) == (2, MatchState.IN_DISCUSSION, None)


@pytest.mark.parametrize(
    ("move", "typed", "said"),
    [
        ("message", {"text": "\x00 "}, "Please look at these points"),
        ("message", {"text": "x" * 4001}, "4000"),
        ("message", {"text": "Hello", "token": "no"}, "Please look at these points"),
        ("terms", {"text": "x", "seen": "-1", "match_type": "gift"}, "Select a valid choice"),
        ("terms", {"text": "x", "seen": "0", "match_type": "ppp", "ends_on": "2001"}, "This day is past."),
        ("step", {"text": "x", "owner": "nobody", "due": "yesterday"}, "Write a year"),
        ("step", {"text": "x", "owner": "seeking", "due": "01/02/2003"}, "This day is past."),
        ("agree", {"version": "two"}, "Please look"),
        ("stall", {"reason": ""}, "This field is required"),
        ("join", {"organisation": "Nobody at all", "side": "funder"}, "Please look at these points"),
    ],
)
def test_what_cannot_be_taken_is_said(world, move, typed, said):
    match = world.match("in_discussion")
    refused = press(world, "curator" if move == "join" else "seeker_admin", match, move, **typed)
    assert (refused.status_code, said in text(refused)) == (200, True)
    assert (match.messages.count(), match.terms.count(), match.parties.count()) == (1, 0, 1)


def test_documents_are_checked_and_handed_to_parties_alone(world):
    match = world.match("in_discussion")
    address = f"{match.get_absolute_url()}documents/"

    def send(name: str, *files):
        return client_of(world, name).post(address, {"documents": [SimpleUploadedFile(*each) for each in files]})

    assert send("seeker_editor", ("plan.txt", b"MARKERWORD of the plan")).status_code == 302
    assert send("provider_editor", ("again.txt", b"MARKERWORD of the plan")).status_code == 302
    document = MatchDocument.objects.get()
    refused = send("seeker_editor", ("run.exe", b"MZ\x90\x00" * 20), ("plan.pdf", b"no pdf at all"))
    assert (refused.status_code, "run.exe" in text(refused), "plan.pdf" in text(refused)) == (422, True, True)
    assert "Choose a file first." in text(send("seeker_editor"))
    assert [answer(send(name, ("x.txt", b"x"))) for name in ("visitor", "stranger", "seeker_reader")] == [
        SIGN_IN, GONE, NO,
    ]  # fmt: skip
    own = f"{address}{document.pk}/"
    assert table(world, own) == {"visitor": SIGN_IN, "stranger": GONE, "other_admin": GONE} | dict.fromkeys(
        PARTIES, YES
    )
    got = client_of(world, "seeker_reader").get(own)
    assert b"".join(got) == b"MARKERWORD of the plan"
    assert (got["Content-Disposition"], got["Content-Type"][:10]) == ('attachment; filename="plan.txt"', "text/plain")
    other = world.match("introduced", need=None, offer=matching_offer(world))
    elsewhere = f"{other.get_absolute_url()}documents/{document.pk}/"
    assert answer(client_of(world, "curator").get(elsewhere)) == GONE
    assert answer(client_of(world, "provider_editor").post(f"{own}remove/")) == NO
    for _press in range(2):
        assert client_of(world, "seeker_editor").post(f"{own}remove/").status_code == 302
    assert not MatchDocument.objects.exists()
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(world.people["seeker_editor"])
    assert forged.post(address, {"documents": SimpleUploadedFile("y.txt", b"y")}).status_code == 403


def test_the_confidential_part_opens_to_parties_and_to_nobody_else(world):
    """Marker words in the confidential part, the messages, the terms and the next step."""
    match = world.match("introduced")
    say(world, match, "seeker_editor", "MARKERWORD said")
    doors.change_terms(match, seen=0, **TERMS | {"text": "MARKERWORD terms"}, **world.act("seeker_editor"))
    next_step(world, match)
    Match.objects.update(next_step="MARKERWORD step")
    public = world.need.get_absolute_url()
    addresses = [
        public, "/needs/", "/needs/?q=MARKERWORD&format=csv", "/needs/?format=json", "/needs/?format=atom",
        "/needs/?format=ics", "/api/v1/needs/", f"/api/v1/needs/{world.need.ref}/", "/matchmaking/",
        "/matchmaking/matches/", "/organisations/seeking/",
    ]  # fmt: skip
    for name in ("visitor", "stranger", "other_admin"):
        for address in addresses:
            page = client_of(world, name).get(address)
            content = b"".join(page) if page.streaming else page.content
            assert (name, address, b"MARKERWORD" in content) == (name, address, False)
    readers = [each for each in PEOPLE if "MARKERWORD" in text(client_of(world, each).get(public))]
    assert readers == PARTIES
    doors.decline(match, reason="No.", **world.act("provider_admin"))
    readers = [each for each in PEOPLE if "MARKERWORD" in text(client_of(world, each).get(public))]
    assert readers == ["seeker_reader", "seeker_editor", "seeker_admin", "curator"]


def said(world, name: str, match: Match, more: str = "") -> list[tuple[str, bool]]:
    """The talk as somebody reads it: each text, and whether it is their own."""
    page = client_of(world, name).get(match.get_absolute_url() + more).context["page"]
    return [(each["text"], each["is_own"]) for each in page.messages]


def test_a_long_talk_begins_with_the_interest_where_all_of_it_is_shown(world, monkeypatch):
    monkeypatch.setattr("matchmaking.matching.page.SHOWN", 2)
    writer = world.people["provider_admin"].memberships.get()
    asked = interests.express(world.need, membership=writer, message="We can.", site=SITE)
    match = interests.take_up(asked, by=world.people["seeker_editor"], site=SITE)
    for words, expected in (("One", ["We can.", "One"]), ("Two", ["One", "Two"])):
        sent = press(world, "seeker_editor", match, "message", text=words, token=uuid4())
        assert sent["Location"] == f"{match.get_absolute_url()}#messages"
        assert [each for each, _own in said(world, "provider_admin", match)] == expected
    assert [each for each, _own in said(world, "provider_admin", match, "?all")] == ["We can.", "One", "Two"]


def test_the_number_of_queries_does_not_grow_with_what_was_said(world):
    match = world.match("in_discussion")
    reader = client_of(world, "seeker_admin")

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(address).status_code == 200
        return len(asked)

    page, every = match.get_absolute_url(), "/matchmaking/matches/"
    queries(page)
    few, few_matches = queries(page), queries(every)
    author = world.people["provider_editor"]
    MatchMessage.objects.bulk_create(
        MatchMessage(match=match, token=uuid4(), text=f"word {each}.", written_by=author, written_for=world.provider)
        for each in range(200)
    )
    assert (queries(page), few <= 25) == (few, True)
    for _another in range(5):
        world.match("agreed", need=need(owner=world.seeker, match_types=["technical"]))
    assert (queries(every), few_matches <= 8) == (few_matches, True)
    shown = text(reader.get(page))
    assert ("word 199." in shown, "word 100." in shown) == (True, False)
    assert "word 100." in text(reader.get(f"{page}?all"))


def test_a_curator_introduces_two(world):
    curator, address = client_of(world, "curator"), "/matchmaking/matches/introduce/"
    unowned = need(state="draft")
    Need.objects.filter(pk=unowned.pk).update(owner=None)
    for typed, said in [
        ({}, "Name a need, an offer, or both."), ({"need": "ND-1999-0001"}, "There is none with this reference."),
        ({"need": world.need.ref}, "Name the organisation on the other side."),
        ({"need": world.need.ref, "partner": "Seeking Office"}, "a match with itself"),
        ({"need": unowned.ref, "partner": "Providing Office"}, f"{unowned.ref} is not open any more."),
    ]:  # fmt: skip
        assert said in text(curator.post(address, typed))
    typed = {"need": world.need.ref, "partner": "Providing Office", "facilitator": "Helping Agency", "text": "Fits."}
    made = {curator.post(address, typed)["Location"] for _press in range(2)}
    assert made == {Match.objects.get().get_absolute_url()}
    assert "Fits." in text(client_of(world, "helper_reader").get(made.pop()))
    Need.objects.update(ending="")
    Membership.objects.filter(user=world.people["seeker_admin"]).delete()
    assert answer(client_of(world, "seeker_admin").get(Match.objects.get().get_absolute_url())) == GONE


def test_nobody_writes_more_messages_a_day_than_can_be_answered(world, monkeypatch):
    match = world.match()
    monkeypatch.setattr(exchanging, "MESSAGES_A_DAY", 2)
    first, last = ({"text": f"Message {number}", "token": uuid4()} for number in range(2))
    for sent in (first, last, last):  # the last is pressed twice
        assert press(world, "seeker_editor", match, "message", **sent).status_code == 302
    refused = press(world, "seeker_editor", match, "message", text="One more", token=uuid4())
    assert (refused.status_code, match.messages.count()) == (409, 2)
    assert "Too much came from your network or for this address." in text(refused)
    assert "One more</textarea>" in refused.content.decode()
    assert press(world, "provider_editor", match, "message", text="Ours", token=uuid4()).status_code == 302


def test_the_list_of_matches_has_pages(world, monkeypatch):
    first = world.match()
    second = world.match(need=need(owner=world.seeker))
    monkeypatch.setattr(views, "PAGE", 1)
    reader, address = client_of(world, "seeker_reader"), "/matchmaking/matches/"
    pages = [reader.get(f"{address}{query}") for query in ("", "?page=2", "?page=99")]
    assert [list(page.context["matches"]) for page in pages] == [[second], [first], [first]]
    assert "Page 1 of 2" in text(pages[0])
    assert 'href="?page=2"' in pages[0].content.decode()


# --- In return --------------------------------------------------------------------------------------------------------
def test_an_interest_names_an_own_open_offer_or_need_in_return(world, signed_in):
    given = matching_offer(world, title="We train in turn")
    asked = need(owner=world.provider, title="We seek translators")
    matching_offer(world, title="Invited only", visibility="invited")
    matching_offer(world, title="Withdrawn", ending="withdrawn")
    need(owner=world.provider, title="Draft", state="draft")
    need(owner=world.helper, title="Of others")
    page = f"/matchmaking/needs/{world.need.ref}/interest/"
    client = client_of(world, "provider_editor")
    known = [value for value, _label in client.get(page).context["form"].fields["in_return"].choices]
    assert known == ["", given.ref, asked.ref]
    wrong = client.post(page, {"message": "Typed", "in_return": "OF-1999-0001"})
    assert (wrong.status_code, Interest.objects.count(), "Typed</textarea>" in wrong.content.decode()) == (200, 0, True)
    client.post(page, {"message": "We can do this.", "in_return": given.ref})
    interest = Interest.objects.get()
    assert (interest.return_offer, interest.return_need, interest.in_return) == (given, None, given)
    mail = Mail.objects.filter(name="interest").first()
    assert [(f"In return they name {given.ref}:" in body, given.title in body) for body in (mail.text, mail.html)] == [
        (True, True)
    ] * 2
    assert given.title in text(client_of(world, "seeker_reader").get(interest.get_absolute_url()))
    match = interests.take_up(interest, by=world.people["seeker_editor"], site=SITE)
    assert f"In return {given.title} {given.ref}" in text(
        client_of(world, "seeker_reader").get(match.get_absolute_url())
    )
    desk = signed_in(world.people["curator"]).get(f"/admin/matchmaking/interest/{interest.pk}/change/")
    assert given.ref in text(desk)
    told = own_data(world.people["provider_editor"])["interests"]
    assert [(each["need__ref"], each["return_offer__ref"], each["message"]) for each in told] == [
        (world.need.ref, given.ref, "We can do this.")
    ]


def test_what_is_no_longer_open_cannot_be_named_in_return(world):
    given = matching_offer(world)
    member = world.people["provider_editor"].memberships.get()
    type(given).objects.filter(pk=given.pk).update(state="archived", state_reason="A double.")
    with pytest.raises(MoveRefused) as refusal:
        interests.express(world.need, membership=member, message="We can.", in_return=given, site=SITE)
    assert (refusal.value.code, Interest.objects.count()) == ("return", 0)
    foreign = need(owner=world.helper)
    with pytest.raises(MoveRefused, match="is not open"):
        interests.express(world.need, membership=member, message="We can.", in_return=foreign, site=SITE)


def test_whoever_has_nothing_open_is_not_asked_for_anything_in_return(world):
    form = client_of(world, "provider_editor").get(f"/matchmaking/needs/{world.need.ref}/interest/").context["form"]
    assert list(form.fields) == ["message"]
