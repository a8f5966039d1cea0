"""do.py, before there is anything but a Python."""

import ast
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.embedded import PROJECT
from tests.front_door.processes import environment

NEEDED = ["do.py", "requirements.txt", "portal/__init__.py", "portal/address.py", "portal/postgres.py"]


def do(*words: str, before: str = "", cwd: Path = PROJECT, **settled: str) -> subprocess.CompletedProcess:
    """Runs do.py from the root folder, after whatever the test changes about this Python."""
    program = f"import runpy, sys\n{before}\nsys.argv = {['do.py', *words]!r}\n"
    program += f"sys.path.insert(0, {str(cwd)!r})\nrunpy.run_path({str(cwd / 'do.py')!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd="/",
        env=environment(**settled),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path) -> Path:
    """As much of the project as do.py needs to begin; no environment."""
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def test_old_pythons_can_read_it():
    ast.parse((PROJECT / "do.py").read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_in_one_line():
    found = do("run", before="sys.version_info = (3, 9, 2)")
    assert found.returncode == 1
    assert found.stderr.startswith("Python 3.11 or newer is needed, this is 3.9.")
    assert found.stderr.count("\n") == 1


def test_a_python_without_venv_is_told_in_one_line(copy):
    nowhere = {"PATH": "/nowhere", "PORT": "0"}  # no uv either
    found = do("run", before="sys.modules['ensurepip'] = None", cwd=copy, **nowhere)
    assert found.returncode == 1
    assert found.stderr.startswith("This Python has no complete venv module")
    assert found.stderr.count("\n") == 1


def test_a_taken_port_is_told_before_anything_is_installed(copy):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        found = do("run", cwd=copy, PORT=str(taken.getsockname()[1]))
    assert found.returncode == 1
    assert "set PORT or HOST to another" in found.stderr
    assert found.stderr.count("\n") == 1
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize("port", ["http", "70000", "-1"])
def test_a_port_that_is_none_is_told_in_one_line(copy, port):
    found = do("run", cwd=copy, PORT=port)
    assert found.stderr == f"PORT is '{port}': write a number up to 65535.\n"


@pytest.mark.slow
def test_the_environment_is_built_anew_when_the_lock_file_changed_or_the_last_time_was_interrupted(copy):
    """An environment without its stamp is not trusted, whatever it contains."""
    (copy / "requirements.txt").write_text("")
    (copy / "manage.py").write_text("import sys; print('served', *sys.argv[1:])")
    assert "Installing" in do("run", cwd=copy, PORT="0").stdout
    assert do("run", cwd=copy, PORT="0").stdout == "served serve\n"
    changes = {
        "another lock file": lambda: (copy / "requirements.txt").write_text("# other contents\n"),
        "no stamp": lambda: (copy / ".venv" / "requirements.txt.installed").unlink(),
    }
    for what, change in changes.items():
        (copy / ".venv" / "left-over").touch()
        change()
        again = do("run", cwd=copy, PORT="0").stdout
        assert "Installing" in again, what
        assert again.endswith("served serve\n"), what
        assert not (copy / ".venv" / "left-over").exists(), what


def test_the_lock_files_name_no_package_index():
    for name in ("requirements.txt", "requirements-test.txt"):
        assert "://" not in (PROJECT / name).read_text()
