"""Files on their way in: what is too large is refused by its announced size, before it is read, or as it streams in."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_REQUEST = 20_000_000  # bytes; forms that take files say more exactly how large each may be


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: counts, and hands everything on to those that keep it."""

    def __init__(self, request=None) -> None:
        super().__init__(request)
        self.received = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"A request of {content_length} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > LARGEST_REQUEST:
            raise RequestDataTooBig(f"Files of more than {LARGEST_REQUEST} bytes.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
