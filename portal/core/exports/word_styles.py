"""How a Word file looks: one table of styles over those that python-docx brings, and the languages Word knows."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from portal.core.naming import direction

# Word has a language for Latin and Cyrillic letters, one for East Asian ones, and one for what runs from right to left.
LANGUAGES = {
    "en": 'w:val="en-GB"', "fr": 'w:val="fr-FR"', "es": 'w:val="es-ES"', "pt": 'w:val="pt-PT"', "ru": 'w:val="ru-RU"',
    "ar": 'w:val="en-GB" w:bidi="ar-SA"', "zh-hans": 'w:val="en-GB" w:eastAsia="zh-CN"',
}  # fmt: skip
FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial" w:eastAsia="Microsoft YaHei"/>'
INK, TEAL, SOFT, RULE = "17222D", "0A6660", "4C5762", "DDD3BF"


def in_word(language: str) -> str:
    """The attributes that name a language (ISO 639-1) of texts."""
    kind = "bidi" if direction(language) == "rtl" else "val"
    return LANGUAGES.get(language, f'w:{kind}="{language}"')


def _letters(size: float, colour: str = INK, *, bold: bool = False, italic: bool = False) -> str:
    """``size`` in points. Scripts that run from right to left have a weight and a size of their own."""
    on = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    return f'<w:rPr>{on}<w:color w:val="{colour}"/><w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/></w:rPr>'


def _space(before: int, after: int, more: str = "", keep: str = "") -> str:
    """In points; ``keep`` is what the schema wants first, ``more`` last."""
    return f'<w:pPr>{keep}<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>{more}</w:pPr>'


KEEP = "<w:keepNext/><w:keepLines/>"
# id: (name, kind, what it is based on, how it looks). The names are those by which Word and screen readers know them.
STYLES = {
    "Normal": ("Normal", "paragraph", "", _space(0, 6) + _letters(10.5)),
    "Title": ("Title", "paragraph", "Normal", _space(0, 4) + _letters(24, TEAL, bold=True)),
    "Subtitle": ("Subtitle", "paragraph", "Normal", _space(0, 14) + _letters(13, SOFT)),
    "Heading1": (
        "heading 1", "paragraph", "Normal",
        _space(20, 6, '<w:outlineLvl w:val="0"/>', KEEP) + _letters(16, TEAL, bold=True),
    ),
    "Heading2": (
        "heading 2", "paragraph", "Normal",
        _space(14, 4, '<w:outlineLvl w:val="1"/>', KEEP) + _letters(12.5, bold=True),
    ),
    "Caption": ("caption", "paragraph", "Normal", _space(12, 4, keep=KEEP) + _letters(10, bold=True)),
    "TableText": ("Table Text", "paragraph", "Normal", _space(1, 1) + _letters(9.5)),
    "TableSmall": ("Table Small", "paragraph", "Normal", _space(1, 1) + _letters(8)),
    "TableNote": ("Table Note", "paragraph", "Normal", _space(3, 10) + _letters(8.5, SOFT)),
    "Footer": ("footer", "paragraph", "Normal", _space(0, 0) + _letters(8.5, SOFT)),
    "Strong": ("Strong", "character", "", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
    "Aside": ("Aside", "character", "", f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr>'),
    "Hyperlink": ("Hyperlink", "character", "", f'<w:rPr><w:color w:val="{TEAL}"/><w:u w:val="single"/></w:rPr>'),
    "Report": (
        "Report Table", "table", "TableNormal",
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="{INK}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:color="{INK}"/><w:insideH w:val="single" w:sz="4" w:color="{RULE}"/>'
        '</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:color="{INK}"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr>",
    ),
}  # fmt: skip


def apply_styles(word, language: str) -> None:
    """In place of those of the same name. Everything else inherits fonts and language from the defaults."""
    styles = word.styles.element
    for fonts in list(styles.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    taken = {each.get(qn("w:styleId")): each for each in styles.iter(qn("w:style"))}
    for style, (name, kind, base, looks) in STYLES.items():
        if style in taken:
            styles.remove(taken[style])
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        default = ' w:default="1"' if style == "Normal" else ""
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}"{default} w:styleId="{style}"><w:name w:val="{name}"/>{based}'
                f"<w:qFormat/>{looks}</w:style>"
            )
        )
    [defaults] = styles.iter(qn("w:rPrDefault"))
    defaults.clear()
    defaults.append(parse_xml(f"<w:rPr {nsdecls('w')}>{FONTS}<w:lang {in_word(language)}/></w:rPr>"))
