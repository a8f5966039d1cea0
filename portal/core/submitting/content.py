"""What a file really is, judged by its bytes: pure functions that say the kind, or why it is not accepted."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
MOST_ENTRIES = 3000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes of everything in an office document
MOST_RATIO = 200  # of unpacked to packed; texts of one letter reach thousands, real documents some tens

PICTURES = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
PAGE = re.compile(rb"<\s*(?:script|html|svg|iframe|object|embed|!doctype|\?php|\?xml)", re.IGNORECASE)
ACTIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|Basic/|Scripts/|macrosheets/|activeX/)", re.IGNORECASE)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_ZIP = b"PK\x05\x06"


class NotAccepted(Exception):
    """Its text is for the person who chose the file."""


class UnknownType(NotAccepted):
    """None of the kinds of FileKind; without a text, because who asks knows which kinds are taken."""


def kind_of(data: bytes) -> str:
    """One of FileKind. Raises NotAccepted."""
    if not data.strip(b"\x00\r\n\t "):
        raise NotAccepted(_("It is empty."))
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if kind := _picture_kind(data):
        return _picture(data, kind)
    if data.startswith(OLD_OFFICE):
        raise NotAccepted(_("It is of an old Office format that can hold programs. Save it as PDF, .docx or .odt."))
    return _text(data)


def _double() -> NotAccepted:
    return NotAccepted(_("It is two things at once: another file or a web page is hidden in it. Save it anew."))


def _pdf(data: bytes) -> str:
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data:
        raise NotAccepted(_("It begins like a PDF, but it is not whole. Open it, save it anew and try again."))
    if data[end + 5 :].strip() or END_OF_ZIP in data[-66_000:] or PAGE.search(data[:1024]) or _script(data):
        raise _double()
    if ACTIVE_PDF.search(data):
        raise NotAccepted(
            _("This PDF holds a program, a form or another file. Print it into a new PDF, then choose that.")
        )
    return "pdf"


def _script(data: bytes) -> bool:
    return re.search(rb"<\s*script", data, re.IGNORECASE) is not None


# --- Pictures ---------------------------------------------------------------------------------------------------------
def _picture_kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _picture(data: bytes, kind: str) -> str:
    if END_OF_ZIP in data[-66_000:] or _script(data):
        raise _double()
    _opened(data, kind)
    return kind


def _opened(data: bytes, kind: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # counted below, and lower
            picture = Image.open(BytesIO(data), formats=[PICTURES[kind]])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise _broken_picture() from None
    if picture.width * picture.height > MOST_PIXELS:
        raise NotAccepted(_("The picture has too many points. Make it smaller, then choose it again."))
    return picture


def _broken_picture() -> NotAccepted:
    return NotAccepted(_("The picture cannot be read. Open it, save it anew and try again."))


def drawn_anew(data: bytes, kind: str) -> bytes:
    """The same picture without what travelled beside it: place, camera, hidden data. Turned as it was meant to be."""
    picture = _opened(data, kind)
    try:
        turned = ImageOps.exif_transpose(picture)
        if turned.mode not in {"RGB", "L"}:
            turned = turned.convert("RGB" if kind == "jpg" else "RGBA")
        turned.info.clear()  # Pillow writes some of it into the new file
        written = BytesIO()
        turned.save(written, PICTURES[kind], **({} if kind == "png" else {"quality": 88}))
    except (OSError, ValueError, SyntaxError, EOFError):
        raise _broken_picture() from None
    return written.getvalue()


# --- Office documents -------------------------------------------------------------------------------------------------
def _zip(data: bytes) -> str:
    end = data.rfind(END_OF_ZIP)
    if end < 0 or end + 22 != len(data):
        raise _double() if end >= 0 else NotAccepted(_("The file is not whole. Save it anew and try again."))
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            kind = _office_kind(archive, {each.filename for each in entries})
            _unpack(archive, entries)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise NotAccepted(_("The file is damaged or locked by a password. Save it anew and try again.")) from None
    return kind


def _check_entries(entries: list[ZipInfo]) -> None:
    if not entries or min(each.header_offset for each in entries) != 0:
        raise _double()
    unpacked, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise _bomb()
    for each in entries:
        if each.filename.startswith("/") or ".." in each.filename.split("/") or "\\" in each.filename:
            raise NotAccepted(_("Parts of the file name paths outside of it. Save it anew and try again."))
        if MACROS.search(each.filename):
            raise NotAccepted(_("It holds macros. Save it without them, then choose it again."))


def _bomb() -> NotAccepted:
    return NotAccepted(_("Unpacked it would be far too large. Save it anew, with smaller pictures, and try again."))


def _office_kind(archive: ZipFile, names: set[str]) -> str:
    if "[Content_Types].xml" in names:
        found = next((kind for part, kind in OFFICE.items() if part in names), None)
        if found and b"macroEnabled" in archive.read("[Content_Types].xml"):
            raise NotAccepted(_("It holds macros. Save it without them, then choose it again."))
    else:
        found = OPEN_DOCUMENT.get(archive.read("mimetype").strip()) if "mimetype" in names else None
    if not found:
        raise UnknownType
    return found


def _unpack(archive: ZipFile, entries: list[ZipInfo]) -> None:
    """Read everything once: the sizes that an archive states are only what it says."""
    left = MOST_UNPACKED
    for each in entries:
        with archive.open(each) as part:
            while piece := part.read(65_536):
                left -= len(piece)
                if left < 0:
                    raise _bomb()


# --- Text -------------------------------------------------------------------------------------------------------------
def _text(data: bytes) -> str:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnknownType from None
    if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in words):
        raise UnknownType
    if PAGE.search(data):
        raise NotAccepted(
            _("It is a web page or a drawing, which can hold programs. Save it as PDF, then choose that.")
        )
    return "txt"
