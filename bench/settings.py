"""The portal's settings with two more pages to compare with."""

from portal.settings import *  # noqa: F403 -- the very same, that is the point

ROOT_URLCONF = "bench.urls"
