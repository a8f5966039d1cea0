"""Meetings from a sheet: portal/core/imports/."""
