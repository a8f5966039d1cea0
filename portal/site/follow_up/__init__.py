"""What the secretariat looks after: what is due to be verified, and outcomes that nobody has told yet."""
