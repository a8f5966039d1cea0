"""``/statistics/report/``: the mapping of South-South and triangular activities that committees ask for,
as a page, a Word file and tables (docs/adr/0039-mapping-report.md)."""
