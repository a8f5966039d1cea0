"""/search/: one question to every list, by kind; only what its reader may see."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.core import kept, organisations
from portal.core.models import Organisation, OrganisationType, PageText, State
from tests.factories import activity, case_study, initiative, organisation

pytestmark = pytest.mark.django_db
MAKE = {"activities": activity, "partnerships": initiative, "case-studies": case_study}


def found(client, query: str) -> dict[str, list[str]]:
    """Titles by kind, in the page's order."""
    html = client.get(f"/search/?{query}").content.decode()
    sections = re.findall(r'<section class="find__group" aria-labelledby="([\w-]+)">(.*?)</section>', html, re.S)
    return {
        kind: [
            unescape(re.sub("<[^>]+>", "", title))
            for title in re.findall(r'card__title"><a [^>]*>(.*?)</a>', text, re.S)
        ]
        for kind, text in sections
        if kind != "best"
    }


def best(client, query: str) -> list[tuple[str, str]]:
    """Kind and title of the best matches of all."""
    html = client.get(f"/search/?{query}").content.decode()
    entries = re.findall(r'<p class="entry__kind">([^<]+)</p>\s*<h3 class="entry__title"><a [^>]*>(.*?)</a>', html)
    return [(kind, unescape(re.sub("<[^>]+>", "", title))) for kind, title in entries]


def answers(client, query: str, prefix: str = "") -> list[tuple[str, str, list[str]]]:
    """Kind, name and numbers of each page that answers; each number is held against the list it leads to."""
    html = client.get(f"{prefix}/search/?{query}").content.decode()
    found = []
    for kind, name, counts in re.findall(
        r'<p class="entry__kind">([^<]+)</p>\s*<h2 class="answer__name"><a [^>]+>([^<]+)</a></h2>\s*<ul[^>]*>(.*?)</ul',
        html, re.S,
    ):  # fmt: skip
        numbers = re.findall(r'<a class="num" href="([^"]+)">([^<]+: (\d+))</a>', counts)
        for url, _said, number in numbers:
            counted = re.search(r'list__count num"><strong>(\d+)', client.get(unescape(url)).content.decode())
            assert counted[1] == number, url
        found.append((kind, unescape(name), [said for _url, said, _number in numbers]))
    return found


def text(client, query: str = "", prefix: str = "") -> str:
    html = client.get(f"{prefix}/search/?{query}").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_results_stand_by_kind_with_counts_and_lead_into_the_lists(client):
    for kind, make in MAKE.items():
        make(title=f"Rooibos in {kind}")
        make(title="Another thing")
    assert found(client, "q=rooibos") == {kind: [f"Rooibos in {kind}"] for kind in MAKE}
    assert sorted(best(client, "q=rooibos")) == [
        ("Activity", "Rooibos in activities"), ("Case study", "Rooibos in case-studies"),
        ("Partnership", "Rooibos in partnerships"),
    ]  # fmt: skip
    shown = text(client, "q=rooibos")
    assert "1 activity 1 partnership 1 case study" in shown
    html = client.get("/search/?q=rooibos").content.decode()
    assert [f'href="/{kind}/?q=rooibos"' in html for kind in MAKE] == [True] * 3
    assert "<mark>Rooibos</mark>" in client.get("/search/?q=rooibos").content.decode()


def test_the_best_three_of_each_and_how_many_there_are(client):
    for _number in range(7):
        case_study(title="Rooibos")
    activity(title="Rooibos rooibos", summary="rooibos")
    assert {kind: len(titles) for kind, titles in found(client, "q=rooibos").items()} == {
        "activities": 1, "case-studies": 3,
    }  # fmt: skip
    shown = text(client, "q=rooibos")
    assert ("All of them: 7 case studies" in shown, "All of them: 1 activity" in shown) == (True, False)


