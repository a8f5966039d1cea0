"""Seven languages: which record each finds first, what a minus leaves out, and how hits are marked."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils.html import escape
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.core.highlight import highlighted
from portal.core.models import Country, CountryGroup, Topic
from portal.core.search import is_weak
from tad import search_rows
from tad.listing import activity_text
from tad.models import Activity
from tests.factories import activity, organisation

pytestmark = pytest.mark.django_db

# One text a language, as activities of the field read; none names what the others are searched for.
TEXTS = {
    "en": ("Training patent examiners in search strategies", "Examiners compared how novelty is searched."),
    "fr": (
        "Atelier sur les indications géographiques",
        "Des producteurs de café ont rédigé un cahier des charges et déposé une marque collective.",
    ),
    "es": (
        "Capacitación en licencias de tecnología para oficinas de transferencia",
        "Las universidades negociaron licencias y contratos de confidencialidad.",
    ),
    "pt": (
        "Curso de redação de pedidos para inventores",
        "As instituições publicaram orientações e fizeram avaliações dos pedidos.",
    ),
    "ar": (
        "ورشة عمل حول الملكية الفكرية وحقوق المؤلف",
        "ناقش المشاركون إدارة البراءات والعلامات التجارية في المكاتب الوطنية.",
    ),
    "ru": (
        "Учебный курс по охране селекционных достижений",
        "Эксперты обсудили учёт сортов растений и лицензионные договоры.",
    ),
    "zh": ("商标审查员培训班", "来自非洲国家的审查员学习了商标注册和地理标志保护的经验。"),
}  # fmt: skip


@pytest.fixture
def library(db):
    """A record a language, about nothing in particular besides, and for no country that is searched for."""
    for language, (title, summary) in TEXTS.items():
        activity(title=title, summary=summary, language_id=language, topics=[], beneficiaries=["TO"], providers=["WS"])


def found(words: str) -> list[str]:
    """The languages of what is found, best first."""
    stamp = activity_text.index.current().stamp
    hits = activity_text.hits(words, stamp)
    languages = dict(Activity.objects.values_list("pk", "language_id"))
    return [languages[pk] for pk in activity_text.ranked_page(words, stamp, hits, 0, 25)]


def test_every_form_of_a_word_finds_it(library):
    expected = {
        "patents": ["en"],  # the text has the singular
        "examiner": ["en"],
        "searching strategy": ["en"],
        "producteur": ["fr"],
        "geographique": ["fr"],
        "indication géographique": ["fr"],
        "licencia": ["es"],
        "CAPACITACION": ["es"],
        "capacitaciones": ["es"],
        "negociar contrato": ["es"],
        "redacao": ["pt"],
        "redações": ["pt"],
        "avaliação": ["pt"],  # the text has the plural
        "orientacao instituicao": ["pt"],
        "сорт растения": ["ru"],
        "договор": ["ru"],
        "учет": ["ru"],
        "УЧЁТ": ["ru"],
        "商标": ["zh"],
        "商标注册": ["zh"],
        "注册商标": [],  # the same signs in another order
        "地理标志 培训": ["zh"],
        "员": ["zh"],  # a single sign in the middle of a run
        "班": ["zh"],  # and at the end of one
        "龙": [],
    }
    assert {words: found(words) for words in expected} == expected


def test_arabic_words_are_found_however_they_are_written(library):
    written = [
        "الملكية",
        "ملكية",
        "ملكيه",  # ha for taa marbuta
        "والملكية",  # "and the"
        "للملكية",  # "for the"
        "الْمِلْكِيَّة",  # vowel signs
        "المـلـكيـة",  # tatweel
        "حقوق",  # in the text with "and"
        "المولف",  # without hamza
        "براءة",  # the text has the plural with the article
        "براءات",
        "علامة تجارية",
        "اداره",  # alef without hamza, ha for taa marbuta
        "الوطني",
        "ورشة",
        "الورش",
        '"حقوق المؤلف"',
        '"ملكية فكرية"',
    ]
    assert {words: found(words) for words in written} == {key: ["ar"] for key in written}


def test_alef_maqsura_and_ya_are_one(db):
    activity(title="دورة رفيعة المستوى", language_id="ar", topics=[])
    assert found("المستوي") == found("مستوى") == ["ar"]


def test_phrases_minus_and_or(library):
    expected = {
        '"patent examiners"': ["en"],
        '"examiners patent"': [],
        "“patent examiner”": ["en"],  # quotation marks of print
        "«marque collective»": ["fr"],
        '"商标注册"': ["zh"],
        "capacitación -licencia": [],  # singular bars the plural of the text
        "capacitación −licencias": [],  # the sign of mathematics
        "capacitación -patents": ["es"],
        "商标 -注册": [],
        "البراءات -والعلامة": [],
        'курс -"сорта растений"': [],
        "patents or вид or курс": ["en", "ru"],
        "培训 or producteurs": ["fr", "zh"],
    }
    assert {words: sorted(found(words)) for words in expected} == expected


def test_what_a_minus_bars_in_one_language_does_not_come_back_by_another(db):
    """Spanish and English stems differ: a question for each language, joined by "or", would find both records."""
    for language in ("es", "en", "sw"):
        activity(title="Curso licencias", language_id=language, topics=[])
    activity(title="Curso", language_id="es", topics=[])
    assert [len(found(words)) for words in ("curso", "curso -licencias", 'curso -"licencias"')] == [4, 1, 1]


def test_mixed_scripts(db):
    activity(title="WIPO商标培训", language_id="zh", topics=[])
    activity(title="商标培训", language_id="zh", topics=[])
    assert [len(found(words)) for words in ("WIPO 商标", "WIPO商标", "商标", "wipo", "WIPO -商标")] == [1, 1, 2, 1, 0]


def test_stop_words_of_one_language_are_words_of_another(db):
    activity(title="Son of the inventor", language_id="en", topics=[])  # "son" is a French stop word
    activity(title="Le droit et son exercice", language_id="fr", topics=[])
    assert found("son") == ["en"]
    assert found("la son inventor") == ["en"]
    assert found("the exercice") == ["fr"]
    assert found("et") == []


def test_only_common_words_get_advice(db, client):
    activity(title="Patents", topics=[])
    page = client.get("/activities/?q=the").content.decode()
    assert "not searched for words as common as “the”" in unescape(page)
    assert [is_weak(words) for words in ("the", "the of", "the patents", "-the", "-")] == [
        True,
        True,
        False,
        False,
        False,
    ]


NAMES_OF_ALGERIA = ["Algeria", "Argélia", "Argelia", "Algérie", "algerie", "Алжир", "Алжире", "الجزائر", "阿尔及利亚"]


def test_a_country_is_found_by_its_name_in_every_language(library):
    activity(title="Visit", language_id="en", beneficiaries=["DZ"])
    assert {name: found(name) for name in NAMES_OF_ALGERIA} == {key: ["en"] for key in NAMES_OF_ALGERIA}


def test_groups_topics_and_the_country_of_an_organisation_are_found_in_every_language(db):
    board = organisation("Instituto de invenciones", acronym="INX", country="CU", aliases=["发明局"])
    line = {"organiser": [f"organisation:{board.slug}"]}
    activity(title="Mesa redonda", language_id="es", topics=["trademarks"], beneficiaries=["group:aripo"], others=line)
    for words in (
        "товарных знаков",
        "علامة تجارية",
        "商标",
        "invención",
        "invenciones",
        "inx",
        "发明局",
        "АРОИС",
        "古巴",
    ):
        assert found(words) == ["es"], words


def test_names_and_references_are_found_as_they_are(db):
    """Unstemmed, and whatever the record's language is: an English stemmer would know "Indecopis" only."""
    office = organisation("Oficina Indecopis", acronym="WHO", country="PE")
    record = activity(
        title="Рабочее совещание", language_id="ru", topics=[], others={"organiser": [f"organisation:{office.slug}"]},
        lines={"sources": [{"record": "X1", "citation": "-", "symbol": "CDIP/14/INF/2"}]},
    )  # fmt: skip
    for words in ("indecopis", "who", record.ref, record.ref.lower(), "CDIP/14/INF/2", '"cdip 14"', "-CDIP/15"):
        assert found(words) == ["ru"], words


