"""Setting right what was read: figures, aspects, identities, and findings that are none."""
