"""The audit itself: what is wrong at one width only is found there, though a second look leaves out what it may."""

import pytest

from tests.browser.audit import faults
from tests.browser.conftest import new_page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PAGE = """<!doctype html><html lang="en"><title>Faults</title><style>
  p { color: #000; background: #fff } .wide { display: none }
  @media (min-width: 600px) { .turns { color: #ccc } .ground { background: #333 } .wide { display: block } }
</style><main><h1>Faults</h1>
  <p id="always" style="color: #ddd">Pale</p>
  <p id="turns" class="turns">Turns pale</p>
  <div style="color: #000" class="ground"><div><b id="ground">On a ground that turns dark</b></div></div>
  <div class="wide"><p id="late" style="color: #ddd">Pale, and shown late</p><button id="mute"></button></div>
</main>"""


def test_what_turns_wrong_in_a_wider_window(browser):
    page = new_page(browser)
    page.set_content(PAGE)
    found = {(each.split(":")[0], each.split(":")[1].strip(), name) for each in faults(page)
             for name in ("always", "turns", "ground", "late", "mute") if f'id="{name}"' in each}  # fmt: skip
    page.context.close()
    assert found == {
        ("360", "color-contrast", "always"),
        ("1280", "color-contrast", "turns"),
        ("1280", "color-contrast", "ground"),
        ("1280", "color-contrast", "late"),
        ("1280", "button-name", "mute"),
    }
