"""What the pages of topics show: numbers of every room, each with the address of exactly the records counted."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from portal.core import kept
from portal.core import reference as reference_memory
from portal.core.charts import Columns, Flow, Part, columns, flow
from portal.core.dates import joined_text, labelled_text
from portal.core.json_ld import as_json
from portal.core.models import Topic, content_stamps, current_versions
from portal.site import counted
from portal.site.counted import Records
from portal.site.packs import subjects

NEWEST = 3  # records of a room on the page
RELATED = 8  # topics


class _Page:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.versions = current_versions()
        self.reference = reference_memory.current(self.versions)

    @cached_property
    def everything(self) -> list[Records]:
        return list(counted.every(self.versions, self.reference))


class TopicsPage(_Page):
    @cached_property
    def topics(self) -> list[dict]:
        """``[{label, url, definition, definition_language, counts: [Part]}]`` of topics in use or still offered."""
        of_rooms = [(str(records.room.title), records.by("topic")) for records in self.everything]
        counts: dict[str, list[Part]] = {}
        for title, parts in of_rooms:
            for part in parts:
                counts.setdefault(part.code, []).append(Part(title, part.count, part.url))
        return [
            {
                "label": topic.label, "url": reverse("topics:detail", args=[topic.code]),
                "definition": topic.definition, "definition_language": topic.definition_language,
                "counts": counts.get(topic.code, []),
            }
            for topic in Topic.objects.all()
            if topic.is_active or topic.code in counts
        ]  # fmt: skip


class TopicPage(_Page):
    def __init__(self, request: HttpRequest, code: str) -> None:
        """404 for a code that is no topic's."""
        self._stamps = content_stamps()  # before all else: what is kept may be newer than its stamp, never older
        super().__init__(request)
        self.topic = get_object_or_404(Topic, code=code)

    @property
    def label(self) -> str:
        return self.topic.label

    @property
    def definition(self) -> str:
        return self.topic.definition

    @property
    def body(self) -> SafeString:
        """Kept, because counting and wording all of it takes three times as long as the rest of the page."""

        def made() -> SafeString:
            return render_to_string("topics/_body.html", {"topic": self})

        return kept.part(("topic", self.topic.code), made, self._stamps)

    @property
    def numbers(self) -> SafeString:
        """What is counted; the newest records beside it may say something else where no number does."""

        def made() -> SafeString:
            return render_to_string("topics/_numbers.html", {"topic": self})

        def made_of() -> tuple:
            return tuple(records.stamp for records in self.rooms)

        return counted.part(("topic", self.topic.code, "numbers"), made, self._stamps, made_of)

    # In every room ----------------------------------------------------------------------------------------------------
    @cached_property
    def rooms(self) -> list[Records]:
        return [records.having(topic=self.topic.code) for records in self.everything]

    @property
    def activities(self) -> Records:
        return self.rooms[0]

    @property
    def figures(self) -> list[dict]:
        return [
            {"value": records.count_text, "label": records.room.title, "url": records.url}
            for records in self.rooms
            if len(records)
        ]

    @cached_property
    def newest(self) -> list[dict]:
        """``[{id, title, records, cards}]`` of the rooms that have anything."""
        return [records.section(records.room.title, NEWEST, self._stamps) for records in self.rooms if len(records)]

    @property
    def nothing_in(self) -> list[str]:
        return [str(records.room.title) for records in self.rooms if not len(records)]

    @property
    def is_empty(self) -> bool:
        return not any(map(len, self.rooms))

    # Who, when, and with what else ------------------------------------------------------------------------------------
    @cached_property
    def flow(self) -> Flow | None:
        """Countries that are named: who gives on the left, who receives on the right."""
        gives, receives = self.activities.by("named_provider"), self.activities.by("named_beneficiary")
        return flow(gives, receives) if gives or receives else None

    @cached_property
    def by_year(self) -> Columns | None:
        return columns(self.activities.series(_("Activities")), mirrored=get_language_bidi())

    @cached_property
    def related(self) -> list[dict]:
        """Topics of the same activities and partnerships, most often first: ``[{label, url, counts: [Part]}]``."""
        together: dict[str, dict] = {}
        for records in self.rooms[:2]:
            for part in records.by("also_topic"):
                url = reverse("topics:detail", args=[part.code])
                topic = together.setdefault(part.code, {"label": part.label, "url": url, "counts": []})
                topic["counts"].append(Part(str(records.room.title), part.count, part.url))
        together.pop(self.topic.code, None)
        by_number = sorted(
            together.values(), key=lambda topic: (-sum(each.count for each in topic["counts"]), topic["label"])
        )
        return by_number[:RELATED]

    # To take away -----------------------------------------------------------------------------------------------------
    @property
    def permalink(self) -> str:
        return self.request.build_absolute_uri(reverse("topics:detail", args=[self.topic.code]))

    @property
    def packs(self) -> list[dict]:
        return subjects.files("topics", self.topic.code)

    @property
    def api_url(self) -> str:
        return self.request.build_absolute_uri(reverse("api:topics-term", args=[self.topic.code]))

    @property
    def description(self) -> str:
        """For search engines: how much there is, then what it is about."""
        numbers = [labelled_text(figure["label"], figure["value"]) for figure in self.figures]
        return ". ".join(filter(None, [joined_text(numbers), self.definition]))

    @property
    def json_ld(self) -> SafeString:
        data = {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "termCode": self.topic.code,
            "name": self.label,
            "url": self.permalink,
            "inDefinedTermSet": self.request.build_absolute_uri(reverse("topics:list")),
        }
        return as_json(data, description=self.definition)
