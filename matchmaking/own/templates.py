"""The words that drafts begin from: one template a group of topics, because an examiner and a teacher ask otherwise.

"[…]" is a gap: a text that has one left is not sent to the curators. tests/matchmaking/test_own.py asks for one of each
topic.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Template:
    topics: frozenset[str]
    need: Promise
    offer: Promise

    def of(self, room: str) -> Promise:
        return self.need if room == "needs" else self.offer


GENERAL = Template(
    topics=frozenset(["other"]),
    need=_(
        "Who we are: […]\n\nWhat we lack today, in figures: […]\n\nWhat we ask for: […]\n\n"
        "Who will take part, and how many: […]\n\nWhat we have tried: […]"
    ),
    offer=_(
        "Who we are: […]\n\nWhat we can give: […]\n\nFor whom it is suited, and what they must bring: […]\n\n"
        "Where we have done it before, and with which result: […]"
    ),
)
TEMPLATES = [
    Template(
        topics=frozenset([
            "patents", "trademarks", "geographical-indications", "industrial-designs", "plant-varieties",
        ]),
        need=_(
            "Applications a year, and how many wait: […]\n\n"
            "How many examiners we have, and what they work with: […]\n\n"
            "Where we are stuck: […]\n\nWhat we ask for: […]\n\nWhat our law and our systems prescribe: […]"
        ),
        offer=_(
            "How we examine, and how long it takes us: […]\n\nWhat we can show or do for others: […]\n\n"
            "How many colleagues we can take or send, and for how long: […]\n\nWhat an office should have in place: […]"
        ),
    ),
    Template(
        topics=frozenset([
            "copyright", "limitations-exceptions", "competition-policy", "ip-governance", "traditional-knowledge",
            "enforcement", "dispute-resolution",
        ]),
        need=_(
            "The law or policy as it stands, and since when: […]\n\nWhat is to change, and who decides it: […]\n\n"
            "What we ask for (comments, a comparison, a course): […]\n\n"
            "Who will work on it here (ministry, judges, customs …): […]\n\nBy when it is needed: […]"
        ),
        offer=_(
            "What we have drafted, decided or enforced ourselves: […]\n\nWhat we can do for others: […]\n\n"
            "Which legal tradition and languages we know: […]\n\nWhat we would need to read beforehand: […]"
        ),
    ),
    Template(
        topics=frozenset(
            ["technology-transfer", "patent-information", "innovation-support", "public-health", "climate"]
        ),
        need=_(
            "The problem that technology should solve, and for whom: […]\n\n"
            "What we found ourselves, and where we looked: […]\n\n"
            "What we ask for (a search, a licence, a mentor): […]\n\n"
            "Who would use it here, and what they can make or pay: […]"
        ),
        offer=_(
            "The technology, service or experience: […]\n\nWho uses it already, and with which result: […]\n\n"
            "How others can get it (licence, search, visit): […]\n\nWhat they must have to make use of it: […]"
        ),
    ),
    Template(
        topics=frozenset(["office-modernisation", "collective-management"]),
        need=_(
            "How we work today (paper, software, people): […]\n\nHow much there is to handle a year: […]\n\n"
            "What is to run differently, and by when: […]\n\nWhat we ask for: […]\n\n"
            "Who will keep it running afterwards: […]"
        ),
        offer=_(
            "The system or way of working, and since when we use it: […]\n\nWhat it handles a year: […]\n\n"
            "What we share (software, rules, people), on which licence: […]\n\n"
            "What it takes to introduce it, in months and people: […]"
        ),
    ),
    Template(
        topics=frozenset(["ip-training", "smes", "gender"]),
        need=_(
            "Whom we want to reach, and how many: […]\n\nWhat they know today: […]\n\n"
            "What they should be able to do afterwards: […]\n\nWhat we ask for (teachers, material, mentors): […]\n\n"
            "Where and in which language: […]"
        ),
        offer=_(
            "The course, material or network: […]\n\nFor whom it is, and how many at a time: […]\n\n"
            "What they can do afterwards, and how we know: […]\n\nIn which languages, and on the spot or online: […]"
        ),
    ),
    GENERAL,
]  # fmt: skip


def template_of(topic: str) -> Template:
    """By the code of a topic; the general one where no group has it, as for a topic that curators have added."""
    return next((each for each in TEMPLATES if topic in each.topics), GENERAL)
