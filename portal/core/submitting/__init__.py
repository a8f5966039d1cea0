"""A long form that anybody may send without an account, and all that becomes of what was typed: the same in every room.

A room declares the models (portal/core/models/submitted.py), the steps (lined_forms), and what is its own about the
pages, the mails and the decisions. Why it is as it is: docs/adr/0016-submissions.md.
"""
