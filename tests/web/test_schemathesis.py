"""Whatever is asked of the API, within its description or beyond, it answers as described."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import sampled_from
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search_api.http import create_app
from search_api.service.settings import Settings

pytestmark = pytest.mark.slow
_SCHEMA: Any = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
_PATHS = list(_SCHEMA.raw_schema["paths"])
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_EXAMPLES = 30


@pytest.mark.parametrize("path", _PATHS)
def test_it_answers_as_described(server: str, path: str) -> None:
    """No failure; no status, type, header or shape of an answer that is not told of."""
    operation = _SCHEMA[path]["GET"]
    content = operation.definition.raw["responses"]["200"]["content"]
    cases = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if operation.definition.raw.get("parameters"):
        cases |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(
        max_examples=_EXAMPLES,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, accept=sampled_from(["*/*", *content]))
    def ask(case: Any, accept: str) -> None:
        answer = case.call(base_url=server, headers={"Accept": accept})
        case.validate_response(answer, checks=_CHECKS)

    ask()
