"""The ways into the roster: somebody applies, or is nominated and says yes; a curator decides."""
