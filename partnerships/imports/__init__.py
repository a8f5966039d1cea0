"""Initiatives and case studies from sheets: what a row becomes. The machinery: portal/core/imports."""
