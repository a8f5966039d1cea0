"""Files on their way in: measured while they stream, so that nobody fills the disk, and never at the cost of the text
that was sent with them.

Django tidies a file's name before anybody sees it; here it is remembered what a name wanted to pass off, to be refused
with a message.
"""

from __future__ import annotations

import re

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from portal.core.models import Uploaded

BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # make "txt.exe" look like "exe.txt"
LARGEST_REQUEST = 200 * 1024 * 1024  # bytes; more than that is not even read to its end


class Limited(FileUploadHandler):
    """For ``request.upload_handlers``: a file that is too large, or one too many, is skipped and remembered."""

    def __init__(self, request: HttpRequest, takes: type[Uploaded]):
        super().__init__(request)
        self.takes = takes
        self.too_large: list[str] = []
        self.too_many: list[str] = []
        self.with_path: set[str] = set()
        self.with_hidden_ending: set[str] = set()

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig
        return _Parser(META, input_data, [_Files(self)], encoding, limits=self).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: ``_Files`` receives."""

    def file_complete(self, file_size: int) -> None:
        """Never called either."""


class _Files(TemporaryFileUploadHandler):
    """Writes each file to a temporary one of its own."""

    def __init__(self, limits: Limited):
        super().__init__(limits.request)
        self.limits, self.begun, self.received = limits, 0, 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0
        self.begun += 1
        if self.begun > self.limits.takes.MOST:
            self._drop(self.limits.too_many)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.limits.takes.LARGEST:
            self._drop(self.limits.too_large)
        super().receive_data_chunk(raw_data, start)

    def _drop(self, noted: list[str]) -> None:
        noted.append(self.file_name)
        self.file.close()  # which deletes it
        raise SkipFile


class _Parser(MultiPartParser):
    def __init__(self, *args, limits: Limited):
        super().__init__(*args)
        self._limits = limits

    def sanitize_file_name(self, file_name: str) -> str | None:
        name = super().sanitize_file_name(file_name)
        if name and ("/" in file_name or "\\" in file_name):
            self._limits.with_path.add(name)
        if name and BIDI_CONTROLS.search(file_name):
            self._limits.with_hidden_ending.add(name)
        return name
