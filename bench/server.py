"""The portal's own web server with bench/urls.py, and a number of workers to choose: ``python -m bench.server 2``."""

import sys

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()  # before the rest, which needs the applications loaded

from portal import address  # noqa: E402
from portal.webserver import Server  # noqa: E402


class BenchServer(Server):
    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("workers", int(sys.argv[1]))


if __name__ == "__main__":
    BenchServer(application, address.reserve(), lambda url: print(url, flush=True)).run()
