"""The form, page by page: nothing that is typed is ever lost, and what is sent is sent once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Initiative
from partnerships.submission.models import KeptText, Submission
from portal.core.models import Mail, User
from tests import factories
from tests.partnerships.submissions import (
    SNAPSHOT,
    START,
    WHO,
    hidden,
    page_of,
    ready,
    save,
    stored,
    submission,
    url,
)

pytestmark = pytest.mark.django_db


# --- Beginning --------------------------------------------------------------------------------------------------------
def test_start_shows_criteria_and_an_example_and_begins_a_draft(client):
    response = client.get(START)
    assert ["What belongs here" in page_of(response), "An example" in page_of(response)] == [True, True]
    outline = re.findall(r"<li><strong>(.*?)</strong>( <span)?", page_of(response))
    assert [(words, bool(can_wait)) for words, can_wait in outline] == [
        ("Who you are", False), ("The partnership in short", False), ("The story", True), ("The means", True),
        ("What others can learn", True), ("Consent, and partners who can confirm", True),
    ]  # fmt: skip
    begun = client.post(START, {"stamp": hidden(response, "stamp")})
    draft = Submission.objects.get()
    assert begun["Location"] == url(draft, "who")
    assert (draft.state, draft.language) == ("draft", "en")


def test_start_in_another_language_keeps_it(client):
    response = client.get("/fr/partnerships/submit/")
    begun = client.post("/fr/partnerships/submit/", {"stamp": hidden(response, "stamp")})
    assert begun["Location"].startswith("/fr/partnerships/submit/SB-")
    assert Submission.objects.get().language == "fr"


def test_start_pressed_twice_is_one_draft(client):
    stamp = hidden(client.get(START), "stamp")
    assert client.post(START, {"stamp": stamp})["Location"] == client.post(START, {"stamp": stamp})["Location"]
    assert Submission.objects.count() == 1


def test_after_sending_the_same_start_page_begins_another(client):
    stamp = hidden(client.get(START), "stamp")
    client.post(START, {"stamp": stamp})
    Submission.objects.update(submitted_at=timezone.now(), state="sent")
    client.post(START, {"stamp": stamp})
    assert Submission.objects.count() == 2


@pytest.mark.parametrize("stamp", ["", "nonsense", "a:b:c"])
def test_a_stamp_of_nobody_begins_a_draft_all_the_same(client, stamp):
    assert client.post(START, {"stamp": stamp}).status_code == 302


def test_programs_and_floods_begin_nothing(client):
    assert "trap for programs" in page_of(client.post(START, {"website": "x"}))
    answers = [client.post(START, {}).status_code for _ in range(21)]
    assert (answers.count(302), answers[-1], Submission.objects.count()) == (20, 429, 20)


# --- The private address ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["", "who", "review", "confirm/x:y:z", "documents/1"])
def test_a_wrong_token_finds_nothing(client, name):
    one, other = submission(), submission()
    wrong = url(one, name).replace(one.token, other.token)
    assert client.get(wrong).status_code == 404


def test_private_pages_tell_nobody_their_address(client):
    response = client.get(url(submission(), "who"))
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert {"private", "no-cache"} <= set(response["Cache-Control"].split(", "))


def test_an_unknown_step_is_not_found(client):
    assert client.get(url(submission(), "nonsense")).status_code == 404


# --- Saving -----------------------------------------------------------------------------------------------------------
def test_an_empty_step_can_be_saved_and_left(client):
    one = submission(data={})
    response = save(client, one, "who", {}, do="later")
    assert response["Location"] == f"{url(one)}?saved"
    assert stored(one).state == "draft"


def test_everything_typed_is_kept_verbatim_right_or_wrong(client):
    one = submission(data={})
    values = SNAPSHOT | {
        "title": "  <b>“Ω”</b>\r\n", "start": "soon", "topics": ["nonsense", "patents"],
        "countries": [{"country": "XX", "role": "king"}],
    }  # fmt: skip
    response = save(client, one, "snapshot", values)
    assert stored(one).data["snapshot"] == values | {"ongoing": "", "modality_as_said": ""}
    page = page_of(response)
    assert re.findall(r'<li><a href="#([^"]+)"', page) == [
        "id_countries-0-country", "id_countries-0-role", "id_countries-1-country", "id_topics_0", "id_start",
    ]  # fmt: skip
    assert 'value="soon"' in page
    assert "&lt;b&gt;“Ω”&lt;/b&gt;" in page


def test_a_saved_step_is_found_again_on_another_device(client):
    one = submission(data={})
    save(client, one, "snapshot", SNAPSHOT, do="later")
    page = page_of(Client().get(url(one, "snapshot")))
    assert f'value="{SNAPSHOT["title"]}"' in page
    assert '<option value="MZ" selected>' in page
    assert 'class="errors"' not in page


def test_lists_of_choices_are_in_order_and_show_what_was_chosen(client):
    one = submission(data={"who": WHO | {"country": "CI"}})
    page = page_of(client.get(url(one, "who")))
    names = re.findall(r'<option value="[A-Z]{2}"(?: selected)?>(.*?)</option>', page)
    assert (len(names) > 190, names[0], names[-1]) == (True, "Afghanistan", "Zimbabwe")
    assert names.index("Costa Rica") < names.index("Côte d’Ivoire") < names.index("Croatia")
    assert re.findall(r'<option value="(\w+)" selected>(.*?)</option>', page) == [("CI", "Côte d’Ivoire")]


def test_a_complete_step_leads_on(client):
    one = submission(data={})
    assert save(client, one, "who", WHO)["Location"] == url(one, "snapshot")
    assert save(client, one, "snapshot", SNAPSHOT)["Location"] == url(one, "story")
    assert save(client, one, "consent", {"has_consent": "on"})["Location"] == url(one, "review")
    found = stored(one)
    assert (found.title, found.name, found.country_id) == (SNAPSHOT["title"], "Ana Souza", "BR")
    assert (found.has_right, found.shows_name, found.has_consent, found.kind) == (True, False, True, "south_south")
    assert 0 < found.completeness < 100


def test_without_cookies_and_with_a_page_of_last_year_it_still_saves(client):
    one = submission(data={})
    strict = Client(enforce_csrf_checks=True)
    assert save(strict, one, "who", WHO)["Location"] == url(one, "snapshot")
    assert stored(one).name == "Ana Souza"


def test_one_more_line_keeps_everything(client):
    one = submission(data={})
    response = save(client, one, "snapshot", SNAPSHOT | {"title": "T"}, do="add:countries")
    assert response["Location"] == f"{url(one, 'snapshot')}?countries=3#id_countries-2-country"
    page = page_of(client.get(response["Location"]))
    assert len(re.findall(r'id="id_countries-\d+-country"', page)) == 3
    blank = {"countries": [*SNAPSHOT["countries"], {"country": "", "role": ""}]}
    response = save(client, one, "snapshot", SNAPSHOT | blank, do="add:countries", number=1)
    assert "?countries=4#" in response["Location"]
    assert stored(one).data["snapshot"]["countries"] == SNAPSHOT["countries"]


def test_a_trap_filled_in_saves_nothing_and_shows_everything(client):
    one = submission(data={})
    page = page_of(save(client, one, "who", WHO | {"website": "x"}))
    assert "trap for programs" in page
    assert 'value="Ana Souza"' in page
    assert stored(one).data == {}


def test_far_too_much_is_shown_again_but_not_stored(client):
    one = submission(data={})
    response = save(client, one, "story", {"challenge": "x" * 200_001})
    assert response.status_code == 413
    assert page_of(response).count("x" * 200_001) == 1
    assert stored(one).data == {}


def test_nul_bytes_are_no_server_error(client):
    one = submission(data={})
    assert save(client, one, "who", {"name": "A\x00na"}, do="later").status_code == 302
    assert stored(one).data["who"]["name"] == "Ana"


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2019", "2020", []), ("3/2019", "12/2021", []), ("17/03/2019", "2019-12-24", []), ("٢٠١٩", "2020", []),
        ("31/02/2019", "2020", ["id_start"]), ("2020", "2019", ["id_end"]), ("1850", "2020", ["id_start"]),
        ("2019", "", ["id_end"]),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(client, start, end, wrong):
    page = page_of(save(client, submission(data={}), "snapshot", SNAPSHOT | {"start": start, "end": end}))
    assert re.findall(r'<li><a href="#([^"]+)"', page) == wrong


def test_links_and_length_have_limits_that_say_so(client):
    one = submission(data={})
    page = page_of(save(client, one, "story", {"challenge": "see http://a.example " * 6, "solution": "x" * 6001}))
    assert "At most 5 links, please." in page
    assert "at most 6000 characters" in page


# --- Two windows ------------------------------------------------------------------------------------------------------
def test_an_older_window_overwrites_nothing_and_both_texts_are_kept(client):
    one = submission(data={})
    save(client, one, "who", {"name": "first"}, do="later", tab="a", number=0)
    response = save(client, one, "who", {"name": "second"}, do="later", tab="b", number=0)
    assert response["Location"] == f"{url(one, 'who')}?kept#kept"
    assert stored(one).data["who"]["name"] == "first"
    page = page_of(client.get(response["Location"].partition("#")[0]))
    assert "There are two texts of this step" in page
    assert re.findall(r'<dd dir="auto">(.*?)</dd>', page) == ["second"]


def test_the_writer_chooses_between_two_texts(client):
    one = submission(data={})
    save(client, one, "who", {"name": "first"}, do="later", tab="a", number=0)
    save(client, one, "who", {"name": "second"}, do="later", tab="b", number=0)
    kept = KeptText.objects.get()
    save(client, one, "who", {"name": "first, and more"}, do=f"swap:{kept.pk}", tab="c", number=1)
    assert stored(one).data["who"]["name"] == "second"
    assert KeptText.objects.get().values["name"] == "first, and more"  # typed since, and saved by no other button
    save(client, one, "who", {"name": "second"}, do=f"forget:{kept.pk}", tab="d", number=3)
    assert (stored(one).data["who"]["name"], KeptText.objects.count()) == ("second", 0)


def test_nobody_swaps_with_a_text_of_another_submission(client):
    one, other = submission(data={}), submission(data={})
    kept = KeptText.objects.create(submission=other, step="who", tab="x", values={"name": "other"})
    for do in ("swap", "forget"):
        save(client, one, "who", {"name": "own"}, do=f"{do}:{kept.pk}", tab="a")
    assert (stored(one).data["who"]["name"], KeptText.objects.get().values) == ("own", {"name": "other"})


def test_a_window_never_stands_in_its_own_way(client):
    """A page gone back to, a form sent twice, a retry after a lost answer."""
    one = submission(data={})
    for name in ("first", "first", "second"):
        assert "?kept" not in save(client, one, "who", {"name": name}, do="later", tab="a", number=0)["Location"]
    assert (stored(one).data["who"]["name"], KeptText.objects.count()) == ("second", 0)


def test_the_same_text_from_another_window_is_no_conflict(client):
    one = submission(data={})
    for tab in "ab":
        save(client, one, "who", {"name": "same"}, do="later", tab=tab, number=0)
    assert (stored(one).versions["who"]["number"], KeptText.objects.count()) == (1, 0)


def test_other_steps_do_not_conflict(client):
    one = submission(data={})
    save(client, one, "who", {"name": "first"}, do="later", tab="a", number=0)
    save(client, one, "story", {"challenge": "long"}, do="later", tab="b", number=0)
    assert (stored(one).data["story"]["challenge"], KeptText.objects.count()) == ("long", 0)


# --- Autosave ---------------------------------------------------------------------------------------------------------
def test_autosave_says_when_and_which(client):
    one = submission(data={})
    answer = save(client, one, "who", {"name": "An"}, do="autosave", tab="a", number=0, sequence=1).json()
    assert (answer["number"], answer["text"].startswith("Saved ")) == (1, True)
    assert stored(one).data["who"]["name"] == "An"
    assert Mail.objects.count() == 0


def test_a_late_autosave_does_not_undo_a_later_save(client):
    one = submission(data={})
    save(client, one, "who", {"name": "whole"}, do="continue", tab="a", number=0, sequence=3)
    answer = save(client, one, "who", {"name": "who"}, do="autosave", tab="a", number=0, sequence=2)
    assert (answer.status_code, stored(one).data["who"]["name"]) == (200, "whole")


def test_autosave_of_an_older_window_is_told_and_kept(client):
    one = submission(data={})
    save(client, one, "who", {"name": "first"}, do="later", tab="a", number=0)
    for number, text in enumerate(["sec", "second"]):
        answer = save(client, one, "who", {"name": text}, do="autosave", tab="b", number=0, sequence=number)
        assert answer.status_code == 409
    assert [each.values["name"] for each in KeptText.objects.all()] == ["second"]
    assert stored(one).data["who"]["name"] == "first"


def test_what_is_typed_after_sending_is_kept_apart(client):
    one = submission("in_review")
    assert save(client, one, "story", {"challenge": "late"}, tab="a", number=0)["Location"] == f"{url(one)}?closed"
    assert save(client, one, "story", {"challenge": "later"}, do="autosave", tab="a").status_code == 409
    assert "story" not in stored(one).data
    assert KeptText.objects.get().values["challenge"] == "later"


# --- Sending ----------------------------------------------------------------------------------------------------------
def test_review_shows_answers_kind_reason_and_what_is_missing(client):
    page = page_of(client.get(url(ready(), "review")))
    assert "South-South" in page
    assert "Institute of Industrial Property of Brazil provided for Mozambique; all were developing" in page
    assert "Mozambique, Beneficiary" in page
    assert ["Before it can be sent" in page, f"private link to {WHO['email']}." in page] == [False, True]
    nobodys = submission(data={"snapshot": SNAPSHOT | {"start": "soon"}}, email="")
    page = page_of(client.get(url(nobodys, "review")))
    assert "private link to" not in page
    missing = page.partition("Before it can be sent")[2].partition("</ul>")[0]
    assert re.findall(r"/(\w+)/\?check#(\w+)", missing) == [
        ("who", "id_name"), ("who", "id_email"), ("who", "id_has_right"), ("snapshot", "id_start"),
    ]  # fmt: skip


def test_the_first_two_steps_are_enough_to_send(client):
    one = ready()
    assert client.post(url(one, "review"))["Location"] == url(one)
    found = stored(one)
    assert (found.state, found.submitted_at is not None) == ("sent", True)
    page = page_of(client.get(url(one)))
    assert one.ref in page
    assert "One more thing: confirm your e-mail address" in page


def test_an_incomplete_one_is_not_sent_and_stays(client):
    one = ready(data={"who": WHO})
    assert "still missing or wrong" in page_of(client.post(url(one, "review")))
    assert (stored(one).state, Mail.objects.count()) == ("draft", 0)


def test_wrong_answers_in_steps_that_can_wait_are_asked_for(client):
    one = ready(data={"who": WHO, "snapshot": SNAPSHOT, "means": {"amount": "much"}})
    assert "Enter a number." in page_of(client.post(url(one, "review")))
    assert stored(one).state == "draft"


def test_sent_within_seconds_it_was_no_person(client):
    one = submission()
    assert "very quick" in page_of(client.post(url(one, "review")))
    assert stored(one).state == "draft"


def test_sending_twice_sends_once(client):
    one = ready("confirmed")
    for _ in range(2):
        assert client.post(url(one, "review"))["Location"] == url(one)
    assert (stored(one).state, Mail.objects.count()) == ("in_review", 1)


def test_too_many_sendings_wait_and_lose_nothing(client):
    statuses = [client.post(url(ready(), "review")).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]
    assert Submission.objects.filter(state="draft").count() == 1


def test_once_sent_there_is_nothing_to_edit(client):
    one = submission("in_review")
    for name in ("who", "snapshot", "review"):
        assert client.get(url(one, name))["Location"] == url(one)
    assert f'href="{url(one, "who")}' not in page_of(client.get(url(one)))


def test_look_alikes_are_shown_and_block_nothing(client):
    known, unpublished = (
        Initiative.objects.create(
            ref=ref, title=SNAPSHOT["title"], starts_on=date(2019, 3, 1), starts_precision="month",
            **factories.stamps(state, User.objects.importer()),
        )
        for ref, state in [("PI-2019-0901", "published"), ("PI-2019-0902", "in_review")]
    )  # fmt: skip
    one = ready()
    page = page_of(client.get(url(one, "review")))
    assert known.get_absolute_url() in page
    assert unpublished.ref not in page
    assert client.post(url(one, "review")).status_code == 302


# --- Steps at a fixed price -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["who", "snapshot", "story", "means", "consent"])
@pytest.mark.parametrize("lines", [1, 30])
def test_a_step_asks_the_same_few_questions(client, django_assert_num_queries, name, lines):
    countries = [{"country": "BR", "role": "provider"}] * lines
    one = submission(data={"who": WHO, "snapshot": SNAPSHOT | {"countries": countries}})
    client.get(url(one, name))
    with django_assert_num_queries(3):  # the submission, the versions of the vocabularies, kept texts
        client.get(url(one, name))


def test_addresses_belong_to_the_contract():
    assert reverse("submission:start") == START
