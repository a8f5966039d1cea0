"""A polite look at every address that public records point to: who points where, one look, a round of looks."""
