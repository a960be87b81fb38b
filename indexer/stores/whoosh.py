"""The whoosh store: passages as documents of words and field values.

Text is not in it: literals are scanned for in `texts.bin`, what is shown comes from the catalog.
A segment file of whoosh is never changed once written, deletions stand in the table of contents
(.toc), and ours names the one that is live. So a writer that dies leaves the live state whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.query import Term
from whoosh.reading import IndexReader
from whoosh.writing import SegmentWriter

from indexer.home import sync_folder
from indexer.segment import PassageSegmenter
from indexer.stores import manifest as manifests
from indexer.stores.entries import Entry
from indexer.stores.live import FREQUENCIES, new_build
from indexer.stores.manifest import Manifest
from indexer.stores.texts import TextWriter
from indexer.stores.whoosh_codec import Codec, Postings
from indexer.stores.whoosh_index import (
    ENGINE,
    INDEX_NAME,
    SEPARATOR,
    schema,
    usable,
)
from indexer.tokens import ANALYZER_VERSION

_POSTINGS_A_SEGMENT = 20_000_000  # of 4 bytes in memory; what is more becomes another segment


class _Writer(SegmentWriter):
    """A segment writer that takes terms as they are, and leaves the files of the live state to us.

    Whoosh's own merging goes through it too.
    """

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=Codec())
        self.pool = Postings()

    def add_passage(
        self, columns: Mapping[str, int | bytes], terms: Mapping[str, Sequence[str]]
    ) -> None:
        """Add a document of these values by column and these terms by field."""
        self.perdocwriter.start_doc(self.docnum)
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        for field, found in terms.items():
            self.pool.add(field, found, self.docnum)
        self._added = True
        self.docnum += 1

    def add_postings_to_pool(
        self, reader: IndexReader, start: int, moved: Mapping[int, int] | None
    ) -> None:
        for field, term in reader.all_terms():
            posting = reader.postings(field, term)
            while posting.is_active():
                number = start + posting.id() if moved is None else moved[posting.id()]
                self.pool.add(field, [term.decode()] * int(posting.weight()), number)
                posting.next()

    def _commit_toc(self, segments: list[Segment]) -> None:
        TOC(self.schema, segments, self.generation).write(self.storage, self.indexname)
        self.final_segments = segments


class WhooshStore:
    """Writes one index. Made by `create` or `resume`; every `commit` is a new live state."""

    def __init__(self, index: Path, manifest: Manifest, segmenter: PassageSegmenter) -> None:
        self._index = index
        self._manifest = manifest
        self._segmenter = segmenter
        self._folder = index / manifest.folder
        self._storage = FileStorage(str(self._folder))
        self._texts = TextWriter(self._folder, manifest.texts_size, manifest.texts_count)
        self._open: _Writer | None = None

    @property
    def _writer(self) -> _Writer:
        if self._open is None:
            self._open = _Writer(FileIndex(self._storage, indexname=INDEX_NAME))
        return self._open

    @property
    def generation(self) -> int:
        """The catalog's generation that the live state holds."""
        return self._manifest.generation

    def drop(self, versions: Iterable[int]) -> None:
        """Take the passages of these versions out."""
        for version in self._texts.versions.intersection(versions):
            self._writer.delete_by_query(Term("version", str(version)))

    def put(self, entries: Iterable[Entry]) -> None:
        """Add passages. A version that may be in the index already is dropped first."""
        for entry in entries:
            own = SEPARATOR.join((entry.slot, *entry.values["aspect"], *entry.values["topic"]))
            number = self._texts.add(entry.text, entry.version, entry.n)
            terms = {key: [*filter(None, values)] for key, values in entry.values.items()}
            terms["words"] = self._segmenter.words(entry.text)
            terms["version"] = [str(entry.version)]
            self._writer.add_passage({"ord": number, "own": own.encode()}, terms)
            if self._writer.pool.count >= _POSTINGS_A_SEGMENT:
                self._writer.commit(merge=False)
                self._open = None

    def commit(self, generation: int, *, merge: bool = True) -> None:
        """Make all that was put and dropped the live state, for good once this returns."""
        self._texts.sync()
        writer = self._writer
        writer.commit(merge=merge)
        self._open = None
        segments, toc = writer.final_segments, writer.generation
        names = [FREQUENCIES, f"_{INDEX_NAME}_{toc}.toc"]
        names += [name for segment in segments for name in self._files_of(segment.segment_id())]
        for name in names:
            with (self._folder / name).open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(self._folder)
        self._manifest = Manifest(
            format=manifests.INDEX_FORMAT,
            engine=ENGINE,
            analyzer=ANALYZER_VERSION,
            home=self._manifest.home,
            generation=generation,
            folder=self._manifest.folder,
            toc=toc,
            texts_size=self._texts.size,
            texts_count=self._texts.count,
            files=manifests.fingerprint(self._folder, names, self._manifest.files),
        )
        manifests.write(self._index, self._manifest)
        clean_files(self._storage, INDEX_NAME, toc, segments)

    def _files_of(self, segment: str) -> list[str]:
        return [path.name for path in self._folder.glob(f"{segment}.*")]

    def close(self) -> None:
        """Give up what was not committed and let go of the files."""
        if self._open is not None:
            self._open.cancel()
            _take_away_leftovers(self._folder, self._manifest.toc)
        self._texts.close()


def _take_away_leftovers(folder: Path, toc: int) -> None:
    """Remove what no state names: newer tables of contents first, then whoosh's other files."""
    pattern = TOC._pattern(INDEX_NAME)
    for path in folder.iterdir():
        match = pattern.match(path.name)
        if match and int(match.group(1)) != toc:
            path.unlink()
    shutil.rmtree(folder / f"{INDEX_NAME}.tmp", ignore_errors=True)
    storage = FileStorage(str(folder))
    clean_files(storage, INDEX_NAME, toc, TOC.read(storage, INDEX_NAME, gen=toc).segments)


def create(index: Path, home: str, segmenter: PassageSegmenter) -> WhooshStore:
    """A new, empty index beside the live one. Its first commit swaps it in."""
    blank = new_build(index, ENGINE, home)
    folder = index / blank.folder
    segmenter.write_frequencies(folder / FREQUENCIES)
    FileIndex.create(FileStorage(str(folder)), schema(), INDEX_NAME)
    return WhooshStore(index, blank, segmenter)


def resume(index: Path, home: str, segmenter: PassageSegmenter) -> WhooshStore:
    """The live index, to be written to; what a broken-off writer left is taken away first.

    Raises IndexUnusable where it is absent, foreign, damaged, or cut by other rules.
    """
    manifest = usable(index, home)
    _take_away_leftovers(index / manifest.folder, manifest.toc)
    return WhooshStore(index, manifest, segmenter)
