"""To which addresses the link checker may connect: the public internet, and nothing that stands behind this portal.

A record may name any address, so whoever writes records could otherwise make the portal's server knock at doors that
only it can reach. Asked is the address that a name resolved to, at each redirect anew, and that very address is
connected to: a name that resolves differently a moment later changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PORTS = {80, 443, 8080, 8443}
TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address
ASSIGNED = ip_network("2000::/3")  # all that is public in IPv6; elsewhere a network may translate to doors of its own
May = Callable[[str, int], bool]  # an address and a port


class NotPublic(Exception):
    """An address to which the portal does not connect."""


def is_public(address: str, port: int) -> bool:
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        found = _inside(found)
    is_ours_to_ask = found.version == 4 or found in ASSIGNED
    return port in PORTS and is_ours_to_ask and found.is_global and not found.is_multicast


def _inside(address: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, if it does."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def addresses_of(host: str, port: int, may: May) -> list[str]:
    """What a name resolves to. Raises NotPublic if any of it is out of bounds, socket.gaierror if there is no such
    name."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(answer[4][0] for answer in answers))
    if not all(may(address, port) for address in found):
        raise NotPublic(host)
    return found
