"""A polite look at addresses: against a real server that answers, fails, leads around, dawdles and asks for a pause."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.core.links import checking, looking, pointing
from portal.core.links.guard import is_public
from portal.core.links.looking import Look, Looker
from portal.core.models import Found, LinkCheck, Organisation, State
from tests.factories import activity, case_study, initiative, organisation, user

AGENT = checking.agent_of("https://portal.example.org")
PAUSE = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
ANSWERS = {
    "/there": (200, {}), "/gone": (410, {}), "/missing": (404, {}), "/broken": (500, {}), "/members": (403, {}),
    "/busy": (429, {"Retry-After": "7200"}), "/busy-until": (503, {"Retry-After": PAUSE}),
    "/busy-odd": (503, {"Retry-After": "soon"}),
    "/busy-long": (503, {"Retry-After": "Mon, 01 Jan 99999999999 00:00:00 GMT"}),
    "/moved": (301, {"Location": "/moved-again"}), "/moved-again": (308, {"Location": "/there"}),
    "/for-now": (302, {"Location": "/there"}), "/moved-then-for-now": (301, {"Location": "/for-now"}),
    "/moved-oddly": (301, {"Location": "/th\0re é"}),
    "/moved-away": (301, {"Location": "/missing"}), "/nowhere": (302, {}),
    "/circle": (302, {"Location": "/circle/"}), "/circle/": (302, {"Location": "/circle"}),
    "/to-a-file": (302, {"Location": "file:///etc/passwd"}),
    "/to-a-door": (302, {"Location": "http://127.0.0.1:22/"}),
}  # fmt: skip


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.ended = Event()

    @property
    def base(self) -> str:
        return f"http://localhost:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        path = self.path.partition("?")[0]
        if path == "/silent":
            self.server.ended.wait(20)
        elif path == "/drip":  # a letter now and then, and never a whole line
            while not self.server.ended.wait(0.02):
                self.wfile.write(b"H")
        elif path == "/endless":
            self.send_response(200)
            self.end_headers()
            self.server.ended.wait(20)
        elif path == "/get-only":
            self.reply(405 if self.command == "HEAD" else 200, {})
        elif path.startswith("/far/"):
            self.reply(302, {"Location": f"/far/{int(path[5:]) + 1}"})
        else:
            self.reply(*ANSWERS.get(path, (200, {})))

    do_HEAD = do_GET = answer

    def reply(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # the looker went away, as it should
            self.close_connection = True

    def log_message(self, *args) -> None:
        """Nothing to stderr."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as found:
        Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield found
        found.ended.set()
        found.shutdown()


def looker(server: Server, **options) -> Looker:
    """May ask this one server and nothing else, wherever it leads."""
    return Looker(AGENT, **{"may": lambda _address, port: port == server.server_port, "timeout": 5} | options)


# --- One look ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "found", "status", "moved_to"),
    [
        ("/there", Found.ANSWERED, 200, ""),
        ("/Ünï/?q=ñ", Found.ANSWERED, 200, ""),
        ("/get-only", Found.ANSWERED, 200, ""),
        ("/missing", Found.MISSING, 404, ""),
        ("/gone", Found.MISSING, 410, ""),
        ("/broken", Found.ERROR, 500, ""),
        ("/busy-odd", Found.ERROR, 503, ""),
        ("/busy-long", Found.ERROR, 503, ""),
        ("/members", Found.GUARDED, 403, ""),
        ("/moved", Found.ANSWERED, 200, "/there"),
        ("/moved-oddly", Found.ANSWERED, 200, "/th%00re%20%C3%A9"),
        ("/for-now", Found.ANSWERED, 200, ""),
        ("/moved-then-for-now", Found.ANSWERED, 200, ""),
        ("/moved-away", Found.MISSING, 404, ""),
        ("/nowhere", Found.ANSWERED, 302, ""),
        ("/circle", Found.CIRCLES, None, ""),
        ("/far/1", Found.CIRCLES, None, ""),
        ("/to-a-file", Found.NOT_PUBLIC, None, ""),
        ("/to-a-door", Found.NOT_PUBLIC, None, ""),
    ],
)
def test_what_a_look_finds(server, path, found, status, moved_to):
    expected = Look(found, status, server.base + moved_to if moved_to else "")
    assert looker(server).look(server.base + path) == expected
    assert server.agents == {"SouthSouthPortal-LinkCheck/1 (+https://portal.example.org/about/)"}


