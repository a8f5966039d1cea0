"""Topics: what the portal has on each field of intellectual property."""
