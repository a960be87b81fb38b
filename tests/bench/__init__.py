"""Measurements, each a ratio to a peer that runs beside it: `python -m tests.bench`."""
