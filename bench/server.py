"""The portal's own web server with bench/urls.py, and a number of workers to choose: ``python -m bench.server 2``."""

import sys

from django.core.wsgi import get_wsgi_application

from portal import address
from portal.webserver import Server


class BenchServer(Server):
    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("workers", int(sys.argv[1]))


if __name__ == "__main__":
    BenchServer(get_wsgi_application(), address.reserve(), lambda url: print(url, flush=True)).run()