def test_the_most_relevant_first(client):
    activity(title="Market day", summary="Tea and rooibos")
    activity(title="Rooibos rooibos")
    assert found(client, "q=rooibos") == {"activities": ["Rooibos rooibos", "Market day"]}


def test_nothing_found_helps(client):
    initiative(title="Rooibos growers")
    shown = text(client, "q=rooibas")
    assert "Nothing here matches these words Did you mean rooibos ?" in shown
    assert "0 activities" not in shown
    assert "Or look around Countries Topics Organisations Calendar Glossary Ask for help, or offer it" in shown
    assert 'href="/search/?q=rooibos"' in client.get("/search/?q=rooibas").content.decode()
    assert "There is nothing to search for in “-”" in text(client, "q=-")
    assert found(client, "q=zzzzqq") == {}


@pytest.mark.parametrize("query", ["", "q=", "q=+++"])
def test_without_words_it_shows_what_there_is_to_search(client, query):
    activity()
    assert found(client, query) == {}
    shown = text(client, query)
    institutions = Organisation.objects.verified().count()
    empty = " ".join(f"0 {kind}" for kind in ("partnerships", "case studies", "consultants", "needs", "offers"))
    texts = PageText.objects.published().for_readers_of("en").count()
    assert f"1 activity {institutions} organisations {texts} texts {empty}" in shown
    assert "Nothing here matches" not in shown
    assert "Or look around Countries Topics" in shown
    assert "Or look around" not in text(client, "q=workshop")


@pytest.mark.parametrize("state", State)
def test_who_sees_what(client, signed_in, member, curator, state):
    for make in MAKE.values():
        make(title="Rooibos", state=state, by=curator)
    hidden = {} if state != State.PUBLISHED else {kind: ["Rooibos"] for kind in MAKE}
    everything = {kind: ["Rooibos"] for kind in MAKE}
    seen = [found(asking, "q=rooibos") for asking in (client, signed_in(member), signed_in(curator))]
    assert seen == [hidden, hidden, everything]


def test_organisations_are_found_by_those_who_may_see_them(client, signed_in, member, curator):
    council, university = organisation("Rooibos Council"), OrganisationType.objects.get(code="university")
    organisations.propose(by=member, name="Rooibos Union", type=university)
    activity(title="Tea", providers=[f"organisation:{council.slug}"])
    seen = [found(asking, "q=rooibos") for asking in (client, signed_in(member), signed_in(curator))]
    assert [sorted(each["organisations"]) for each in seen] == [
        ["Rooibos Council"], ["Rooibos Council", "Rooibos Union"], ["Rooibos Council", "Rooibos Union"],
    ]  # fmt: skip
    assert "1 activity: Provider 1" in text(client, "q=rooibos")
    assert f'href="/organisations/{council.slug}/"' in client.get("/search/?q=rooibos").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=tea&colour=red", "This page does not know “colour”."),
        ("q=tea&topic=nonsense", "there is no “nonsense”."),
        ("q=tea&year_min=2020&year_max=1999", "The range of years ends before it begins."),
        ("q=%00", "Null characters are not allowed."),
        ("q=" + "x" * 201, "at most 200 characters"),
    ],
)
def test_what_is_not_understood_is_said_once_and_answers_nothing(client, query, said):
    activity(title="tea")
    shown = text(client, query)
    assert shown.count(said) == 1
    assert found(client, query) == {}
    assert "1 activity" not in shown


