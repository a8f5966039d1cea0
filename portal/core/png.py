"""A picture of ours as PNG, for programs that take no SVG. docs/adr/0034-figures.md.

Fonts come with the portal's packages, because a server may have none: what has no letter would be a box. While it draws
(a quarter of a second for a figure of 1600 pixels), its thread holds the interpreter, so whoever asks often is slowed
down by the caller, and what was drawn is kept.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from resvg_py import svg_to_bytes

FAMILY = "Noto Sans"
# By package; the first that has a letter draws it.
FONTS = {
    "fontpkg_noto_sans": "files/NotoSans[wdth,wght].ttf",
    "fontpkg_noto_sans_arabic": "files/NotoSansArabic[wdth,wght].ttf",
    "pylopdf_fonts_zh_cn": "NotoSansSC-Regular.otf",
}
ZOOM = 2  # pixels of the PNG for one of the SVG: sharp in print
KEPT = 32  # pictures of some 150 kB each


@lru_cache(maxsize=KEPT)
def png_of(svg: str) -> bytes:
    """ValueError for what is no SVG. Nothing outside of it is read: no file, no address, no font of the machine."""
    return svg_to_bytes(
        svg_string=svg, zoom=ZOOM, background="#ffffff", font_files=list(_fonts()), skip_system_fonts=True,
        font_family=FAMILY, sans_serif_family=FAMILY,
    )  # fmt: skip


@cache
def _fonts() -> tuple[str, ...]:
    return tuple(str(resources.files(package).joinpath(name)) for package, name in FONTS.items())
