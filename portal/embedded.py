"""The PostgreSQL a newcomer gets when DATABASE_URL is not set, and the state folder it lives in.

Standard library only: settings import this module before Django is configured.

The server is a child of one process, its owner, and stops with it, even when the owner is killed; what was committed
is kept. The owner holds a lock in the state folder, and every other process attaches to its server.
"""

import ctypes
import fcntl
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from portal.database_home import Home, data_folders, make_folder
from portal.postgres import PidFile, Trouble, run_as, serves

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 120  # seconds: replaying a long log after a crash takes its time
LOG_LIMIT = 1_000_000
PR_SET_PDEATHSIG = 1


def state_dir() -> Path:
    """Where database, secret, mail and collected files live; a relative path counts from the project."""
    chosen = os.environ.get("PORTAL_STATE", "").strip() or "var"
    return (PROJECT / Path(chosen).expanduser()).resolve()


def attach(state: Path) -> str:
    """The address of the running server; starting one is up to manage.py."""
    if address := running(state):
        return address
    raise Trouble(f"No database is running in {state}: start the portal with `make run`, or set DATABASE_URL.")


def running(state: Path) -> str | None:
    with one_clear_line(state):
        for data in data_folders((state / "database").resolve()):
            server = PidFile.read(data)
            if server and server.ready and serves(server.pid, data):
                password = (data / "portal.password").read_text()
                return f"postgresql://portal:{password}@{quote(server.socket, safe='')}/portal"
    return None


def secret_key(state: Path) -> str:
    """Made at the first start. Linked into place: whoever comes second keeps the first one's, and never reads half."""
    path = state / "secret_key"
    with one_clear_line(state):
        if not path.exists():
            make_folder(state)
            with tempfile.NamedTemporaryFile("w", dir=state) as draft, suppress(FileExistsError):  # 0600 from the start
                draft.write(secrets.token_urlsafe(50))
                draft.flush()
                os.link(draft.name, path)
        return path.read_text()


@contextmanager
def one_clear_line(state: Path) -> Iterator[None]:
    """What the file system refuses, said with the folder's name and the ways out."""
    try:
        yield
    except OSError as error:
        raise Trouble(
            f"The state folder {state} cannot be used ({error.strerror}: {error.filename}). "
            "Repair it, set PORTAL_STATE to another folder, or set DATABASE_URL."
        ) from None


cluster: "Cluster | None" = None  # the one manage.py holds for the length of a command


class Cluster:
    """The server of one state folder: started here, or found running under another process.

    `durable=False` is for tests, which would rather begin anew than wait for the disk.
    """

    def __init__(self, state: Path, *, durable: bool = True):
        self.state = state
        self.durable = durable
        self.process: subprocess.Popen | None = None
        self.home: Home | None = None
        self._owner = os.getpid()
        self._lock: int | None = None

    @property
    def url(self) -> str:
        return attach(self.state)

    def __enter__(self) -> "Cluster":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> "Cluster":
        """Returns when a server answers; waits for a process that is just starting or stopping one."""
        deadline = time.monotonic() + PATIENCE
        with one_clear_line(self.state):
            make_folder(self.state)
            while not self._locked():
                if running(self.state):
                    return self
                if time.monotonic() > deadline:
                    raise Trouble(f"Another process holds the database in {self.state}, but it does not answer.")
                time.sleep(0.02)
            try:
                self._launch()
            except BaseException:
                self._unlock()
                raise
        return self

    def tend(self) -> None:
        """Start again a server that was killed, or whose owner left."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """Stops what was started here; not another process's server, nor that of the process we were forked from."""
        if os.getpid() != self._owner:
            return
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)  # says goodbye to its clients and writes everything down
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
            self.process = None
            if self.home.socket.parent != self.home.data.parent:
                self.home.socket.rmdir()
        self._unlock()

    def _locked(self) -> bool:
        if self._lock is None:
            lock = os.open(self.state / "database.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
            else:
                self._lock = lock
        return self._lock is not None

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _launch(self) -> None:
        self.home = Home.prepare(self.state, durable=self.durable)
        end_leftover(self.home.data)
        for leftover in self.home.socket.glob(".s.PGSQL.*"):  # they name a process, too, and nobody else comes in here
            leftover.unlink()
        deadline = time.monotonic() + PATIENCE
        while problem := self._try():
            # Sessions of a killed server need a moment to notice; until then PostgreSQL keeps the data closed.
            if "still in use" not in problem or time.monotonic() > deadline:
                raise Trouble(f"PostgreSQL did not start: {problem} (see {self.home.log})")
            time.sleep(0.1)

    def _try(self) -> str | None:
        """Start the server and wait until it answers. Returns what went wrong, or None."""
        home = self.home
        said_before = home.log.stat().st_size if home.log.exists() else 0
        with home.log.open("ab" if said_before < LOG_LIMIT else "wb") as log:
            self.process = subprocess.Popen(
                [home.programs.folder / "postgres", "-D", home.data, *home.options()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the owner, who then stops the server in good order
                preexec_fn=end_with_parent(os.getpid(), signal.SIGINT),
                **run_as(home.account),
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return last_words(home.log, said_before)
            server = PidFile.read(home.data)
            if server and server.ready and server.pid == self.process.pid:
                return None
            time.sleep(0.01)
        return f"not ready after {PATIENCE} seconds"


def last_words(log: Path, begin: int) -> str:
    lines = log.read_bytes()[begin:].decode(errors="replace").splitlines()
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return fatal[-1] if fatal else "it ended without a word"


def end_leftover(data: Path) -> None:
    """Called under the lock, so a server that still runs has lost its owner. Also settles a pid file that misleads.

    PostgreSQL drops a pid file whose process is gone, but takes a zombie, or another program that got the number, for a
    living server. Naming its parent in the file makes it look further, and it still keeps out while a session of the
    old server uses the shared memory the file names; removing the file would hide those.
    """
    server = PidFile.read(data)
    if server is None:
        return
    if serves(server.pid, data):
        os.kill(server.pid, signal.SIGINT)
        deadline = time.monotonic() + PATIENCE
        while serves(server.pid, data):
            if time.monotonic() > deadline:
                raise Trouble(f"An earlier database server (process {server.pid}) does not stop: end it and try again.")
            time.sleep(0.02)
    pid_file = data / "postmaster.pid"
    with suppress(FileNotFoundError):  # it left properly after all
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))


def end_with_parent(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """For a child right after its fork: the kernel shall send it that signal when its parent's thread ends."""
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None  # elsewhere the next start ends leftovers

    def arrange() -> None:
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, sign)
        if os.getppid() != parent:  # it ended before we could ask
            os._exit(1)

    return arrange