@pytest.mark.parametrize("query", ["q=%27%22%3C&q=b", "q=((a", "q=%ff%fe", "q=a%3A*", "q=" + "%F0%9F%92%A5" * 40])
def test_nothing_breaks(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


def test_the_header_and_home_lead_there(client):
    for address in ("/about/", "/", "/fr/about/"):
        html = client.get(address).content.decode()
        start = "/fr" if address.startswith("/fr") else ""
        assert f'action="{start}/search/"' in html
        assert f'data-suggests="{start}/search/suggest/"' in html


def test_the_best_of_all_kinds_in_one_order(client):
    """What the question is about before what mentions it; one kind does not crowd out the others."""
    filler = "Courses, visits and advice of many kinds for offices of the region. " * 5
    for number in range(9):
        activity(title=f"Workshop {number} on rooibos", summary=filler)
    initiative(title="Growers and offices", summary=f"Among others rooibos. {filler}")
    case_study(title="Rooibos")
    case_study(title="Honeybush", summary="Not rooibos, which is another plant of the same hills.")
    activity(title="Rooibos (sample)", is_sample=True)
    order = best(client, "q=rooibos")
    assert order[:2] == [("Case study", "Rooibos"), ("Activity", "Workshop 8 on rooibos")]
    assert len(order) == 6
    assert [kind for kind, _title in order].count("Activity") == 4
    assert ("Activity", "Rooibos (sample)") not in order
    assert best(client, "q=honeybush") == []  # in one list only


def test_what_the_words_name_is_answered_with_its_page(client):
    activity(title="One", topics=["geographical-indications"], beneficiaries=["KE"])
    activity(title="Two", topics=["patents"], beneficiaries=["KE"])
    activity(title="Hidden", topics=["patents"], beneficiaries=["KE"], state=State.DRAFT)
    case_study(title="Three", topics=["geographical-indications"], countries=["TH"])
    topic = ("Topic", "Geographical indications", ["Activities: 1", "Case studies: 1"])
    kenya = ("Country", "Kenya", ["Activities: 2"])
    both = ("Both together", "Geographical indications · Kenya", ["Activities: 1"])
    assert answers(client, "q=Kenya") == [kenya]
    assert answers(client, "q=geographical+indications") == [topic]
    assert answers(client, "q=Geographical+Indications+in+kenya") == [both, topic, kenya]
    fees = "q=fees+for+geographical+indications+Kenya"
    assert answers(client, fees) == [both, topic, kenya]
    assert "0 activities" not in text(client, fees)
    activity(title="Fees for geographical indications in Kenya", summary="How they are set.")
    assert [kind for kind, *_rest in answers(client, fees)] == ["Topic", "Country"]  # the record has all words
    assert answers(client, "q=Kenya&topic=patents") == []  # whoever filters wants records


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("guinea", ["Guinea"]),
        ("South Korea", ["Republic of Korea"]),
        ("Bolivia", ["Bolivia (Plurinational State of)"]),
        ("cote d'ivoire", ["Côte d’Ivoire"]),
        ("كينيا", ["Kenya"]),
        ("肯尼亚", ["Kenya"]),
        ("Marcas", ["Trademarks"]),
        ("patent", ["Patents"]),
        ("geographical indication", ["Geographical indications"]),
        ("indicac\u0327a\u0303o geogra\u0301fica", ["Geographical indications"]),  # letters and accents apart
        ("علامة تجارية", ["Trademarks"]),
        ("İstanbul", []),
        ("WIPO", ["World Intellectual Property Organization"]),
        ("Kenya Brazil India Peru Chile", ["Kenya", "Brazil", "India", "Peru"]),
        ("Kenyan", []),
        ("", []),
    ],
)
def test_names_in_every_language_and_everyday_names(client, words, named):
    assert [name for _kind, name, _counts in answers(client, f"q={words}")] == named


def test_only_verified_organisations_answer(client, signed_in, member, curator):
    council, university = organisation("Rooibos Council"), OrganisationType.objects.get(code="university")
    organisations.propose(by=member, name="Rooibos Union", type=university)
    for reader in (client, signed_in(member), signed_in(curator)):
        assert [name for _kind, name, _counts in answers(reader, "q=Rooibos+Council")] == ["Rooibos Council"]
        assert answers(reader, "q=Rooibos+Union") == []
    assert f'href="{council.get_absolute_url()}"' in client.get("/search/?q=rooibos+council").content.decode()


