"""The checks: each one small function from a report's material to findings."""
