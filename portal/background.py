"""The process that works off background tasks (exports that take long, mail), beside the web workers.

It is forked from the web server's parent, so what is loaded is shared, and it is started again when it ends.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time

from django.core.management import call_command
from django.db import connections

from portal import embedded
from portal.core.housekeeping import begin

PAUSE = 5  # seconds between two starts: one that cannot work shall not keep the machine busy
GRACE = 5  # seconds for a task that is being done when the portal is stopped


class Background:
    def __init__(self) -> None:
        self.pid = 0
        self._started = -PAUSE

    def tend(self) -> None:
        """Start it if it does not run. Called at least once a second."""
        if (self.pid and _runs(self.pid)) or time.monotonic() - self._started < PAUSE:
            return
        self._started, parent = time.monotonic(), os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                _work(parent)
            finally:
                os._exit(0)

    def stop(self) -> None:
        """Ask it to finish; a task that takes longer starts anew with the portal (tasks are written for that)."""
        if not self.pid:
            return
        for sign, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, GRACE)):
            until = time.monotonic() + patience
            _send(self.pid, sign)
            while time.monotonic() < until:
                if not _runs(self.pid):
                    return
                time.sleep(0.05)


def _work(parent: int) -> None:
    for sign in (signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(sign, signal.SIG_DFL)
    embedded.end_with_parent(parent, signal.SIGKILL)()
    connections.close_all()  # a connection must not be shared with the parent
    begin()
    os.setsid()  # a terminal sends Ctrl-C to everybody; the parent alone decides
    call_command("db_worker", verbosity=0, interval=1, reload=False, startup_delay=False, queue_name="*")


def _runs(pid: int) -> bool:
    try:
        ended, _status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:  # the web server's parent has already taken note of its end
        return False
    return ended == 0


def _send(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
