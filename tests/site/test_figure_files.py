"""The figures as files: a picture stands alone, says what it shows of what, and is drawn only when it has to be."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from lxml import etree, html
from PIL import Image

from portal.core.png import ZOOM
from portal.site.statistics import views
from portal.site.statistics.figures import FIGURES
from portal.site.statistics.matrix_picture import SHADES
from tests.factories import activity

pytestmark = pytest.mark.django_db
PAGE = "/statistics/"
DARK = {"#0a6660", "#084844", "#06302d"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def records(db):
    activity(beneficiaries=["KE", "TV"], providers=["BR"], starts_on=date(2015, 1, 1), ends_on=date(2016, 2, 1))
    activity(beneficiaries=["group:aripo"], providers=["BR"], topics=["trademarks"])


def picture(client, name: str, query: str = "", prefix: str = ""):
    response = client.get(f"{prefix}{PAGE}{name}.svg{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    return etree.fromstring(response.content)


def words(root) -> list[str]:
    return [each.strip() for each in root.itertext() if each.strip()]


@pytest.mark.parametrize("query", ["", "?topic=gender"], ids=["something", "nothing"])
def test_every_picture_stands_alone(client, query):
    for name in FIGURES:
        root = picture(client, name, query)
        title, description = (root.find(f"{SVG}{each}").text for each in ("title", "desc"))
        said = words(root)
        assert said.count(title) >= 2  # for those who listen, and for those who look
        assert description.endswith("All activities" if not query else "Gender equality"), name
        assert f"http://testserver/activities/{query}" in said
        assert any(each.startswith("South-South IP Portal, CC BY 4.0 · ") for each in said)
        assert ("Nothing recorded." in said) == (bool(query) or not shapes_of(root)), name
        for element in root.iter():
            assert not {"class", "style", "href"} & {key.rpartition("}")[2] for key in element.attrib}
            assert etree.QName(element).localname not in {"use", "style", "image", "script"}
        lowest = max(float(each.get("y")) for each in root.findall(f"{SVG}text"))
        assert lowest < float(root.get("height"))


def shapes_of(root) -> list:
    """Bars, arrows, shaded countries: whatever says a number."""
    return [each for each in root.iter(f"{SVG}rect", f"{SVG}path") if each.get("fill") in DARK]


def test_conditions_are_said_whole(client):
    root = picture(client, "world", "?map=given&topic=patents&not_region=arab&q=%3Cb%3E%26")
    assert "<b>&; Patents; not Arab region" in words(root)
    assert picture(client, "receiving", "?topic=trademarks").find(f"{SVG}desc").text.endswith("Trademarks")


def test_whatever_an_address_asks_for_can_be_drawn(client):
    query = "?q=patents%01for%EF%BF%BE%0Ball"
    assert picture(client, "kinds", query).find(f"{SVG}desc").text.endswith(" patents for  all")
    assert client.get(f"{PAGE}kinds.png{query}")["Content-Type"] == "image/png"


def test_a_map_names_what_it_shades(client):
    said = words(picture(client, "world", prefix="/ar"))
    assert "كينيا: 2" in said  # a member of the group, too
    flows = picture(client, "flows")
    assert {"Brazil – Kenya: 1", "Brazil – Tuvalu: 1", "No arrow: only a named group benefits: 1"} <= set(words(flows))
    arrows = [each for each in flows.iter(f"{SVG}path") if each.get("fill-opacity")]
    assert len(arrows) == 2


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_matrix_says_what_the_table_says(client, prefix):
    """Each name and number in its row and order, each number in the shade of its level; who has no row is counted."""
    for number, giver in enumerate(["BR", "IN", "ZA", "CN", "EG", "MX", "KE", "GH", "SN", "ZW", "CL", "PE"]):
        activity(beneficiaries=["KE", "TV"][number % 2 :], providers=[giver])  # Kenya helps itself, too
    activity(beneficiaries=["KE", "GB"], providers=["BR"])
    table = html.fromstring(client.get(f"{prefix}{PAGE}").content).find_class("heat")[0]
    root = picture(client, "pairs", prefix=prefix)
    said = [
        (row[0].text_content(), *(each.text_content() for each in row[1:])) for row in table.iterfind(".//tbody/tr")
    ]
    rows = [each for each in root.iter(f"{SVG}g") if each.find(f"{SVG}rect") is not None]
    drawn = [list(row.iterfind(f"{SVG}text")) for row in rows]
    assert [tuple(each.text for each in row) for row in drawn] == said
    assert (len(said), {len(row) for row in said}) == (10, {1 + 3 + 1})
    heads = [each.text_content() for each in table.iterfind(".//thead//th")]
    slanted = [" ".join(each.itertext()) for each in root.iter(f"{SVG}g") if "rotate" in each.get("transform", "")]
    assert slanted == heads[1:]
    levels = [int(each.get("class")[-1]) for each in table.find_class("heat__cell")]
    assert [each.get("fill") for row in rows for each in row.iterfind(f"{SVG}rect")] == [
        SHADES[each] for each in levels
    ]
    places = [[float(each.get("x")) for each in row] for row in drawn]
    assert all(sorted(row, reverse=bool(prefix)) == row for row in places)  # from the left, or from the right
    if not prefix:
        rest = "Countries without a row, which give or host: 2; without a column, which receive: 0."
        assert rest in words(root)


@pytest.mark.parametrize(
    ("prefix", "name"), [("", "years"), ("/ar", "flows"), ("/zh-hans", "topics"), ("/ru", "pairs")]
)
def test_a_png_is_the_same_picture(client, prefix, name):
    response = client.get(f"{prefix}{PAGE}{name}.png")
    assert response["Content-Disposition"] == f'attachment; filename="statistics-{name}.png"'
    svg = picture(client, name, prefix=prefix)
    drawn = Image.open(BytesIO(response.content))
    assert (drawn.format, drawn.size) == ("PNG", tuple(ZOOM * int(svg.get(each)) for each in ("width", "height")))
    assert len(drawn.convert("L").getcolors()) > 20


def test_a_picture_is_drawn_only_when_it_has_to_be(client, monkeypatch):
    monkeypatch.setattr(views, "PICTURES", 1)
    address = f"{PAGE}kinds.png"
    assert client.head(address).content == b""
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    refused = client.get(address)
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)
    assert client.get(f"{PAGE}kinds.svg").status_code == 200
    activity()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 429  # no longer the same


def test_nobody_asks_for_more_than_a_figure(client):
    assert client.get(f"{PAGE}kinds.jpg").status_code == 404
    assert client.get(f"{PAGE}nothing.png").status_code == 404
    assert client.get(f"{PAGE}kinds.png?topic=nonsense").status_code == 400
    assert client.post(f"{PAGE}kinds.png").status_code == 405
