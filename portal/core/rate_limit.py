"""How often somebody may do something: counted in PostgreSQL, so that all workers and threads share one count.

    if not (answer := allowed("correction", client_prefix(request), limit=10, period=timedelta(hours=1))):
        return too_many_requests(request, retry_after=answer.retry_after)

A window begins with the first attempt and lasts one period. Ask *before* a transaction is opened: then the attempt is
counted at once and stays counted if the request fails. Inside a transaction it works too, but is rolled back with it,
and others with the same key wait until it ends. docs/adr/0013-mail-and-limits.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

COUNT = """
    INSERT INTO core_ratelimit AS kept (digest, scope, count, ends_at)
    VALUES (%(digest)s, %(scope)s, 1, statement_timestamp() + %(period)s)
    ON CONFLICT (digest) DO UPDATE SET
        count = CASE WHEN kept.ends_at <= statement_timestamp() THEN 1 ELSE least(kept.count, %(limit)s) + 1 END,
        ends_at = CASE WHEN kept.ends_at <= statement_timestamp() THEN EXCLUDED.ends_at ELSE kept.ends_at END
    RETURNING count, extract(epoch FROM ends_at - clock_timestamp())
"""
# Each new window takes up to ten old ones away, so there are never more rows than in the busiest time.
SWEEP = """
    DELETE FROM core_ratelimit WHERE digest IN (
        SELECT digest FROM core_ratelimit WHERE ends_at < statement_timestamp()
        ORDER BY ends_at LIMIT 10 FOR UPDATE SKIP LOCKED
    )
"""


@dataclass(frozen=True)
class Answer:
    allowed: bool
    retry_after: int  # seconds until the next attempt is allowed; 0 if this one is

    def __bool__(self) -> bool:
        return self.allowed


def allowed(scope: str, key: str, *, limit: int, period: timedelta) -> Answer:
    """Count one attempt and say whether it is within the limit. True as long as at most ``limit`` were counted.

    ``scope`` names what is tried, ``key`` who tries: ``client_prefix(request)`` or ``mailbox(address)``. Only a keyed
    hash of both is stored.
    """
    digest = salted_hmac(f"portal.rate_limit.{scope}", key, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"digest": digest, "scope": scope, "limit": limit, "period": period})
        count, seconds = cursor.fetchone()
        if count == 1:
            cursor.execute(SWEEP)
    return Answer(True, 0) if count <= limit else Answer(False, max(1, math.ceil(seconds)))


def mailbox(address: str) -> str:
    """Where mail to the address arrives: ``Ana+portal@Example.org`` is the mailbox ``ana@example.org``."""
    local, _at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Where a request comes from; None from a Unix socket, which has no address, or a proxy that writes nonsense.

    With TRUST_PROXY the last entry of X-Forwarded-For counts: our own proxy wrote it. Whatever stands before it came
    with the request, and anybody can write that.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def client_prefix(request: HttpRequest) -> str:
    """The network a request comes from: the /24 of an IPv4 address, the /64 of an IPv6 one, which are one customer's.

    All that come without an address share one count.
    """
    found = client_address(request)
    if found is None:
        return "unknown"
    return str(ip_network((found, 24 if found.version == 4 else 64), strict=False))
