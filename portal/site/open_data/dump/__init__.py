"""Everything that a visitor may see as one dated file: made by the schedule, served under ``/data/dumps/``."""
