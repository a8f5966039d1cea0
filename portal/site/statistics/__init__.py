"""``/statistics/``: figures of activities that can be defended. docs/adr on figures says how they are counted."""
