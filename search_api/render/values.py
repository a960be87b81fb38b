"""A figure as a person reads it: its value, or in words why there is none."""

from __future__ import annotations

from decimal import Decimal

from indexer.labels import STATUSES
from indexer.model import Status

# Statuses whose value needs a word beside it; what is stated in prose says so in its label.
_TOLD = frozenset({"recovered", "ambiguous", "unreadable"})
DISPUTED = "勾稽存疑"
_PERCENT = "%"
_HUNDREDTH = Decimal("0.01")
_NOT_COMPUTABLE = "不能计算"


def value_text(value: Decimal | None, status: str) -> str:
    """The number, or the label of its status where there is none: a blank is never 0."""
    if value is not None:
        return format(value, "f")
    return _NOT_COMPUTABLE if status == Status.DERIVED else STATUSES.get(status, status)


def figure_text(
    value: Decimal | None, status: str, disputed: bool = False, unit: str | None = None
) -> str:
    """The number with its unit and what must be known about it, in 〔 〕; rates to 0.01 %."""
    if value is not None and unit == _PERCENT:
        value = value.quantize(_HUNDREDTH)
    remarks = [STATUSES[status]] if value is not None and status in _TOLD else []
    remarks += [DISPUTED] if disputed else []
    told = f"〔{'，'.join(remarks)}〕" if remarks else ""
    measured = f" {unit}" if unit and value is not None else ""
    return f"{value_text(value, status)}{measured}{told}"
