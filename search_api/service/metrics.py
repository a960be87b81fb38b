"""What a service counts of itself, for Prometheus.

Every label has few values, whatever is asked: an address that is none of ours counts as `none`.
Several workers count together where PROMETHEUS_MULTIPROC_DIR names a folder of theirs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

MEDIA_TYPE = CONTENT_TYPE_LATEST
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
UNKNOWN = "none"
_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_OF_LIVING = "gauge_live*_*.db"


@dataclass(frozen=True, slots=True)
class Metrics:
    """The counts of this process."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram
    in_flight: Gauge
    problems: Counter
    partial: Counter


def make_metrics() -> Metrics:
    """Counts that begin at nothing, or go on where workers share them."""
    registry = CollectorRegistry()
    return Metrics(
        registry,
        Counter(
            "gongkai_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=registry,
        ),
        Histogram(
            "gongkai_request_seconds",
            "Time from a request to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        ),
        Gauge(
            "gongkai_requests_in_flight",
            "Requests that are being answered.",
            registry=registry,
            multiprocess_mode="livesum",
        ),
        Counter(
            "gongkai_problems",
            "Requests that were refused or failed, by code; busy counts searches refused.",
            ("code",),
            registry=registry,
        ),
        Counter(
            "gongkai_partial_answers",
            "Pages, counts, facets and rows whose time ran out, answered with what was found.",
            registry=registry,
        ),
    )


@dataclass(frozen=True, slots=True)
class HomeFacts(Collector):
    """What the home holds, told beside the counts."""

    generation: int
    reports: int

    def collect(self) -> Iterator[Metric]:
        """One value each."""
        yield GaugeMetricFamily(
            "gongkai_generation", "Generation of the home that is searched.", self.generation
        )
        yield GaugeMetricFamily(
            "gongkai_reports", "Reports in the home that is searched.", self.reports
        )


def exposition(metrics: Metrics, facts: HomeFacts) -> bytes:
    """The counts of all workers, and the facts, as Prometheus reads them."""
    registry = metrics.registry
    if SHARED_FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    told = CollectorRegistry()
    told.register(facts)
    return generate_latest(registry) + generate_latest(told)


def forget_dead_workers() -> None:
    """What a worker that was killed had under way is under way no more."""
    if SHARED_FOLDER not in os.environ:
        return
    for path in Path(os.environ[SHARED_FOLDER]).glob(_OF_LIVING):
        pid = int(path.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except OSError:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]
