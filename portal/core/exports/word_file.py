"""Word (Office Open XML): headings that are headings, tables whose first row repeats on every page and says what stands
below it, captions that count, links, page numbers, and from right to left where the language is.

python-docx keeps the package, its styles and its pages; paragraphs and tables are written as text, because a thousand
rows made cell by cell take minutes (docs/adr/0039-mapping-report.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from html import escape
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document as new_document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from portal.core.dates import labelled_text
from portal.core.exports.document import Cell, Document, Section, Table
from portal.core.exports.word_styles import apply_styles, in_word
from portal.core.exports.xml_text import UNWRITABLE, writable
from portal.core.naming import direction

A4, MARGIN = (Mm(210), Mm(297)), Mm(20)
LONGEST = 250  # characters of a property of the file


def write(export, file: BinaryIO) -> None:
    with override(export.language):
        Writer(export.document).save(file)


def written(text: str) -> str:
    return escape(writable(text))


class Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.is_mirrored = direction(document.language) == "rtl"
        self.bidi = "<w:bidi/>" if self.is_mirrored else ""
        self.word = new_document()
        self.links: dict[str, str] = {}  # address → id of the relationship
        apply_styles(self.word, document.language)
        self._properties()
        self._page(self.word.sections[0], is_wide=False)
        self._footer()

    def save(self, file: BinaryIO) -> None:
        self._add(self._paragraph(self._run(self.document.title), "Title"))
        self._add(self._paragraph(self._run(self.document.subtitle), "Subtitle"))
        was_wide = False
        for section in self.document.sections:
            if section.is_wide != was_wide:
                self._page(self.word.add_section(WD_SECTION.NEW_PAGE), is_wide=section.is_wide)
                was_wide = section.is_wide
            self._section(section)
        self.word.save(file)

    # The file ---------------------------------------------------------------------------------------------------------
    def _properties(self) -> None:
        document, known = self.document, self.word.core_properties
        known.title, known.subject = (writable(each)[:LONGEST] for each in (document.title, document.subtitle))
        known.author = known.last_modified_by = writable(document.author)[:LONGEST]
        known.language, known.comments = document.language, document.url[:LONGEST]
        known.created = known.modified = document.made_at.astimezone(UTC).replace(tzinfo=None)

    def _page(self, page, *, is_wide: bool) -> None:
        page.page_width, page.page_height = reversed(A4) if is_wide else A4
        page.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
        properties = page._sectPr
        if self.is_mirrored and properties.find("{*}bidi") is None:
            mark = parse_xml(f"<w:bidi {nsdecls('w')}/>")
            grid = properties.find("{*}docGrid")
            properties.append(mark) if grid is None else grid.addprevious(mark)
        self.width = round((page.page_width - 2 * MARGIN) / 635)  # in twentieths of a point

    def _footer(self) -> None:
        before, between, after = (_("Page %(number)s of %(pages)s") % {"number": "\n", "pages": "\n"}).split("\n")
        numbers = self._run(before) + self._field("PAGE") + self._run(between) + self._field("NUMPAGES")
        said = numbers + self._run(f"{after} · {self.document.title} · {self.document.author}")
        [empty] = self.word.sections[0].footer.paragraphs
        empty._p.addprevious(parse_xml(self._paragraph(said, "Footer")))
        empty._p.getparent().remove(empty._p)

    def _add(self, xml: str) -> None:
        self.word.element.body.sectPr.addprevious(parse_xml(xml))

    # What stands in it ------------------------------------------------------------------------------------------------
    def _section(self, section: Section) -> None:
        self._add(self._paragraph(self._run(section.title), "Heading2" if section.is_part else "Heading1"))
        for text in section.texts:
            self._add(self._paragraph(self._said(text)))
        for term, said in section.facts:
            before, after = labelled_text(term, "\n").split("\n")
            self._add(self._paragraph(self._run(before, "Strong") + self._said(said) + self._run(after)))
        for table in section.tables:
            self._table(table)

    def _table(self, table: Table) -> None:
        before, after = (_("Table %(number)s") % {"number": "\n"}).split("\n")
        number = self._run(before) + self._field(r"SEQ Table \* ARABIC", str(table.number))
        self._add(self._paragraph(number + self._run(f"{after}. {table.caption}"), "Caption"))
        widths = [round(self.width * each / sum(table.shares)) for each in table.shares]
        words = len(widths) - table.numbers
        style = "TableSmall" if len(widths) > 6 else "TableText"
        visual = "<w:bidiVisual/>" if self.is_mirrored else ""
        properties = (
            f'<w:tblPr><w:tblStyle w:val="Report"/>{visual}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:firstColumn="0" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{written(table.caption)}"/><w:tblDescription w:val="{written(table.note)}"/>'
            "</w:tblPr>"
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)

        def line(cells: Iterable[Cell], more: str = "") -> str:
            written_cells = (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
                f"{self._paragraph(self._said(cell), style, is_number=place >= words)}</w:tc>"
                for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
            )
            return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(written_cells)}</w:tr>"

        head = line(map(Cell, table.headings), "<w:tblHeader/>")
        rows = "".join(map(line, table.rows))
        self._add(f"<w:tbl {nsdecls('w', 'r')}>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>")
        self._add(self._paragraph(self._run(table.note), "TableNote"))

    # Its parts --------------------------------------------------------------------------------------------------------
    def _paragraph(self, runs: str, style: str = "Normal", *, is_number: bool = False) -> str:
        end = '<w:jc w:val="right"/>' if is_number else ""  # "right" is the end of a line, whichever way it runs
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{self.bidi}{end}</w:pPr>'
        return f"<w:p {nsdecls('w', 'r')}>{properties}{runs}</w:p>"

    def _said(self, cell: Cell) -> str:
        if cell.url and cell.text:
            run = self._run(cell.text, "Hyperlink", cell.language)
            runs = f'<w:hyperlink r:id="{self._link(cell.url)}" w:history="1">{run}</w:hyperlink>'
        else:
            runs = self._run(cell.text, "", cell.language)
        return runs + (f"<w:r><w:br/></w:r>{self._run(cell.note, 'Aside')}" if cell.note else "")

    def _run(self, text: str, style: str = "", language: str = "") -> str:
        if not text:
            return ""
        spoken = language or self.document.language
        said = f'<w:rStyle w:val="{style}"/>' if style else ""
        said += "<w:rtl/>" if direction(spoken) == "rtl" else ""
        said += f"<w:lang {in_word(language)}/>" if language else ""
        return f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{written(text)}</w:t></w:r>'

    def _field(self, instruction: str, value: str = "1") -> str:
        """What Word counts itself; ``value`` stands there until it does."""
        marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
        said = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        return marks["begin"] + said + marks["separate"] + self._run(value) + marks["end"]

    def _link(self, url: str) -> str:
        """Relationships are looked up here: the package itself searches them from the first to the last."""
        url = self.document.base + url if url.startswith("/") else url
        if url not in self.links:
            self.links[url] = f"link{len(self.links) + 1}"
            self.word.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, UNWRITABLE.sub("", url), self.links[url], is_external=True
            )
        return self.links[url]
