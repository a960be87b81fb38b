"""What is searched, as plain Python holds it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

RECEIVED = "t3.new_received.total"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is searched: the passages' normal texts in order, and of which version each is.

    `years` and `received`, the value of the figure RECEIVED where it has one, are by version.
    """

    texts: list[str]
    versions: list[int]
    years: dict[int, int]
    received: dict[int, Decimal]
