"""The examples of the API's description, asked for anew: `python -m tests.web.examples`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import httpx

from search_api.api.describing import EXAMPLES
from search_api.service.settings import Settings
from tests.web.serving import served

# What another engine, another machine or another index of the same reports tells otherwise.
_VOLATILE = frozenset({"took_ms", "engine", "generation", "score", "next"})


def answer_of(client: httpx.Client, address: str) -> Any:
    """What the service answers, its lines where it sends rows."""
    answer = client.get(address)
    answer.raise_for_status()
    if answer.headers["content-type"].startswith("application/json"):
        return answer.json()
    return [json.loads(line) for line in answer.text.splitlines()]


def steady(answer: Any) -> Any:
    """The answer without what is not the same everywhere."""
    if isinstance(answer, dict):
        return {key: steady(value) for key, value in answer.items() if key not in _VOLATILE}
    return [steady(one) for one in answer] if isinstance(answer, list) else answer


def main() -> None:
    """Write every example anew."""
    with tempfile.TemporaryDirectory() as folder:
        home = Settings(home=Path(folder) / "home")
        with served(home) as server, httpx.Client(base_url=server, timeout=60.0) as client:
            for file in sorted(EXAMPLES.glob("*.json")):
                address = json.loads(file.read_text("utf-8"))["address"]
                example = {"address": address, "answer": answer_of(client, address)}
                text = json.dumps(example, ensure_ascii=False, indent=1)
                file.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
