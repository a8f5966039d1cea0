"""Spreadsheets that people send in: CSV and XLSX read into rows of text, every fault named by row and column.

Rows carry the number that a spreadsheet shows beside them. Reading never stops at the first fault; only a file that is
no sheet at all is refused whole (``Unreadable``).
"""

from portal.core.sheets.reading import read
from portal.core.sheets.sheet import Level, Problem, Row, Sheet, Unreadable

__all__ = ["Level", "Problem", "Row", "Sheet", "Unreadable", "read"]
