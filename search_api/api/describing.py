"""How the OpenAPI description tells of an endpoint's answers: their shape, a real one, refusals.

An example is a file of `examples/`: an address, and what it answers over the specimens of corpus/.
`python -m tests.web.examples` makes them anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from search_api.api.formats import ALL, MEDIA_TYPES, Form
from search_api.export import one_line
from search_api.service.problems import CODES, MEDIA_TYPE

ASKED = "x-asked"  # of an answer: the address that its example answers
EXAMPLES = Path(__file__).with_name("examples")
# What any endpoint may refuse a request with.
_ALWAYS = (
    "bad_value",
    "unknown_parameter",
    "too_large",
    "unauthorized",
    "misdirected",
    "invalid_parameter",
    "internal",
    "busy",
    "timeout",
    "unavailable",
)
_ROWS = {
    Form.CSV: "表头与各行；末行以 # 开头者表示未导完 (a last row that begins with # says: not all)",
    Form.NDJSON: "每行一个 JSON；末行有 truncated 者表示未导完 (one object a line)",
}


class Shape(BaseModel):
    """A part of an answer, as it is told of. Keys are only ever added, so others may stand too."""

    model_config = ConfigDict(extra="allow", frozen=True)


def answers(
    shape: Any, example: str, *codes: str, forms: Sequence[Form] = ALL
) -> dict[int | str, dict[str, Any]]:
    """What `responses` of a route takes: the answer in its forms, and the refusals by status.

    `shape` is the type of the answer in JSON, `example` the name of a file, `codes` those of
    problems that not every endpoint has; the shape of a problem is added for all alike.
    """
    told: dict[int | str, dict[str, Any]] = {200: _answer(shape, example, forms)}
    told[304] = {"description": "与 If-None-Match 所指相同 (not changed)"}
    if len(forms) > 1:
        codes = (*codes, "not_acceptable")
    for status, of_status in _by_status((*codes, *_ALWAYS)):
        told[status] = {
            "description": "；".join(f"{c}: {CODES[c][1]} ({CODES[c][2]})" for c in of_status),
            "content": {MEDIA_TYPE: {}},
        }
    return told


def _answer(shape: Any, example: str, forms: Sequence[Form]) -> dict[str, Any]:
    kept = example_of(example)
    told = kept["answer"]
    content: dict[str, Any] = {}
    for form in forms:
        media_type = MEDIA_TYPES[form].partition(";")[0]
        if form is Form.JSON:
            content[media_type] = {"example": told}
        else:
            described = {"type": "string", "description": _ROWS[form]}
            content[media_type] = {"schema": described}
    answer = {"description": "结果 (the answer)", "content": content, ASKED: kept["address"]}
    if Form.JSON in forms:
        return {**answer, "model": shape}
    lines = "".join(map(one_line, told))
    content[MEDIA_TYPES[Form.NDJSON]]["example"] = lines
    return answer


def _by_status(codes: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for status in sorted({CODES[code][0] for code in codes}):
        yield status, [code for code in CODES if CODES[code][0] == status and code in codes]


@cache
def example_of(name: str) -> Mapping[str, Any]:
    """The address that was asked and what it answered."""
    found: Mapping[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    return found
