"""How good the suggestions are: the score against simpler orders, on the labelled set of matchmaking/evaluation/."""

from __future__ import annotations

import csv
import json

from django.core.management.base import BaseCommand

from matchmaking.evaluation.evaluation import evaluate, labelled_set


class Command(BaseCommand):
    help = "Prints nDCG@10 and recall@10 of the score, of text search, of topic overlap and of chance."

    def add_arguments(self, parser):
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--json", action="store_true", help="the figures for programs")
        kind.add_argument("--grades", action="store_true", help="every pair with its grade and reason, as CSV")

    def handle(self, *args, json: bool = False, grades: bool = False, **options):
        if grades:
            self._print_grades()
        elif json:
            self._print_json()
        else:
            self._print_table()

    def _print_table(self) -> None:
        labelled = labelled_set()
        self.stdout.write(f"{len(labelled.needs)} needs, {len(labelled.candidates)} candidates; 1 is best, 0 worst.\n")
        for name, figures in evaluate(labelled).items():
            self.stdout.write(f"{name:20}" + "".join(f"  {measure} {value:.3f}" for measure, value in figures.items()))

    def _print_json(self) -> None:
        self.stdout.write(json.dumps(evaluate(labelled_set()), indent=2))

    def _print_grades(self) -> None:
        labelled = labelled_set()
        table = csv.writer(self.stdout)
        table.writerow(["need", "candidate", "grade", "reason", "by reading"])
        for need in labelled.needs:
            for candidate in labelled.candidates:
                grade = labelled.grade(need, candidate)
                table.writerow(
                    [need.ref, candidate.ref, grade.value, grade.reason, "yes" if grade.by_reading else "no"]
                )