def test_get_is_asked_only_where_head_did_not_help(server):
    one = looker(server)
    for path in ("/there", "/missing", "/busy"):
        one.look(server.base + path)
    assert server.asked == [("HEAD", "/there"), ("HEAD", "/missing"), ("GET", "/missing"), ("HEAD", "/busy")]


def test_who_asks_for_a_pause_gets_one(server):
    assert looker(server).look(f"{server.base}/busy") == Look(Found.GUARDED, 429, wait=7200)
    until = looker(server).look(f"{server.base}/busy-until")
    assert (until.found, until.status, 6000 < until.wait <= 7200) == (Found.GUARDED, 503, True)


@pytest.mark.parametrize("path", ["/silent", "/drip"])
def test_nobody_keeps_it_waiting(server, path):
    assert looker(server, timeout=0.2, patience=0.3).look(server.base + path) == Look(Found.SILENT)


def test_addresses_without_end_keep_nobody_either(server, monkeypatch):
    """A name with many addresses at which nothing answers, and a last one that says a letter now and then."""
    connect, tried = socket.create_connection, []

    def dead(address, timeout):
        tried.append(address)
        if len(tried) < 3:
            server.ended.wait(0.3)
            raise TimeoutError
        return connect((address[0], server.server_port), timeout)

    dripping = [(2, 1, 6, "", (f"127.0.0.{number}", 80)) for number in (3, 2, 1)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: dripping)
    monkeypatch.setattr(socket, "create_connection", dead)
    assert looker(server, patience=0.2).look(f"{server.base}/drip") == Look(Found.SILENT)
    assert len(tried) == 1


def test_only_the_head_of_an_answer_is_read(server):
    assert looker(server, timeout=2).look(f"{server.base}/endless").found == Found.ANSWERED


def test_a_server_that_is_none(server, monkeypatch):
    def unknown(*_args, **_options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert looker(server).look("http://no-such-host.example/").found == Found.NO_HOST


def test_a_connection_that_is_not_secure(server):
    """A server that answers in plain words where https was promised."""
    assert looker(server).look(f"https://localhost:{server.server_port}/there").found == Found.INSECURE


def test_a_closed_door():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert Looker(AGENT, may=lambda *_: True).look(f"http://127.0.0.1:{port}/").found == Found.SILENT


# --- Where it may go --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "64:ff9b:1::a00:1", "::7f00:1", "fec0::1",
    ],
)  # fmt: skip
def test_what_stands_behind_the_portal_is_not_asked(address):
    assert not is_public(address, 80)


def test_what_is_public_is_asked_at_the_doors_of_the_web():
    assert [is_public(each, 443) for each in ("93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822")] == [
        True
    ] * 3
    assert [is_public("93.184.216.34", port) for port in (22, 25, 80, 5432, 8080)] == [False, False, True, False, True]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
        "ftp://example.org/x", "file:///etc/passwd", "http:///x", "http://user:word@example.org/", "http://[oops/",
        "http://example.org:99999/", "javascript:alert(1)", "",
    ],
)  # fmt: skip
def test_an_address_that_is_out_of_bounds_or_none_is_never_asked(url, monkeypatch):
    asked = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **_: asked.append(args))
    assert Looker(AGENT).look(url) == Look(Found.NOT_PUBLIC)
    assert asked == []


def test_a_name_is_asked_where_it_was_checked_and_never_looked_up_again(monkeypatch):
    """A name that is public at first and the portal's own a moment later."""
    answers = iter([[(2, 1, 6, "", ("93.184.216.34", 80))], [(2, 1, 6, "", ("127.0.0.1", 80))]])
    asked = []

    def refuse(address, _timeout):
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: next(answers))
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert Looker(AGENT).look("http://rebinding.example/") == Look(Found.SILENT)
    assert asked == [("93.184.216.34", 80)]


def test_a_name_in_any_script_is_asked_for_as_the_net_writes_it(monkeypatch):
    asked = []

    def unknown(host, *_args, **_options):
        asked.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert Looker(AGENT).look("https://bücher.example/ü") == Look(Found.NO_HOST)
    assert asked == ["xn--bcher-kva.example"]


def test_a_name_with_one_private_address_is_not_asked(monkeypatch):
    mixed = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: mixed)
    assert Looker(AGENT).look("http://two-faced.example/") == Look(Found.NOT_PUBLIC)


