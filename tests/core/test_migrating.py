"""Which operations of a migration are carried out together. That the tables come out the same, every test relies on."""

from importlib import import_module
from pathlib import Path

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from portal.core.migrating import Migration, Together, together

TREE = migrations.CreateModel("Tree", [("id", models.AutoField(primary_key=True))])
LEAF = migrations.CreateModel("Leaf", [("id", models.AutoField(primary_key=True))])
HEIGHT = migrations.AddField("Tree", "height", models.IntegerField(null=True))
TALLER = migrations.AlterField("tree", "height", models.FloatField(null=True))
INDEX = migrations.AddIndex("Tree", models.Index(fields=["height"], name="tree_height"))
SQL = migrations.RunSQL("SELECT 1", migrations.RunSQL.noop)

PROJECT = Path(__file__).resolve().parents[2]
OURS = sorted(
    str(path.relative_to(PROJECT).with_suffix("")).replace("/", ".")
    for path in PROJECT.glob("*/**/migrations/0*.py")
    if path.relative_to(PROJECT).parts[0] in {"portal", "tad", "roster", "partnerships", "matchmaking"}
)


def test_every_migration_groups_its_operations():
    assert OURS
    assert [module for module in OURS if not issubclass(import_module(module).Migration, Migration)] == []


def shape(operations) -> list:
    return [each.operations if isinstance(each, Together) else each for each in together(operations)]


def test_tables_are_made_together_and_so_is_what_is_added_to_them():
    assert shape([TREE, LEAF, HEIGHT, INDEX]) == [[TREE, LEAF], [HEIGHT, INDEX]]


def test_a_column_is_changed_once_in_a_group():
    assert shape([HEIGHT, INDEX, TALLER]) == [[HEIGHT, INDEX], TALLER]


def test_anything_else_stands_alone_and_keeps_its_place():
    assert shape([TREE, SQL, SQL, LEAF]) == [TREE, SQL, SQL, LEAF]
    assert shape([]) == []


def test_models_that_are_drawn_already_are_drawn_anew():
    class Planting(Migration):
        operations = [TREE, LEAF, HEIGHT, INDEX]

    state = ProjectState()
    assert list(state.apps.get_models()) == []
    state = Planting("0001_planting", "garden").mutate_state(state)
    assert [field.name for field in state.apps.get_model("garden", "tree")._meta.fields] == ["id", "height"]


def test_a_group_can_be_undone_if_all_of_it_can():
    assert Together([TREE, SQL]).reversible is True
    assert Together([TREE, migrations.RunSQL("SELECT 1")]).reversible is False
    assert Together([TREE, LEAF]).describe() == "Create model Tree; Create model Leaf"