def test_a_title_ranks_before_a_summary_and_a_summary_before_names(db):
    activity(title="Taller", summary="Una patente", language_id="es", topics=[])
    activity(title="Сотрудничество", language_id="ru", topics=["patents"])
    activity(title="Les brevets et la patente", language_id="fr", topics=[])
    assert found("patentes") == ["fr", "es", "ru"]


def test_renamed_places_and_topics_are_found_by_their_new_names_only(db):
    activity(title="Visit", beneficiaries=["DZ", "group:aripo"], topics=["trademarks"])
    for model, key in ((Country, {"pk": "DZ"}), (CountryGroup, {"code": "aripo"}), (Topic, {"code": "trademarks"})):
        row = model.objects.get(**key)
        row.labels = row.labels | {"fr": "Zélande"}
        row.save()
        assert found("zelande") == ["en"]
        row.labels = row.labels | {"fr": "Autre"}
        row.save()
        assert found("zelande") == []
    assert search_rows.differing() == 0


def test_a_language_of_its_own_is_not_stemmed(db):
    activity(title="Warsha ya hataza", language_id="sw", topics=[])
    assert (found("hataza"), found("hataz")) == (["sw"], [])


def test_when_the_language_is_corrected_so_are_the_stems(db):
    record = activity(title="Capacitaciones", language_id="en", topics=[])
    before = found("capacitar")
    Activity.objects.filter(pk=record.pk).update(language_id="es")
    assert (before, found("capacitar")) == ([], ["es"])


