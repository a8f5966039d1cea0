"""Importing records from sheets without fear: a plan that lists every row, then exactly that plan or nothing.

The ground floor reads files, keeps plans and runs them; a room's ``Importer`` knows what a row means. docs/import.md,
docs/adr/0012-import.md.
"""

from portal.core.imports.importer import IMPORTERS, Importer, register

__all__ = ["IMPORTERS", "Importer", "register"]
