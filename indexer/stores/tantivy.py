"""The tantivy store: passages as words without places, pairs of characters with them, and values.

Text is not in it: it lies in `texts.bin`, and what is shown comes from the catalog.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Query

from indexer.counted import counted_as
from indexer.fields import FIELDS
from indexer.home import sync_folder
from indexer.segment import PassageSegmenter
from indexer.stores import manifest as manifests
from indexer.stores.entries import Entry
from indexer.stores.grams import characters, tokens_of_pairs, tokens_of_words
from indexer.stores.live import FREQUENCIES, new_build, usable
from indexer.stores.manifest import Manifest
from indexer.stores.tantivy_index import (
    COUNTED,
    ENGINE,
    META,
    SIZES,
    begin_from,
    keep_state,
    open_state,
    own_hash,
    own_text,
    schema,
    state_folder,
    writing_folder,
)
from indexer.stores.texts import TextWriter

_HEAP = 128_000_000
_THREADS = 1  # the time goes into cutting words, which is done on this side


class TantivyStore:
    """Writes one index. Made by `create` or `resume`; every `commit` is a new live state."""

    def __init__(self, index: Path, manifest: Manifest, segmenter: PassageSegmenter) -> None:
        self._index = index
        self._manifest = manifest
        self._segmenter = segmenter
        self._folder = index / manifest.folder
        self._writing = writing_folder(self._folder)
        self._texts = TextWriter(self._folder, manifest.texts_size, manifest.texts_count)
        self._schema = schema()
        self._open: IndexWriter | None = None

    @property
    def _writer(self) -> IndexWriter:
        if self._open is None:
            index = Index(self._schema, path=str(self._writing))
            self._open = index.writer(heap_size=_HEAP, num_threads=_THREADS)
        return self._open

    @property
    def generation(self) -> int:
        """The catalog's generation that the live state holds."""
        return self._manifest.generation

    def drop(self, versions: Iterable[int]) -> None:
        """Take the passages of these versions out."""
        gone = self._texts.versions.intersection(versions)
        if gone:  # by a query: deleting by a term makes a signed one, which no passage has
            query = Query.term_set_query(self._schema, "version", list(gone))
            self._writer.delete_documents_by_query(query)

    def put(self, entries: Iterable[Entry]) -> None:
        """Add passages, those of a version together.

        A version that may be in the index already is dropped first.
        """
        places: dict[str, int] = {}
        version, of_report = None, Document()
        for entry in entries:
            if entry.version != version:
                version, places, of_report = entry.version, {}, _of_report(entry)
            number = self._texts.add(entry.text, entry.version, entry.n)
            document = copy(of_report)
            document.add_unsigned("ord", number)
            document.add_unsigned("place", places.setdefault(entry.slot, number))
            self._add_passage(document, entry)
            self._writer.add_document(document)

    def _add_passage(self, document: Document, entry: Entry) -> None:
        document.add_text("words", tokens_of_words(self._segmenter.words(entry.text)))
        document.add_text("pairs", tokens_of_pairs(entry.text))
        document.add_text("characters", " ".join(dict.fromkeys(characters(entry.text))))
        own = own_text(entry.slot, entry.values["aspect"][0], entry.values["topic"])
        document.add_text("own", own)
        document.add_unsigned("own_hash", own_hash(own))
        _add_values(document, entry, "passage")

    def commit(self, generation: int) -> None:
        """Make all that was put and dropped the live state, for good once this returns."""
        self._texts.sync()
        self._writer.commit()
        self._writer.wait_merging_threads()  # a merge that ends later would change the files
        self._open = None
        manifest = replace(
            self._manifest,
            generation=generation,
            toc=self._manifest.toc + 1,
            texts_size=self._texts.size,
            texts_count=self._texts.count,
        )
        state = state_folder(self._index, manifest)
        keep_state(self._writing, state)
        sync_folder(state)
        sync_folder(self._folder)
        listed = (f"{state.name}/{name}" for name in (META, SIZES))
        sealed = manifests.fingerprint(self._folder, [FREQUENCIES, *listed], self._manifest.files)
        self._manifest = replace(manifest, files=sealed)
        manifests.write(self._index, self._manifest)
        _remove_states(self._folder, but=state.name)

    def close(self) -> None:
        """Give up what was not committed and let go of the files."""
        self._open = None
        shutil.rmtree(self._writing, ignore_errors=True)
        self._texts.close()


def _of_report(entry: Entry) -> Document:
    """What the passages of a report have alike."""
    document = Document()
    document.add_unsigned("version", entry.version)
    _add_values(document, entry, "report")
    return document


def _add_values(document: Document, entry: Entry, of: str) -> None:
    for field in FIELDS:
        if field.of == of:
            values = entry.values[field.key]
            counted = counted_as(field.key, values)
            if field.key in COUNTED:
                for value in counted:
                    document.add_text(COUNTED[field.key], value)
                counted = values
            for value in counted:
                document.add_text(field.key, value)


def _remove_states(folder: Path, *, but: str) -> None:
    for path in folder.glob("state-*"):
        if path.name != but:
            shutil.rmtree(path, ignore_errors=True)


def create(index: Path, home: str, segmenter: PassageSegmenter) -> TantivyStore:
    """A new, empty index beside the live one. Its first commit swaps it in."""
    blank = new_build(index, ENGINE, home)
    folder = index / blank.folder
    segmenter.write_frequencies(folder / FREQUENCIES)
    writing_folder(folder).mkdir()
    return TantivyStore(index, blank, segmenter)


def resume(index: Path, home: str, segmenter: PassageSegmenter) -> TantivyStore:
    """The live index, to be written to; what a broken-off writer left is taken away first.

    Raises IndexUnusable where it is absent, foreign, damaged, or cut by other rules.
    """
    manifest = usable(index, home, ENGINE)
    state = state_folder(index, manifest)
    open_state(index, manifest)
    _remove_states(index / manifest.folder, but=state.name)
    begin_from(state, writing_folder(index / manifest.folder))
    return TantivyStore(index, manifest, segmenter)
