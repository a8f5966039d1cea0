"""The relay: people write to consultants, and neither side ever learns the other's address."""
