"""Bytes of one file → Document, one reader a format; `read.read` is the way in."""
