"""Documents: what is honest is kept and handed out as a download, what is not gets a message beside the field."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngInfo

from partnerships.submission.models import Document
from portal.core.submitting import documents
from tests.partnerships.files import DOCX, ODT, PDF, archive, lying_archive, picture
from tests.partnerships.submissions import page_of, stored, submission, url

pytestmark = pytest.mark.django_db
SCRIPT = b"<html><script>alert(1)</script></html>"


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(client, one, *files: tuple[str, bytes], do: str = "upload", **values):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(url(one, "reuse"), {"do": do, "documents": sent, "tab": "a", **values})


def raw_upload(client, one, name: str, data: bytes = PDF):
    """With a name that Django's own client would tidy up before it sends it."""
    body = (
        b'--b\r\nContent-Disposition: form-data; name="do"\r\n\r\nupload\r\n'
        b'--b\r\nContent-Disposition: form-data; name="documents"; filename="' + name.encode() + b'"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + data + b"\r\n--b--\r\n"
    )
    return client.post(url(one, "reuse"), body, content_type="multipart/form-data; boundary=b")


def complaint(response) -> list[str]:
    found = re.search(r'id="error-documents">(.*?)</div>', page_of(response), re.DOTALL)
    return re.findall(r"<bdi>(.*?)</bdi>", found[1]) if found else []


# --- Honest files -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("report.pdf", PDF, "pdf"),
        ("Bericht v2.1 (final).docx", archive(DOCX), "docx"),
        ("sheet.xlsx", archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), "xlsx"),
        ("slides.pptx", archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}), "pptx"),
        ("rapport.odt", archive(ODT), "odt"),
        ("تقرير.pdf", PDF, "pdf"),
        ("photo.JPEG", picture("JPEG"), "jpg"),
        ("photo.png", picture(mode="P"), "png"),
        ("photo.webp", picture("WEBP"), "webp"),
        ("notes.txt", "Ω, naïve\r\n1 < 2\r\n".encode(), "txt"),
        ("table.csv", b"year,marks\r\n2019,12\r\n", "txt"),
    ],
)
def test_an_honest_file_is_kept(client, name, data, kind):
    one = submission()
    assert upload(client, one, (name, data))["Location"] == f"{url(one, 'reuse')}#documents"
    kept = one.documents.get()
    assert (kept.name, kept.kind) == (name, kind)
    assert re.fullmatch(r"submissions/\d{4}/\d\d/[0-9a-f]{32}\.bin", kept.file.name)
    assert Document.objects.filter(size=kept.file.size).exists()


def test_pictures_are_drawn_anew_and_turned_upright(client):
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make] = 6, "Secret Camera"
    hidden = PngInfo()
    hidden.add_text("Comment", "hidden words")
    one = submission()
    photograph, drawing = picture("JPEG", exif=exif, comment=b"hidden words"), picture(pnginfo=hidden)
    upload(client, one, ("a.jpg", photograph), ("b.png", drawing))
    for kept, size in zip(one.documents.order_by("pk"), [(30, 40), (40, 30)], strict=True):
        data = kept.file.read()
        drawn = Image.open(io.BytesIO(data))
        assert (drawn.size, dict(drawn.getexif())) == (size, {})
        assert b"hidden words" not in data
        assert b"Secret" not in data


