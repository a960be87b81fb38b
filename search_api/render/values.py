"""A figure as a person reads it: its value, or in words why there is none."""

from __future__ import annotations

from decimal import Decimal

from indexer.labels import STATUSES
from indexer.model import Status

# Statuses whose value needs a word beside it; what is stated in prose says so in its label.
_TOLD = frozenset({"recovered", "ambiguous", "unreadable", "corrected"})
DISPUTED = "勾稽存疑"
_PERCENT = "%"
_HUNDREDTH = Decimal("0.01")
_NOT_COMPUTABLE = "不能计算"
# What stands where there is no number, if the label of the status does not say it.
_NO_NUMBER = {Status.DERIVED.value: _NOT_COMPUTABLE, Status.CORRECTED.value: STATUSES[Status.BLANK]}


def value_text(value: Decimal | None, status: str) -> str:
    """The number, or the label of its status where there is none: a blank is never 0."""
    if value is not None:
        return format(value, "f")
    return _NO_NUMBER.get(status) or STATUSES.get(status, status)


def figure_text(
    value: Decimal | None, status: str, disputed: bool = False, unit: str | None = None
) -> str:
    """The number with its unit and what must be known about it, in 〔 〕; rates to 0.01 %."""
    if value is not None and unit == _PERCENT:
        value = value.quantize(_HUNDREDTH)
    told = status in _TOLD if value is not None else status == Status.CORRECTED
    remarks = [STATUSES[status]] if told else []
    remarks += [DISPUTED] if disputed else []
    remarked = f"〔{'，'.join(remarks)}〕" if remarks else ""
    measured = f" {unit}" if unit and value is not None else ""
    return f"{value_text(value, status)}{measured}{remarked}"
