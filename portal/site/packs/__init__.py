"""Reporting packs: all that is recorded of a country, an organisation or a topic, in one file."""
