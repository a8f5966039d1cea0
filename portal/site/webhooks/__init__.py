"""Addresses of other people's programs that are told what becomes of public records: docs/adr/0040-webhooks.md."""
