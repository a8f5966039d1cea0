"""Where the portal listens: HOST and PORT. Standard library only: do.py asks too, before it installs anything."""

import os
import socket

from portal.postgres import Trouble


def reserve() -> socket.socket:
    """A socket that holds the address but does not listen yet: nobody else gets it while the portal prepares itself."""
    host = os.environ.get("HOST", "").strip() or "127.0.0.1"
    port = os.environ.get("PORT", "").strip() or "8000"
    if not port.isdigit() or int(port) > 65535:
        raise Trouble(f"PORT is '{port}': write a number up to 65535.")
    try:
        family, *_, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a restart need not wait for old connections
        listener.bind(address)
    except OSError as error:
        raise Trouble(f"Cannot listen on {host} port {port} ({error.strerror}): set PORT or HOST to another.") from None
    return listener


def url(listener: socket.socket) -> str:
    """What to type into a browser on this machine; 'every address' is not something one can visit."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104  compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
