"""How well the words of one text find another: the rank that PostgreSQL gives a search row's document."""

from __future__ import annotations

from django.db.models import FloatField, Func, TextField, Value

from portal.core.search import sendable

# Every word of a text, in every form that search knows, one of which is enough. Words that some language leaves out
# of its texts say nothing.
ANY_WORD = (
    "(SELECT core_any(forms) FILTER (WHERE NOT weak) FROM (SELECT DISTINCT forms, weak FROM core_terms({})) AS terms)"
)


class Likeness(Func):
    """``annotate(likeness=Likeness("search__document", text))``: 0 where no word is found."""

    output_field = FloatField()

    def __init__(self, document: str, text: str) -> None:
        question = Func(Value(sendable(text)), template=ANY_WORD.format("%(expressions)s"), output_field=TextField())
        super().__init__(document, question, template="coalesce(ts_rank(%(expressions)s), 0)")
