"""Whether a report's figures are the agency's own or sum what lies under it: cues are data."""

from __future__ import annotations

import re
import tomllib

from indexer.model import Evidence, Kind, Scope
from indexer.report.clues import outside_titles
from indexer.report.lines import Line
from indexer.text import DATA

_CUES = tomllib.loads((DATA / "agencies.toml").read_text("utf-8"))["aggregate"]
_AGGREGATE = tuple(re.compile(pattern) for pattern in _CUES["patterns"])
_OWN = tuple(re.compile(pattern) for pattern in _CUES["own"])
_MAY_SUM = {
    Kind.GOVERNMENT: Scope.UNKNOWN,
    Kind.ZONE: Scope.UNKNOWN,
    Kind.GOVERNMENT_OFFICE: Scope.OWN,
    Kind.UNKNOWN: Scope.UNKNOWN,
}


def find_scope(kind: Kind, lines: tuple[Line, ...]) -> tuple[Scope, Evidence | None]:
    """The scope, with the words that say it.

    Only a government, its office or a zone sums others: by the wording of `lines` (全县共收到申请,
    汇总各部门), unless it says that others are not in it. Without such words an office reports for
    itself, and of a government or zone it is not known.
    """
    if kind not in _MAY_SUM:
        return Scope.OWN, None
    for patterns, scope in ((_OWN, Scope.OWN), (_AGGREGATE, Scope.AGGREGATE)):
        for line in lines:
            text = outside_titles(line.text)
            for pattern in patterns:
                match = pattern.search(text)
                if match:
                    return scope, line.evidence("scope", match.span())
    return _MAY_SUM[kind], None
