"""Migrating a new database without drawing the same picture of all models hundreds of times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation, ModelOptionOperation
from django.db.migrations.state import ProjectState

COLUMNS = (migrations.AddField, migrations.AlterField, migrations.RemoveField)
PARTS = (*COLUMNS, IndexOperation, ModelOptionOperation)  # constraints and triggers are kinds of index to Django


class Migration(migrations.Migration):
    """Carries out tables together and columns, constraints, indexes and triggers together.

    After every operation Django builds the classes of all models that are related to the changed one: here nearly all
    of them, because accounts and organisations stand in the middle. That was nine tenths of the time in which a new
    database came to be. What is written in a migration, and its order, stay what they are.
    """

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        self.operations = list(together(self.operations))


class Together(Operation):
    """Operations after which the models are drawn once. Each sees them as they are before and after all of them."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    @property
    def reversible(self) -> bool:
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        drawn = state.__dict__.pop("apps", None)  # without it, no operation draws
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn is not None:
            state.apps = drawn
            state.reload_models({(app_label, model_of(operation)) for operation in self.operations}, delay=False)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


def together(operations: Iterable[Operation]) -> Iterator[Operation]:
    """A table is made whole, with what is added to it in the same group; and a column that is changed twice would be
    given its last shape at once. So neither happens in one group. Anything else, such as SQL, stands alone."""
    group: list[Operation] = []
    for operation in operations:
        if group and not _fits(operation, group):
            yield Together(group) if len(group) > 1 else group[0]
            group = []
        group.append(operation)
    if group:
        yield Together(group) if len(group) > 1 else group[0]


def _fits(operation: Operation, group: list[Operation]) -> bool:
    if isinstance(operation, migrations.CreateModel):
        return isinstance(group[-1], migrations.CreateModel)
    if not isinstance(operation, PARTS) or not isinstance(group[-1], PARTS):
        return False
    return not isinstance(operation, COLUMNS) or column_of(operation) not in map(column_of, group)


def model_of(operation: Operation) -> str:
    """In small letters. An operation on a whole model calls it ``name``, one on a part of it ``model_name``."""
    return (getattr(operation, "model_name", None) or operation.name).lower()


def column_of(operation: Operation) -> tuple[str, str] | None:
    return (model_of(operation), operation.name.lower()) if isinstance(operation, COLUMNS) else None
