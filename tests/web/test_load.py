"""What is answered while all who may search do."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from search_api.http import create_app
from search_api.live import READERS
from search_api.service.service import Service
from search_api.service.settings import Settings
from tests.shared import HANGS
from tests.web.serving import running

# As many as have places, and fewer: then it is a reader that the next waits for.
AT_ONCE = (READERS, READERS + 2)


@pytest.mark.parametrize("at_once", AT_ONCE)
def test_health_answers_while_no_search_can(specimen_home: Path, at_once: int) -> None:
    """A search is refused then, with when to come again, and answered as soon as one ends."""
    application = create_app(Settings(home=specimen_home, at_once=at_once, timeout=0.2))
    with running(application) as address, httpx.Client(base_url=address, timeout=HANGS) as client:
        service: Service = application.state.service
        service.live.refresh()  # all readers are open
        with ExitStack() as held:
            for _ in range(READERS):
                held.enter_context(service.session())
            refused = client.get("/api", timeout=60.0)
            health = [client.get(path) for path in ("/healthz", "/readyz", "/metrics")]
            static = client.get("/static/base.css")
        answered = client.get("/api")
        counted = client.get("/metrics").text

    assert refused.status_code == 503
    assert refused.json()["code"] == "busy"
    assert refused.headers["retry-after"] == "1"
    assert refused.headers["cache-control"] == "no-store"
    assert [answer.status_code for answer in (*health, static)] == [200] * 4
    assert answered.status_code == 200
    assert 'gongkai_problems_total{code="busy"} 1.0' in counted


@pytest.mark.parametrize("path", ["/api/search", "/api/facets", "/search"])
def test_an_answer_whose_time_ran_out_is_counted(specimen_home: Path, path: str) -> None:
    """It is no failure, and it is not to be kept."""
    application = create_app(Settings(home=specimen_home, timeout=1e-6))
    with running(application) as address, httpx.Client(base_url=address, timeout=HANGS) as client:
        answer = client.get(path, params={"q": "保密审查"})
        counted = client.get("/metrics").text

    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert "gongkai_partial_answers_total 1.0" in counted


def test_a_closed_home_is_not_ready(specimen_home: Path) -> None:
    """The process still lives; a request is told that there is nothing to search."""
    application = create_app(Settings(home=specimen_home))
    with running(application) as address, httpx.Client(base_url=address, timeout=HANGS) as client:
        application.state.service.live.close()
        ready, alive, asked = (client.get(path) for path in ("/readyz", "/healthz", "/api"))

    assert (ready.status_code, ready.json()["code"]) == (503, "unavailable")
    assert alive.status_code == 200
    assert (asked.status_code, asked.json()["code"]) == (503, "unavailable")
    assert str(specimen_home) not in asked.text