def test_words_add_up_with_filters(client, library):
    activity(title="Patentes verdes", language_id="es", topics=["patents"], beneficiaries=["KE"])
    activity(title="Patentes azules", language_id="es", topics=["trademarks"], beneficiaries=["UG"])
    html = client.get("/activities/?q=patente&beneficiary=UG").content.decode()
    titles = re.findall(r'<h3 class="card__title"><a [^>]*>(.*?)</a>', html)
    assert titles == ["<mark>Patentes</mark> azules"]


@pytest.mark.parametrize(
    ("language", "text", "words", "html"),
    [
        ("en", "Examining their exams", "examiner", "<mark>Examining</mark> their exams"),
        ("es", "Capacitación, dos capacitaciones", "CAPACITACION",
         "<mark>Capacitación</mark>, dos <mark>capacitaciones</mark>"),
        ("fr", "L’étude des brevets", "etudes brevet", "L’<mark>étude</mark> des <mark>brevets</mark>"),
        ("fr", "Une e\u0301tude", "étude", "Une <mark>e\u0301tude</mark>"),
        ("ru", "Учёт патентов", "учет патенты", "<mark>Учёт</mark> <mark>патентов</mark>"),
        ("ar", "إدارة الْمِلْكِيَّة والعلامات", "اداره ملكيه علامة",
         "<mark>إدارة</mark> <mark>الْمِلْكِيَّة</mark> <mark>والعلامات</mark>"),
        ("zh", "商标注册培训", "注册", "商标<mark>注册</mark>培训"),
        ("zh", "WIPO商标，标", "标 wipo", "<mark>WIPO</mark>商<mark>标</mark>，<mark>标</mark>"),
        ("en", "South-South & <i>South</i>", '"south south"',
         "<mark>South</mark>-<mark>South</mark> &amp; &lt;i&gt;<mark>South</mark>&lt;/i&gt;"),
        ("en", "Patents, not trademarks", "patents -trademarks", "<mark>Patents</mark>, not trademarks"),
        ("en", "Øresund œuvre", "oresund", "<mark>Øresund</mark> œuvre"),
    ],
)  # fmt: skip
def test_hits_are_marked_in_the_language_of_their_text(db, language, text, words, html):
    assert highlighted([text], words, [language]) == [html]


anything = settings(max_examples=80)


@anything
@given(words=st.text(max_size=200), text=st.text(max_size=60))
@example(words="\0 a\x01b", text="a\0b")
@example(words='"\'"\\ -"\\" !! & | <-> :* (', text="\\")
@example(words="商'\\:*标", text="商标")
@example(words="or or or -or", text="or")
@example(words="a " * 100, text="<a>")
def test_whatever_is_typed_is_a_question(db, words, text):
    stamp = activity_text.index.current().stamp
    assert activity_text.ranked_page(words, stamp, activity_text.hits(words, stamp), 0, 25) == []
    [html] = highlighted([text], words, ["fr"])
    assert re.sub("</?mark>", "", html) == escape(text)
