"""How long suggestions for a need take in a full portal: ``python -m bench.suggestions`` alone."""

from __future__ import annotations

import json
import time
from statistics import median, quantiles

NEEDS = 40  # sample needs, each asked for twice; the second time counts


def suggestion_times() -> dict[str, float]:
    """Every kind of candidate found, scored and worded, as a page does; nothing where there are no needs."""
    from django.contrib.auth.models import AnonymousUser

    from matchmaking.models import Need
    from matchmaking.suggestions import suggestions
    from portal.core import reference as reference_memory
    from portal.core.models import current_versions

    versions = current_versions()
    reference = reference_memory.current(versions)
    needs = list(Need.objects.published().order_by("pk")[:NEEDS])
    times = []
    for is_warm in (False, True):
        for need in needs:
            begin = time.perf_counter()
            suggestions(need, AnonymousUser(), reference, versions)
            if is_warm:
                times.append((time.perf_counter() - begin) * 1000)
    return {"fits_ms": median(times), "fits_p95_ms": quantiles(times, n=20)[-1]} if times else {}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(suggestion_times()))