def test_filters_carry_over_into_each_list_that_has_them(client):
    activity(title="Rooibos", topics=["patents"], beneficiaries=["KE"])
    activity(title="Rooibos elsewhere", topics=["gender"], beneficiaries=["KE"])
    case_study(title="Rooibos", topics=["patents"], countries=["ZA"])
    organisation("Rooibos Council")
    asked = "q=rooibos&topic=patents"
    assert found(client, asked) == {
        "activities": ["Rooibos"], "case-studies": ["Rooibos"], "organisations": ["Rooibos Council"],
    }  # fmt: skip
    assert sorted(best(client, asked)) == [("Activity", "Rooibos"), ("Case study", "Rooibos")]
    html, shown = client.get(f"/search/?{asked}").content.decode(), text(client, asked)
    assert 'href="/activities/?q=rooibos&amp;topic=patents"' in html
    assert '<input type="hidden" name="topic" value="patents">' in html
    assert shown.count("Not narrowed by: Topic. This list has no such filter.") == 1
    assert re.findall(r'class="chip" href="([^"]+)"', html) == ["/search/?q=rooibos"]
    assert found(client, "topic=patents&year_min=1990&year_max=1991") == {}
    assert sorted(found(client, "country=KE")) == ["activities"]


def suggested(client, typed: str, prefix: str = "") -> list[tuple[str, str]]:
    said, values, kinds = client.get(f"{prefix}/search/suggest/", {"q": typed}).json()
    assert said == typed
    return list(zip(values, kinds, strict=True))


def test_suggestions_over_everything(client, member, django_assert_num_queries):
    university = OrganisationType.objects.get(code="university")
    organisations.propose(by=member, name="Kenyavale Hidden", type=university)
    organisation("Kenyavale Office")
    for kind, make in MAKE.items():
        make(title=f"Kenyavale {kind}")
        make(title="Kenyavale hidden zqsecret", state=State.DRAFT)
    found = [
        ("Kenya", "Country"), ("Kenyavale Office", "Organisation"), ("kenyavale", ""),
        ("Kenyavale activities", "Activity"), ("Kenyavale case-studies", "Case study"),
        ("Kenyavale partnerships", "Partnership"),
    ]  # fmt: skip
    assert suggested(client, "kenya") == found
    assert suggested(client, "zqsec") == []
    assert suggested(client, "indic", "/fr") == [("Indications géographiques", "Thème")]
    assert [suggested(client, typed) for typed in ("", "k", "%%", "\0", "<q>")] == [[]] * 5
    with django_assert_num_queries(3):
        suggested(client, "kenya")
    response = client.get("/search/suggest/?q=ken")
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "application/x-suggestions+json", "public, max-age=300",
    )  # fmt: skip


def test_only_the_plain_page_is_for_search_engines(client):
    assert [client.get(each).get("X-Robots-Tag") for each in ("/search/", "/search/?q=a")] == [None, "noindex, follow"]


def test_in_another_language(client):
    activity(title="Rooibos")
    html = client.get("/ar/search/?q=rooibos").content.decode()
    assert ('dir="rtl"' in html, 'href="/ar/activities/?q=rooibos"' in html) == (True, True)


def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries):
    def grow(many: int) -> None:
        for make in MAKE.values():
            for _number in range(many):
                make(title="Rooibos tea", topics=["patents", "gender"])
        for number in range(many):
            organisation(f"Rooibos tea board {many} {number}")

    grow(1)
    client.get("/search/?q=warm")
    for many in (0, 30):
        grow(many)
        client.get("/search/?q=tea")  # what organisations did is kept from here on
        # Stamps, versions; of each list what is found, its order, cards; what texts are found; the one order, marks.
        with django_assert_num_queries(17):
            client.get("/search/?q=rooibos")
        kept.forget()
        with django_assert_num_queries(9):  # what words find is kept by itself
            client.get("/search/?q=rooibos")
