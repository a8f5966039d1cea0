"""Files for the tests of uploads: honest ones, and ones that pretend."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
TYPES = '<Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
DOCX = {
    "[Content_Types].xml": TYPES.format("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "word/document.xml": "<document>Report</document>",
}
ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<text>Report</text>"}


def archive(parts: dict[str, str | bytes], *, after: bytes = b"") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as found:
        for name, text in parts.items():
            found.writestr(name, text)
    return written.getvalue() + after


def picture(kind: str = "PNG", *, size=(40, 30), mode: str = "RGB", after: bytes = b"", **extra) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(written, kind, **extra)
    return written.getvalue() + after


def lying_archive() -> bytes:
    """An office document one of whose parts says that it is small and unpacks to a hundred times as much."""
    honest = archive(DOCX | {"word/media/image.bin": b"\0" * 150_000_000})
    real, said = (150_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return honest.replace(real, said)
