"""One corpus on the disk: a catalog, an index for each engine, a folder for each peer.

A folder given by `--keep` is used again as it stands, with the times that building took then; it is
to be removed when the generator, the rules or an index format change.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from time import process_time

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.text import normal
from tests.bench.corpora import fill
from tests.bench.engines import Measured
from tests.bench.measure import seconds
from tests.bench.peers.peer import Peer
from tests.bench.subject import RECEIVED, Subject

_TIMES = "built.json"
Say = Callable[[str], None]


class Kept:
    """A folder for one size of corpus; what is in it already is not built again."""

    def __init__(self, folder: Path, reports: int, say: Say) -> None:
        self._folder = folder / f"{reports}"
        self._reports = reports
        self._say = say
        self._folder.mkdir(parents=True, exist_ok=True)
        times = self._folder / _TIMES
        self.seconds: dict[str, float] = json.loads(times.read_text()) if times.exists() else {}

    @property
    def catalog(self) -> Path:
        """The catalog's file."""
        return self.home.catalog

    @property
    def home(self) -> Home:
        """The catalog's home, without an index."""
        return Home(self._folder / "catalog")

    def engine_home(self, engine: Measured) -> Home:
        """The home with this engine's index, over the one catalog."""
        home = Home(self._folder / engine.name)
        self._once(home.path, engine.name, lambda: self._build_index(home, engine))
        return home

    def peer(self, peer: Peer, subject: Subject) -> Path:
        """The folder of a peer."""
        return self.made(peer.key, lambda folder: peer.build(folder, subject.texts))

    def made(self, name: str, build: Callable[[Path], object]) -> Path:
        """A folder that something is built in."""
        folder = self._folder / name
        self._once(folder, name, lambda: build(folder))
        return folder

    def subject(self) -> Subject:
        """The passages that are searched."""
        self._once(self.home.path, "catalog", self._fill)
        with open_catalog(self.home) as catalog:
            years = {row.version: row.year for row in catalog.current()}
            rows = [row for version in years for row in catalog.passages_of(version)]
            received = {
                version: figure.value
                for version, figures in catalog.figures(list(years), [RECEIVED]).items()
                for figure in figures.values()
                if figure.value is not None
            }
        return Subject(
            [normal(row.text) for row in rows], [row.version for row in rows], years, received
        )

    def segmenting(self, subject: Subject) -> float:
        """Seconds that cutting all the texts into words takes."""
        segmenter = PassageSegmenter()
        segmenter.words("先把词典读入")
        if "segmenting" not in self.seconds:
            self._note("segmenting", lambda: [segmenter.words(text) for text in subject.texts])
        return self.seconds["segmenting"]

    def _fill(self) -> None:
        fill(self.home, self._reports, lambda done: self._say(f"{done:,} reports"))

    def _build_index(self, home: Home, engine: Measured) -> None:
        home.catalog.symlink_to(self.home.catalog.absolute())
        with open_catalog(home) as catalog:
            engine.build(home, catalog)

    def _once(self, folder: Path, name: str, work: Callable[[], object]) -> None:
        """What a run that was broken off left behind is made again."""
        if name in self.seconds:
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self._say(f"building {name}")
        self._note(name, work)

    def _note(self, name: str, work: Callable[[], object]) -> None:
        self.seconds[name] = seconds(work, process_time)
        (self._folder / _TIMES).write_text(json.dumps(self.seconds))
