"""Gunicorn inside the process that owns the database: one parent, a few workers, nothing left when any of them goes."""

import gc
import signal
import socket
from collections.abc import Callable

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from portal import address, embedded
from portal.background import Background

WORKERS = 2
THREADS = 4  # workers × threads is also how many database connections the portal holds at most
GRACE = 10  # seconds for a request that is being answered when the portal is stopped


class Parent(Arbiter):
    """Gunicorn's parent process, which also looks after the embedded database and the background process."""

    under_nohup = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    background = Background()

    def manage_workers(self) -> None:
        """Called at least once a second."""
        if embedded.cluster is not None:
            embedded.cluster.tend()
        super().manage_workers()
        self.background.tend()

    def stop(self, graceful: bool = True) -> None:
        super().stop(graceful)
        self.background.stop()

    def handle_hup(self) -> None:
        """The terminal was closed; gunicorn would reload and stay behind."""
        if not self.under_nohup:
            self.handle_term()

    def handle_int(self) -> None:
        """Ctrl-C lets running requests finish, too."""
        self.handle_term()


class Server(BaseApplication):
    def __init__(self, application: Callable, listener: socket.socket, announce: Callable[[str], None]):
        self.application = application
        self.listener = listener
        self.announce = announce
        super().__init__()

    def load_config(self) -> None:
        url = address.url(self.listener)
        settings = {
            "bind": f"fd://{self.listener.detach()}",
            "worker_class": "gthread",
            "workers": WORKERS,
            "threads": THREADS,
            "preload_app": True,  # loaded once, shared by all
            "graceful_timeout": GRACE,
            "loglevel": "warning",
            "control_socket_disable": True,
            "pre_fork": lambda parent, worker: gc.freeze(),  # collecting would unshare what is shared
            "post_fork": lambda parent, worker: embedded.end_with_parent(parent.pid, signal.SIGKILL)(),
            "post_worker_init": lambda worker: self.begin(worker, url),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def begin(self, worker: Worker, url: str) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all; the parent alone decides
        if worker.age == 1:
            self.announce(url)

    def load(self) -> Callable:
        return self.application

    def run(self) -> None:
        Parent(self).run()