# --- A round ----------------------------------------------------------------------------------------------------------
class Told(Looker):
    """Finds what a test says, and remembers in which order it was asked."""

    def __init__(self, **finds: Look) -> None:
        super().__init__(AGENT)
        self.finds, self.asked = finds, []

    def look(self, url: str) -> Look:
        self.asked.append(url)
        return self.finds.get(url.rpartition("/")[2], Look(Found.ANSWERED, 200))


WENT, FAILED = Look(Found.ANSWERED, 200), Look(Found.MISSING, 404)


def link(name: str, host: str = "a.example", **values) -> LinkCheck:
    return LinkCheck.objects.create(url=f"https://{host}/{name}", **values)


def days_pass(days: int) -> None:
    for each in LinkCheck.objects.all():
        then = {name: getattr(each, name) for name in ("looked_at", "failing_since", "next_look_at")}
        earlier = {name: moment and moment - timedelta(days=days) for name, moment in then.items()}
        LinkCheck.objects.filter(pk=each.pk).update(**earlier)


def go(told: Told, most: int = 100) -> checking.Round:
    return checking.check(looker=told, most=most, pause=0)


@pytest.mark.django_db
def test_every_public_address_is_gathered_once_and_forgotten_when_nobody_points_to_it():
    both = "https://source.example/both"
    full = activity(
        source_url=both,
        lines={
            "documents": [{"title": "Report", "url": "https://source.example/report.pdf"}],
            "sources": [{"record": "A900", "citation": "News", "url": "https://source.example/news"}],
        },
    )
    initiative(source_url=both)
    case_study(source_url="https://source.example/case")
    organisation(website="https://office.example/", contact_url="https://office.example/contact")
    waits = {"state": Organisation.State.PENDING, "proposed_by": user(), "proposed_at": timezone.now()}
    organisation(website="https://proposed.example/", **waits)
    activity(source_url="https://source.example/draft", state=State.DRAFT)
    activity(source_url="https://source.example/sample", is_sample=True)
    activity(source_url="ftp://source.example/old")
    checking.gather()
    assert set(LinkCheck.objects.values_list("url", flat=True)) >= {
        both, "https://source.example/report.pdf", "https://source.example/news", "https://source.example/case",
        "https://office.example/", "https://office.example/contact",
    }  # fmt: skip
    odd = LinkCheck.objects.filter(url__regex="draft|sample$|ftp|proposed")
    assert list(odd) == []
    type(full).objects.filter(pk=full.pk).update(state=State.ARCHIVED, state_reason="Wrong.")
    checking.gather()
    left = LinkCheck.objects.filter(url__startswith="https://source.example/").values_list("url", flat=True)
    assert set(left) == {both, "https://source.example/case"}


@pytest.mark.django_db
def test_records_are_found_by_what_they_point_to(django_assert_num_queries):
    both = "https://source.example/both"
    first = activity(source_url=both, lines={"documents": [{"title": "Report", "url": both}]})
    other = initiative(source_url=both)
    assert pointing.records_by([both, "https://nobody.example/"]) == {both: [first, other]}
    with django_assert_num_queries(len(pointing.pointers())):
        pointing.records_by([both])
    many = [activity(source_url=f"https://source.example/{number}").source_url for number in range(9)]
    with django_assert_num_queries(len(pointing.pointers())):
        assert len(pointing.records_by(many)) == 9


@pytest.mark.django_db
def test_three_failures_on_different_days_are_broken_and_one_success_mends_it():
    one, told = link("page"), Told(page=FAILED)
    counted = []
    for days in (0, 0, 1, 1):  # twice on the first day
        days_pass(days)
        LinkCheck.objects.update(next_look_at=timezone.now())
        go(told)
        one.refresh_from_db()
        counted.append((one.failures, one.is_broken))
    assert counted == [(1, False), (1, False), (2, False), (3, True)]
    assert [one.found, one.status, LinkCheck.objects.broken().get()] == [Found.MISSING, 404, one]
    assert (timezone.now() - one.failing_since).days == 2
    days_pass(8)
    go(Told(page=WENT))
    one.refresh_from_db()
    assert (one.failures, one.failing_since, one.is_broken, one.found) == (0, None, False, Found.ANSWERED)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "look", "days"),
    [
        (0, WENT, 30), (0, Look(Found.GUARDED, 403), 30), (0, FAILED, 1), (1, FAILED, 1), (2, FAILED, 7),
        (5, FAILED, 7), (2, Look(Found.GUARDED, 429, wait=3 * 86400), 3), (0, Look(Found.GUARDED, 429, wait=10**12), 7),
    ],
)  # fmt: skip
def test_when_it_looks_again(before, look, days):
    earlier = timezone.now() - timedelta(days=2)
    seen = {"failures": before, "failing_since": earlier, "found": Found.MISSING, "looked_at": earlier}
    one = link("page", **(seen if before else {}))
    go(Told(page=look))
    one.refresh_from_db()
    assert round((one.next_look_at - timezone.now()) / timedelta(days=1), 2) == days
    assert one.failures == (before if look.wait else before + 1 if look == FAILED else 0)


