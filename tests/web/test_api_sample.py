"""Samples over HTTP: bounded, in time; and rows for which time ran out."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from search_api.api import search, search_parameters
from search_api.http import create_app
from search_api.question import Question
from search_api.sampling import Sampling, sampling
from search_api.service.metrics import Metrics
from search_api.service.settings import Settings
from search_api.session import Session
from tests.web.api import code_of
from tests.web.serving import running, served

SEARCH = "/api/search"


def test_a_sample_is_bounded_over_its_strata(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As JSON, which leads to rows, and as rows, of which there may be more."""
    monkeypatch.setattr(search_parameters, "MOST_HELD", 5)
    asked = "q=公开&sample=2&seed=1&by=year"
    whole = client.get(f"{SEARCH}?{asked}")
    rows = client.get(f"{SEARCH}.ndjson?{asked}")
    monkeypatch.setattr(search_parameters, "MOST_ROWS", 5)
    few = client.get(f"{SEARCH}.csv?{asked}")

    assert len(rows.text.splitlines()) > 5
    assert code_of(whole, 400) == code_of(few, 400) == "too_large"
    assert ".ndjson" in whole.json()["detail"]
    assert client.get(f"{SEARCH}?q=公开&sample=5&seed=1").status_code == 200


def test_a_sample_for_which_time_runs_out_is_none(
    specimen_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is looked for, and while what was drawn is read; it is nobody's fault."""

    def late(session: Session, question: Question) -> Sampling:
        sample = sampling(session, question)
        request = replace(sample.found.request, deadline=time.monotonic())
        return replace(sample, found=replace(sample.found, request=request))

    asked = f"{SEARCH}?q=公开&sample=2&seed=1"
    with served(Settings(home=specimen_home, timeout=0.000_001)) as server:
        unfound = httpx.get(f"{server}{asked}", timeout=60)
    monkeypatch.setattr(search, "sampling", late)
    with served(Settings(home=specimen_home)) as server:
        unread = httpx.get(f"{server}{asked}", timeout=60)

    assert code_of(unfound, 503) == code_of(unread, 503) == "timeout"
    for answer in (unfound, unread):
        assert "缩小范围" in answer.json()["detail"]
        assert answer.headers["retry-after"]


def test_rows_for_which_time_ran_out_are_counted(specimen_home: Path) -> None:
    """As pages are."""
    forms = (f"{SEARCH}.csv?q=公开", f"{SEARCH}.ndjson?q=公开&kwic=true", "/api/export.csv?q=公开")
    application = create_app(Settings(home=specimen_home, timeout=0.000_001))
    with running(application) as server:
        for asked in forms:
            assert "timeout" in httpx.get(f"{server}{asked}", timeout=60).text
    metrics: Metrics = application.state.metrics

    assert metrics.registry.get_sample_value("gongkai_partial_answers_total") == 3
