"""Words for samples, in the languages that real records come in.

The patterns are in each room's data/sample_texts.csv; what fills them are the portal's own labels, so that a search in
samples finds the words people really use. Nothing here is random by itself: whoever calls brings the generator.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from random import Random

from portal.core.models import Focus, Goal, Instrument, Modality, Pillar, Recommendation, Sector, Topic
from portal.core.reference import Reference

NAMED = (Focus, Goal, Instrument, Modality, Pillar, Recommendation, Sector, Topic)
SEPARATORS = {"ar": "، ", "zh": "、"}
LABEL_LANGUAGE = {"zh": "zh-hans"}  # the language of a text → the language of labels
LONGEST_SUMMARY, LONGEST_TITLE = 500, 400


class Texts:
    def __init__(self, known: Reference, file: Path) -> None:
        self.patterns: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                self.patterns[row["language"]][row["part"]].append(row["text"])
        self.definitions = _definitions()
        self.labels = {language: _labels(known, LABEL_LANGUAGE.get(language, language)) for language in self.patterns}

    def words(self, language: str, said: Mapping[str, str], who: list[str], year: str) -> dict[str, str]:
        """What the patterns of a language are filled with. Terms come as "topic:patents", "group:aripo" or "KE"."""
        labels = self.labels[language]
        named = {name: labels[term] for name, term in said.items()}
        named["who"] = SEPARATORS.get(language, ", ").join(labels[term] for term in who[:3])
        return named | {"year": year}

    def definition(self, rng: Random) -> str:
        """What some term means: whole sentences of real words, in English only."""
        return rng.choice(self.definitions)

    def title(self, language: str, words: dict[str, str], rng: Random, *, part: str = "title") -> str:
        mark = self.patterns[language]["mark"][0]
        title = rng.choice(self.patterns[language][part]).format_map(words)
        return f"{title[: LONGEST_TITLE - len(mark) - 1]} {mark}"

    def summary(self, language: str, words: dict[str, str], rng: Random) -> str:
        sentences = rng.sample(self.patterns[language]["sentence"], rng.choice((1, 2, 2, 3)))
        text = " ".join(sentence.format_map(words) for sentence in sentences)
        return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"

    def one(self, part: str, language: str, words: dict[str, str], rng: Random) -> str:
        return rng.choice(self.patterns[language][part]).format_map(words)


def _definitions() -> list[str]:
    models = (Goal, Modality, Pillar, Recommendation, Topic)
    return [text for model in models for text in model.objects.values_list("definitions__en", flat=True) if text]


def _labels(known: Reference, language: str) -> dict[str, str]:
    """Every term's label in one language, in English where it has none."""
    vocabularies = {model._meta.model_name: known[model] for model in NAMED}
    terms = {
        f"{name}:{term.code}": term
        for name, vocabulary in [*vocabularies.items(), ("group", known.groups)]
        for term in vocabulary.by_id.values()
    }
    return {key: term.labels.get(language) or term.labels["en"] for key, term in (terms | known.countries).items()}
