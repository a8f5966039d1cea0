"""The folder around the embedded database: where it is, whose it is, and how it comes to be.

<state>/database/     or a link to a folder in /var/lib, see find_home
  postgres-18/        the data, named by major version, 0700
  socket/             where the server listens, 0700
  server.log
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from portal.postgres import Account, Programs, Trouble, give, reaches, run_as

SHARED_HOMES = Path("/var/lib/south-south-ip-portal")
LONGEST_SOCKET_FOLDER = 85  # the system allows 107 bytes (macOS 103) with the socket's own name in it
SETTINGS = {
    "listen_addresses": "",  # nothing on the network
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",  # compiling a plan costs more than our longest query
    "log_checkpoints": "off",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def make_folder(path: Path) -> None:
    """Ours alone; under root others may pass through, because the server runs as another account."""
    if not path.exists():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711 if os.geteuid() == 0 else 0o700)


def find_home(state: Path) -> Path:
    """Beside the portal's other state, if the server's account can get there.

    Root's clone often lies where `postgres` or `nobody` cannot go (/root). Instead of opening that up, the home is then
    made in /var/lib and linked from the state folder, which can still be moved: the link leads to the same data.
    """
    home = state / "database"
    if home.is_symlink() and not home.exists():
        raise Trouble(f"{home} leads to {os.readlink(home)}, which is gone: bring it back, or remove the link.")
    if not home.exists():
        if reaches(Account.for_server(), state):
            make_folder(home)
        else:
            make_folder(SHARED_HOMES)
            elsewhere = Path(tempfile.mkdtemp(dir=SHARED_HOMES, prefix=""))
            elsewhere.chmod(0o711)
            home.symlink_to(elsewhere)
    return home.resolve()


def data_folders(home: Path) -> list[Path]:
    return [path for path in sorted(home.glob("postgres-*")) if path.name.removeprefix("postgres-").isdigit()]


class Home(NamedTuple):
    """Everything settled that a server needs to start."""

    account: Account | None
    programs: Programs
    data: Path
    socket: Path
    log: Path
    durable: bool

    @classmethod
    def prepare(cls, state: Path, *, durable: bool) -> "Home":
        folder = find_home(state)
        kept = data_folders(folder)
        account = Account.owning(kept[0]) if kept else Account.for_server()
        if not reaches(account, folder):
            raise Trouble(
                f"The account the database runs as cannot enter {folder}: set PORTAL_STATE to another folder."
            )
        programs = choose(Programs.find(account, folder), kept)
        data = folder / f"postgres-{programs.major}"
        home = cls(account, programs, data, socket_folder(folder, account), folder / "server.log", durable)
        home.log.touch(mode=0o600)  # a failed statement is logged with its values
        if not data.exists():
            home.make_data()
        if not (data / "PG_VERSION").is_file() or not home.password_file.is_file():
            raise Trouble(f"{data} was not made by this portal: move it away, or set PORTAL_STATE to another folder.")
        return home

    @property
    def password_file(self) -> Path:
        return self.data / "portal.password"

    def options(self, **more: str) -> list[str]:
        settings = SETTINGS | {"unix_socket_directories": f'"{self.socket}"'} | more
        settings |= {} if self.durable else NOT_DURABLE
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def make_data(self) -> None:
        """Made beside its place and moved there when complete: a kill half-way leaves nothing to repair."""
        draft = self._replace(data=self.data.with_name(f"{self.data.name}-unfinished"))
        shutil.rmtree(draft.data, ignore_errors=True)
        draft.data.mkdir(mode=0o700)
        give(draft.data, self.account)
        password = secrets.token_urlsafe(24)
        draft.run_initdb(password)
        # The portal's own role may make extensions and test databases of its own, and nothing beyond.
        draft.run(
            "postgres", "--single", "-D", draft.data, *self.options(exit_on_error="on"), "postgres",
            said=f"CREATE ROLE portal LOGIN CREATEDB PASSWORD '{password}';\nCREATE DATABASE portal OWNER portal;\n",
        )  # fmt: skip
        draft.password_file.touch(mode=0o600)
        give(draft.password_file, self.account)
        draft.password_file.write_text(password)
        draft.data.rename(self.data)

    def run_initdb(self, password: str) -> None:
        with tempfile.NamedTemporaryFile("w", dir=self.socket) as file:
            give(Path(file.name), self.account)
            file.write(password)
            file.flush()
            # C.UTF-8, because under plain C pg_trgm silently ignores every Cyrillic, Arabic and Chinese letter.
            options = ["--locale=C.UTF-8", "--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={file.name}"]
            options += ["--username=postgres", *([] if self.durable else ["--no-sync"])]
            self.run("initdb", "-D", self.data, *options)

    def run(self, program: str, *arguments: object, said: str = "") -> None:
        command = [self.programs.folder / program, *arguments]
        with self.log.open("a") as log:
            done = subprocess.run(command, input=said, text=True, stdout=log, stderr=log, **run_as(self.account))
        if done.returncode != 0:
            raise Trouble(f"The database could not be made: {program} failed, and {self.log} says why.")


def choose(usable: list[Programs], kept: list[Path]) -> Programs:
    """The best programs, or those that can read the data that is there already: it is never quietly left behind."""
    for programs in usable:
        if not kept or any(data.name == f"postgres-{programs.major}" for data in kept):
            return programs
    here = ", ".join(sorted({str(programs.major) for programs in usable}))
    raise Trouble(
        f"The data in {kept[-1]} needs another PostgreSQL than the installed {here}: install that version, "
        "move the folder away to begin anew, or set DATABASE_URL."
    )


def socket_folder(home: Path, account: Account | None) -> Path:
    """Within the home, unless its path is longer than a socket's may be or has a letter that separates folders."""
    folder = home / "socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER or set(',"') & set(str(folder)):
        folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="portal-"))
    else:
        folder.mkdir(mode=0o700, exist_ok=True)
    give(folder, account)
    return folder
