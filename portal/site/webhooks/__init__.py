"""Addresses of other people's programs that are told what becomes of public records: docs/adr/0039-webhooks.md."""