# --- Hostile files ----------------------------------------------------------------------------------------------------
HOSTILE = {
    "empty": ("a.pdf", b"", "It is empty."),
    "only blanks": ("a.txt", b" \r\n\0\0", "It is empty."),
    "program as pdf": ("a.pdf", b"MZ\x90\x00\x03\x00\xff\xfe", "It is of a type that we do not take."),
    "gif": ("a.png", b"GIF89a" + b"\x01\x00\xff" * 20, "It is of a type that we do not take."),
    "page as text": ("a.txt", b"<!DOCTYPE html><p>hello", "It is a web page or a drawing"),
    "svg with a script": ("a.png", b"<svg xmlns='x'><script>1</script></svg>", "It is a web page or a drawing"),
    "pdf with a page in front": ("a.pdf", b"%PDF-1.4\n" + SCRIPT + PDF[9:], "It is two things at once"),
    "pdf with a page behind": ("a.pdf", PDF + SCRIPT, "It is two things at once"),
    "pdf and zip": ("a.pdf", PDF + archive(DOCX), "It is two things at once"),
    "pdf with a program": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/A<</JS(x)>>"), "This PDF holds a program"),
    "pdf with a file": ("a.pdf", PDF.replace(b"/Catalog", b"/Catalog/Names<</EmbeddedFiles 2 0 R>>"), "This PDF holds"),
    "half a pdf": ("a.pdf", PDF[:20], "It begins like a PDF, but it is not whole."),
    "picture and archive": ("a.jpg", picture("JPEG") + archive({"x.class": "x"}), "It is two things at once"),
    "picture with a page": ("a.png", picture(after=SCRIPT), "It is two things at once"),
    "broken picture": ("a.png", picture()[:50], "The picture cannot be read."),
    "picture bomb": ("a.png", picture(size=(9000, 9000), mode="1"), "The picture has too many points."),
    "zip bomb": ("a.docx", archive(DOCX | {"word/a": b"\0" * 120_000_000}), "Unpacked it would be far too"),
    "zip of one letter": ("a.docx", archive(DOCX | {"word/a": b"a" * 20_000_000}), "Unpacked it would be far too"),
    "zip with many entries": ("a.docx", archive(DOCX | {f"w/{n}": "" for n in range(3100)}), "Unpacked it"),
    "zip that lies": ("a.docx", lying_archive(), "The file is damaged or locked"),
    "zip with a path": ("a.docx", archive(DOCX | {"../../etc/cron.d/x": "x"}), "Parts of the file name paths"),
    "zip behind a page": ("a.docx", b"PK\x03\x04" + SCRIPT + archive(DOCX), "It is two things at once"),
    "zip before a page": ("a.docx", archive(DOCX, after=SCRIPT), "It is two things at once"),
    "plain zip": ("a.docx", archive({"virus.exe": "MZ"}), "It is of a type that we do not take."),
    "macros": ("a.docx", archive(DOCX | {"word/vbaProject.bin": "x"}), "It holds macros."),
    "macros by declaration": (
        "a.docx", archive(DOCX | {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "It holds macros.",
    ),
    "macros of an odt": ("a.odt", archive(ODT | {"Basic/Standard/Module1.xml": "x"}), "It holds macros."),
    "old office": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "It is of an old Office format"),
    "wrong ending": ("a.docx", PDF + b"\n", "It holds PDF, but its name ends in “.docx”."),
    "no ending": ("report", PDF + b"\n", "It holds PDF, but its name ends in “.”."),
    "two endings": ("report.exe.pdf", PDF, "Its name has two endings."),
    "hidden ending": ("report\u202efdp.exe", PDF, "Its name holds letters that hide its real ending."),
    "too large": ("a.pdf", PDF + b" " * (10 * 1024 * 1024), "it is larger than 10 MB."),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_message_and_costs_nothing_else(client, media, name):
    file_name, data, message = HOSTILE[name]
    one = submission()
    response = upload(client, one, ("good.pdf", PDF), (file_name, data), do="continue", lessons="Not lost")
    [said] = complaint(response)
    assert message in said
    assert [each.name for each in one.documents.all()] == ["good.pdf"]
    assert stored(one).data["reuse"]["lessons"] == "Not lost"
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\\\..\\\\x.pdf", "C:\\\\Users\\\\a.pdf", "/etc/x.pdf"])
def test_a_path_in_the_name_is_refused(client, name):
    one = submission()
    [said] = complaint(raw_upload(client, one, name))
    assert "Its name holds a path." in said
    assert one.documents.count() == 0


def test_names_are_shown_escaped():
    assert documents.safe_name("<img src=x>&\r\n'.pdf") == "_img src_x_____.pdf"
    assert documents.safe_name("a" * 300 + ".pdf") == "a" * 96 + ".pdf"


# --- How many ---------------------------------------------------------------------------------------------------------
def test_five_documents_and_no_more(client):
    one = submission()
    upload(client, one, *((f"{number}.pdf", PDF + b" " * number) for number in range(5)))
    assert one.documents.count() == 5
    [said] = complaint_after(client, one, ("6.pdf", PDF + b"      "))
    assert "There are already 5 documents." in said
    assert one.documents.count() == 5


def complaint_after(client, one, file) -> list[str]:
    """With five documents the field is gone, the summary says it."""
    return re.findall(r'href="#id_documents"><bdi>(.*?)</bdi>', page_of(upload(client, one, file)))


def test_a_sixth_file_at_once_is_not_even_written(client):
    one = submission()
    response = upload(client, one, *((f"{number}.pdf", PDF + b" " * number) for number in range(6)))
    assert "choose at most 5 files at once" in page_of(response)
    assert one.documents.count() == 5


def test_a_request_without_end_is_not_read(client, monkeypatch):
    monkeypatch.setattr("portal.core.submitting.uploads.LARGEST_REQUEST", 1000)
    one = submission()
    response = upload(client, one, ("a.pdf", PDF + b" " * 1000))
    assert (response.status_code, one.documents.count()) == (413, 0)
    assert "too large" in page_of(response)


def test_the_same_file_twice_is_one_document(client):
    one = submission()
    for _ in range(2):
        upload(client, one, ("a.pdf", PDF))
    assert one.documents.count() == 1


def test_removing_takes_the_file_and_keeps_what_is_typed(client, media, django_capture_on_commit_callbacks):
    one, other = submission(), submission()
    upload(client, one, ("a.pdf", PDF))
    upload(client, other, ("b.pdf", PDF))
    foreign, own = other.documents.get(), one.documents.get()
    with django_capture_on_commit_callbacks(execute=True):
        for each in (foreign, own):
            client.post(url(one, "reuse"), {"do": f"remove:{each.pk}", "lessons": "Typed", "tab": "a"})
    assert [each.name for each in Document.objects.all()] == ["b.pdf"]
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1
    assert stored(one).data["reuse"]["lessons"] == "Typed"


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
@pytest.mark.parametrize("verb", ["remove", "swap", "forget"])
def test_numbers_that_no_page_sends_change_nothing(client, media, verb, number):
    one = submission()
    upload(client, one, ("a.pdf", PDF))
    answer = client.post(url(one, "reuse"), {"do": f"{verb}:{number}", "lessons": "Typed", "tab": "a"})
    assert answer.status_code in {200, 302}
    assert one.documents.count() == 1
    assert stored(one).data["reuse"]["lessons"] == "Typed"


def test_one_network_cannot_fill_the_disk(client, monkeypatch):
    monkeypatch.setattr(documents, "MOST_A_DAY", 2)
    one = submission()
    upload(client, one, ("1.pdf", PDF), ("2.pdf", PDF + b" "))
    [said] = complaint(upload(client, one, ("3.pdf", PDF + b"  ")))
    assert "Too many files came from your network today." in said


def test_all_networks_together_cannot_either(client, settings):
    settings.SUBMISSION_STORAGE_MB = 0
    [said] = complaint(upload(client, submission(), ("1.pdf", PDF)))
    assert "The portal cannot take in more files at present." in said


def test_files_are_accepted_on_one_step_only(client, media):
    one = submission()
    client.post(url(one, "story"), {"do": "later", "documents": SimpleUploadedFile("a.pdf", PDF)})
    assert (Document.objects.count(), list(media.iterdir())) == (0, [])


def test_after_sending_nothing_is_added(client):
    one = submission("in_review")
    upload(client, one, ("a.pdf", PDF), lessons="late")
    assert one.documents.count() == 0


# --- Handing out ------------------------------------------------------------------------------------------------------
def test_a_document_is_a_download_that_can_do_nothing(client):
    one = submission()
    upload(client, one, ("Übersicht.pdf", PDF))
    response = client.get(url(one, f"documents/{one.documents.get().pk}"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cbersicht.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_document_needs_its_own_submissions_address(client):
    one, other = submission(), submission()
    upload(client, one, ("a.pdf", PDF))
    assert client.get(url(other, f"documents/{one.documents.get().pk}")).status_code == 404
