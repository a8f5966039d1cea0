"""How loading a collection behaves: curated records stay, twins join, and what cannot be read stops everything."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tad import search_rows, shipped
from tad.models import Activity, Source

pytestmark = pytest.mark.django_db


def load(*arguments) -> str:
    out = StringIO()
    call_command("import_activities", *arguments, stdout=out)
    return out.getvalue()


def record(key: str) -> Activity:
    return Activity.objects.get(sources__record=key)


@pytest.fixture
def collection(tmp_path):
    shutil.copytree(shipped.FOLDER, tmp_path, dirs_exist_ok=True)
    return tmp_path


def rewrite(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_curated_here_is_left_alone(collection):
    load()
    Activity.objects.filter(sources__record="A003").update(title="A better title")
    rewrite(collection / "activities.csv", "A003,Practical Workshop", "A003,Practical Seminar")
    load(collection / "activities.csv")
    assert record("A003").title == "A better title"


def test_a_twin_found_later_becomes_a_source(collection):
    text = (collection / "facts.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("M10,")]
    (collection / "facts.csv").write_text("".join(lines), encoding="utf-8")
    load(collection / "activities.csv")
    assert not Source.objects.filter(record="M10").exists()
    assert load() == "Activities: 0 created, 143 already here.\n"
    assert record("M10") == record("A023")
    assert search_rows.differing() == 0


def test_a_code_that_nothing_has_stops_the_load_and_names_the_record(collection):
    rewrite(collection / "parties.csv", "A003,host,GH,,,", "A003,host,,no-such-group,,")
    with pytest.raises(CommandError, match="A003: nothing has the code 'no-such-group'"):
        load(collection / "activities.csv")
    assert Activity.objects.count() == 0


def test_a_file_in_an_unknown_layout_is_refused(tmp_path):
    (tmp_path / "sheet.csv").write_text("name,colour\nx,red\n", encoding="utf-8")
    with pytest.raises(CommandError, match="name, colour"):
        load(tmp_path / "sheet.csv")


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        load(tmp_path / "nowhere.csv")
