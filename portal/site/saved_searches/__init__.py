"""Searches that readers keep: what they ask, how they are saved and stopped, and the digests that are mailed."""
