#!/usr/bin/env python3
"""The project's commands. `make run` calls `python3 do.py run`, and so can you where make is missing.

    run       set up what is missing, then serve the portal on http://127.0.0.1:8000/
    test      everything, browser included
    check     the everyday quick run: lint and the fast tests
    format    put the code into its one shape
    lock      write requirements*.txt from pyproject.toml (--upgrade takes newer releases)
    bench     time the list page at several sizes

Standard library only, and old grammar: it has to tell an old Python what it needs.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile

if sys.version_info < (3, 11):  # noqa: UP036 -- the very point
    found = "{}.{}".format(*sys.version_info)
    sys.exit(f"Python 3.11 or newer is needed, this is {found}. Where another is installed: make run PYTHON=python3.11")

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(ENVIRONMENT, "bin", "python")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["run", "test", "check", "format", "lock", "bench"])
    parser.add_argument("--stop-with-parent", action="store_true", help="for make: end when make is killed")
    chosen, rest = parser.parse_known_args()
    os.chdir(ROOT)
    if chosen.stop_with_parent:
        from portal import embedded

        embedded.end_with_parent(os.getppid(), signal.SIGTERM)()
    globals()[chosen.command](rest)


def run(arguments):
    from portal import address

    address.reserve().close()  # better to hear that the port is taken before the installation than after it
    install("requirements.txt")
    os.execv(PYTHON, [PYTHON, "manage.py", "serve", *arguments])


def test(arguments):
    install("requirements-test.txt")
    find_browser()
    lint()
    pytest(arguments)


def check(arguments):
    install("requirements-test.txt")
    lint()
    pytest(["-m", "not slow and not browser", *arguments])


def format(arguments):
    install("requirements-test.txt")
    call("ruff", "check", "--fix", "--quiet", *arguments)
    call("ruff", "format", *arguments)


def bench(arguments):
    install("requirements-test.txt")
    os.execv(PYTHON, [PYTHON, "bench/run.py", *arguments])


def lint():
    call("ruff", "check", "--quiet")
    call("ruff", "format", "--check", "--quiet")
    call("djlint", "templates", "--lint", "--quiet")
    call("lint-imports", "--no-cache")


def pytest(arguments):
    workers = str(min(os.cpu_count() or 1, 4))
    spread = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]  # tests/fixtures.py says which come first
    os.execv(PYTHON, [PYTHON, "-m", "pytest", *spread, *arguments])


def call(program, *arguments):
    if subprocess.call([os.path.join(ENVIRONMENT, "bin", program), *arguments]) != 0:
        sys.exit(f"{program} {' '.join(arguments)}: there is something to repair, see above.")


def install(lock):
    """Bring .venv/ to what the lock file says. Its stamp is written last: what was interrupted is done again."""
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # `make run` and `make test` may start at once
    locks = ["requirements.txt"] if lock == "requirements.txt" else ["requirements.txt", lock]
    missing = [name for name in locks if not is_installed(name)]
    if missing:
        print(f"Installing {missing[-1]} into .venv ...", flush=True)
        if missing[0] == "requirements.txt":  # a changed base is built anew, without what it no longer asks for
            create_environment()
        install_packages(missing[-1])
        for name in missing:
            with open(stamp_path(name), "w") as stamp:
                stamp.write(fingerprint(name))
    os.close(folder)


def is_installed(lock):
    if not os.path.exists(PYTHON) or not os.path.exists(stamp_path(lock)):
        return False
    with open(stamp_path(lock)) as stamp:
        return stamp.read() == fingerprint(lock)


def stamp_path(lock):
    return os.path.join(ENVIRONMENT, lock + ".installed")


def fingerprint(lock):
    """The environment is bound to its place and to the Python that made it, too."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read() + repr((ROOT, sys.version_info[:3])).encode()).hexdigest()


def create_environment():
    if shutil.which("uv"):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        steps = ["uv", "venv", "--quiet", "--python", sys.executable, ENVIRONMENT]
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        steps = [sys.executable, "-m", "venv", "--clear", ENVIRONMENT]
    else:
        sys.exit("This Python has no complete venv module: install it (Debian: apt-get install python3-venv).")
    if subprocess.call(steps) != 0:
        sys.exit("The environment .venv could not be made, see above.")


def install_packages(lock):
    options = ["--quiet", "--require-hashes", "--no-deps", "--requirement", lock]
    if shutil.which("uv"):
        steps = ["uv", "pip", "install", "--python", PYTHON, "--compile-bytecode", *options]
    else:
        # Quiet twice: its warnings are about settings of the machine.
        steps = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *options]
    if subprocess.call(steps) != 0:
        sys.exit(f"The packages of {lock} could not be installed, see above; the next run tries again.")


def find_browser():
    """Tests with a browser need Chromium; as root on a Debian-like system it is installed here."""
    from tests import chromium

    if chromium.find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium ...", flush=True)
        quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        subprocess.call(["apt-get", "update", "-qq"], env=quiet)
        for package in chromium.APT_PACKAGES:
            if chromium.find() is None:
                subprocess.call([*chromium.APT_INSTALL, package, "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    if chromium.find() is None:
        print(f"\n{chromium.MISSING}\n", flush=True)
        if os.environ.get("CI") == "true":
            sys.exit(1)


def lock(arguments):
    """Versions and hashes for every platform, and no address of a package index."""
    with tempfile.TemporaryDirectory() as tools:
        uv = shutil.which("uv")
        if uv is None:
            subprocess.check_call([sys.executable, "-m", "venv", tools])
            subprocess.check_call([os.path.join(tools, "bin", "pip"), "install", "--quiet", "uv"])
            uv = os.path.join(tools, "bin", "uv")
        settled = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
        for target, more in [("requirements.txt", []), ("requirements-test.txt", ["--group", "test"])]:
            command = [uv, "pip", "compile", "--quiet", "pyproject.toml", "--output-file", target]
            subprocess.check_call([*command, *settled, *more, *arguments])


if __name__ == "__main__":
    main()
