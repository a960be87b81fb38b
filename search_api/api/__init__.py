"""The API under /api: JSON, CSV and NDJSON for programs."""
