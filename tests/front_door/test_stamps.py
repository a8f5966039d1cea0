import pytest
from django.conf import settings

from portal import stamps


def test_contents_and_names_count_times_do_not(tmp_path):
    (tmp_path / "a").write_text("1")
    before = stamps.fingerprint([tmp_path])
    (tmp_path / "a").touch()
    assert stamps.fingerprint([tmp_path]) == before
    (tmp_path / "a").write_text("2")
    assert stamps.fingerprint([tmp_path]) != before
    (tmp_path / "a").write_text("1")
    (tmp_path / "a").rename(tmp_path / "b")
    assert stamps.fingerprint([tmp_path]) != before


def test_a_result_that_was_removed_is_made_again(settings, tmp_path):
    settings.STATE_DIR = tmp_path
    source, result = tmp_path / "source", tmp_path / "result"
    source.write_text("")
    result.write_text("")
    stamp = stamps.FileStamp("example", [source], [result])
    assert not stamp.is_current()
    stamp.keep()
    assert stamp.is_current()
    result.unlink()
    assert not stamp.is_current()


@pytest.mark.django_db
def test_the_database_keeps_its_own_stamp(tmp_path):
    (tmp_path / "a").write_text("1")
    stamps.DatabaseStamp([tmp_path]).keep()
    assert stamps.DatabaseStamp([tmp_path]).is_current()
    (tmp_path / "a").write_text("2")
    assert not stamps.DatabaseStamp([tmp_path]).is_current()


def test_records_depend_on_the_projects_own_apps_only():
    names = {path.relative_to(settings.BASE_DIR).as_posix() for path in stamps.own_apps()}
    assert {"portal/core", "portal/site", "tad"} <= names
    assert not [name for name in names if "site-packages" in name]
