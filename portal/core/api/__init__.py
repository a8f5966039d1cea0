"""What every room's part of the API stands on: one way to ask, to answer, to be refused, to be remembered.

A room states its listing, its representation and a serializer that describes it (``tad/api.py`` shows how); the roof
puts the rooms together (``portal/site/api.py``). docs/adr/0011-api.md.
"""
