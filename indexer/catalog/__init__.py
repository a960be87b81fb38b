"""The system of record: which reports there are, in which versions, with all that was read."""
