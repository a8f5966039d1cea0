"""What stands in a dump: every list, the vocabularies in all languages, and what is gone, each as a table.

The lists are those of the catalogue, read as their exports read them, so that a dump cannot say more of anybody than a
visitor may see. Samples are left out: they would be taken for real by whoever has only the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from portal.core.api.addresses import NAME_OF
from portal.core.api.vocabularies import VOCABULARIES
from portal.core.exports.columns import Column, plain
from portal.core.models import Vocabulary
from portal.site.open_data.datasets import Catalogue, Dataset
from portal.site.open_data.tombstones import all_gone, told

TOMBSTONE_COLUMNS = [
    plain("kind", gettext_lazy("The list that it was in")),
    plain("ref", gettext_lazy("Reference, of an organisation the code; never given to another")),
    plain("gone_since", gettext_lazy("When it left (UTC)")),
    plain("successor", gettext_lazy("Code of the organisation that it was merged into")),
]


@dataclass(frozen=True)
class Table:
    name: str  # of its files: "activities"
    title: str | Promise
    columns: Sequence[Column]
    key: Sequence[str]  # the columns that name a record
    records: Callable[[], Iterable[dict]]


def tables(catalogue: Catalogue) -> Iterator[Table]:
    for dataset in catalogue.datasets:
        yield of_list(dataset)
    for vocabulary in VOCABULARIES:
        yield _of_vocabulary(vocabulary)
    yield Table("tombstones", _("What was public and is no more"), TOMBSTONE_COLUMNS, ["kind", "ref"], _gone)


def leave_samples_out(dataset: Dataset) -> None:
    """Before anything is asked of the list."""
    real = dataset.listing.queryset().filter(is_sample=False).order_by().values_list("pk", flat=True)
    dataset.listing.narrowed_to = BitMap(real.iterator())


def of_list(dataset: Dataset) -> Table:
    export = dataset.export
    key = [name for name in ("ref", "code") if name in {column.name for column in export.columns}]
    return Table(export.name, export.title, export.columns, key, export.records)


def _of_vocabulary(vocabulary: type) -> Table:
    title, terms, serializer = VOCABULARIES[vocabulary]
    columns = [plain("code", _("Public code"))]
    columns += [_in_language("label", code, name) for code, name in settings.LANGUAGES]
    if issubclass(vocabulary, Vocabulary):  # countries are named, not defined
        columns += [_in_language("definition", code, name) for code, name in settings.LANGUAGES]
    name = f"vocabularies/{NAME_OF[vocabulary]}"
    return Table(name, title, columns, ["code"], lambda: serializer(terms.all(), many=True).data)


def _in_language(what: str, language: str, name: str) -> Column:
    """``what``: "label" or "definition"."""
    meanings = {
        "label": _("Name in this language: %(language)s"),
        "definition": _("Definition in this language: %(language)s"),
    }
    texts = itemgetter(f"{what}s")
    meaning = meanings[what] % {"language": name}
    return Column(f"{what}_{language}", meaning, lambda record: texts(record).get(language, ""))


def _gone() -> Iterator[dict]:
    return map(told, all_gone(None).iterator())