@pytest.mark.django_db
def test_hosts_take_turns_and_one_that_asks_for_a_pause_has_it_whole(monkeypatch):
    for host, name in [("a.example", "1"), ("a.example", "2"), ("b.example", "1"), ("b.example", "busy"),
                       ("b.example", "3"), ("not-b.example", "4"), ("c.example", "1")]:  # fmt: skip
        link(name, host)
    told, rests = Told(busy=Look(Found.GUARDED, 429, wait=7200)), []
    monkeypatch.setattr(checking, "sleep", rests.append)
    done = checking.check(looker=told, most=100, pause=5)
    assert told.asked == [
        f"https://{each}" for each in
        ("a.example/1", "b.example/1", "not-b.example/4", "c.example/1", "a.example/2", "b.example/busy")
    ]  # fmt: skip
    assert ([0 < rest <= 5 for rest in rests], done.looked, done.put_off) == ([True, True], 6, 2)
    later = LinkCheck.objects.get(url="https://b.example/3")
    assert (later.looked_at, round((later.next_look_at - timezone.now()) / timedelta(hours=1), 1)) == (None, 2)


@pytest.mark.django_db
def test_no_more_than_asked_and_nothing_twice():
    for number in range(5):
        link(str(number))
    told = Told()
    assert [go(told, most=2).looked for _round in range(4)] == [2, 2, 1, 0]
    assert len(set(told.asked)) == 5


@pytest.mark.django_db
def test_a_round_in_the_background_gives_way_to_mails(settings, monkeypatch):
    settings.SITE_URL, settings.CHECK_LINKS_A_DAY = "https://portal.example.org", 4
    planned = []
    monkeypatch.setattr(checking, "go_on", type("Task", (), {"enqueue": lambda *args: planned.append(args)}))
    checking.look_after()
    assert planned == [("https://portal.example.org", 4)]
    for number in range(5):
        link(str(number))
    assert checking.check(looker=Told(), most=4, pause=0, seconds=-1).looked == 0
    settings.SITE_URL = ""
    checking.look_after()
    settings.SITE_URL, settings.CHECK_LINKS_A_DAY = "https://portal.example.org", 0
    checking.look_after()
    assert len(planned) == 1


@pytest.mark.django_db
def test_the_command_says_what_it_found(settings, capsys, monkeypatch):
    with pytest.raises(CommandError, match="SITE_URL is not set"):
        call_command("check_links")
    settings.SITE_URL = "https://portal.example.org"
    LinkCheck.objects.all().delete()
    monkeypatch.setattr(pointing, "pointers", tuple)
    monkeypatch.setattr(looking.Looker, "look", lambda self, url: FAILED)
    monkeypatch.setattr(checking, "addresses", lambda: {"https://a.example/1", "https://b.example/2"})
    call_command("check_links", most=1)
    assert capsys.readouterr().out == (
        "1 looked at, 1 of them without success, 0 put off; 0 broken, 0 moved for good, 1 still due.\n"
    )


# --- On the page of a record ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_page_of_a_record_marks_a_broken_link_quietly(client, django_assert_num_queries):
    report, news = "https://source.example/report.pdf", "https://source.example/news"
    day = datetime(2026, 3, 9, 12, tzinfo=UTC)
    fails = {"found": Found.MISSING, "looked_at": day, "failing_since": day}
    LinkCheck.objects.create(url=report, failures=3, **fails)
    LinkCheck.objects.create(url=news, failures=2, **fails)
    record = activity(
        lines={
            "documents": [{"title": "Report", "url": report}],
            "sources": [{"record": "A900", "citation": "News", "url": news}],
        }
    )
    need = initiative(source="Report", source_url=report)
    for page, others in ((record, [news]), (need, [])):
        html = " ".join(client.get(page.get_absolute_url()).content.decode().split())
        assert html.count("did not answer when last checked on 9 March 2026") == 1
        assert [f'href="https://web.archive.org/web/*/{each}"' in html for each in (report, *others)] == [
            True, *(False for _each in others),
        ]  # fmt: skip
