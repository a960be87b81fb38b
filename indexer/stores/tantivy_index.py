"""A tantivy index as both its writer and its readers know it: schema, states, opening one.

The writer works in a folder of its own, which tantivy changes as it likes. A live state is another
folder, of links to the files that one commit named; tantivy never changes a file it has written.
So a reader keeps its state whatever the writer does, and a writer that died between its commit and
the manifest has changed nothing: the next one begins from the live state.
"""

from __future__ import annotations

import json
import os
import shutil
from hashlib import blake2b
from pathlib import Path

from tantivy import Index, Schema, SchemaBuilder

from indexer.errors import IndexUnusable
from indexer.fields import FIELDS, Match
from indexer.stores.manifest import Manifest

ENGINE = "tantivy"
META = "meta.json"
SIZES = "sizes.json"  # of the files that a state is made of
_MANAGED = ".managed.json"
_WRITING = "writing"
_SEPARATOR = "\x1f"
_REBUILD = "请运行 indexer rebuild。"


def counted_field(key: str) -> str:
    """The field of the index that a facet is counted on: a CONTAINS field has one of its own."""
    return COUNTED.get(key, key)


COUNTED = {field.key: f"{field.key}_counted" for field in FIELDS if field.match is Match.CONTAINS}


def schema() -> Schema:
    """Words for ranking, characters and their pairs for literals, a field for each of FIELDS.

    `ord` finds the passage's text, `version` its report, `place` its section (the ord of the first
    passage of it). `own` is the slot, aspect and topics, `own_hash` the same as a number.
    """
    builder = SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("characters", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("own", tokenizer_name="raw", index_option="basic")
    for name in ("ord", "version", "place"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_unsigned_field("own_hash", fast=True)
    for name in (*(field.key for field in FIELDS), *COUNTED.values()):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def own_text(slot: str, aspect: str, topics: tuple[str, ...]) -> str:
    """What a passage itself has beside its text, as one value."""
    return _SEPARATOR.join((slot, aspect, *topics))


def own_parts(own: str) -> dict[str, tuple[str, ...]]:
    """The values by field that `own_text` was made of."""
    slot, aspect, *topics = own.split(_SEPARATOR)
    return {"section": (slot,), "aspect": (aspect,), "topic": tuple(topics)}


def own_hash(own: str) -> int:
    """The number that stands for it in the column."""
    return int.from_bytes(blake2b(own.encode(), digest_size=8).digest(), "big")


def state_folder(index: Path, manifest: Manifest) -> Path:
    """The folder of the state that a manifest names."""
    return index / manifest.folder / f"state-{manifest.toc}"


def open_state(index: Path, manifest: Manifest) -> Index:
    """The state that the manifest names, for reading. It does not follow the writer.

    Raises IndexUnusable where it is gone or damaged.
    """
    state = state_folder(index, manifest)
    try:
        _require_whole(state)
        opened = Index.open(str(state))
        opened.config_reader("manual")
        # tantivy takes a file of positions that a writer removes meanwhile for an empty one.
        _require_whole(state)
    except (ValueError, OSError) as error:
        raise IndexUnusable(f"{index}: {error}.", _REBUILD) from error
    return opened


def _require_whole(state: Path) -> None:
    for name, size in json.loads((state / SIZES).read_text("utf-8")).items():
        if (state / name).stat().st_size != size:
            raise ValueError(f"{state / name} is not as long as it was")


def writing_folder(build: Path) -> Path:
    """Where the writer of a build works."""
    return build / _WRITING


def begin_from(state: Path, writing: Path) -> None:
    """Make the writer's folder anew from a state."""
    shutil.rmtree(writing, ignore_errors=True)
    _link(state, writing)


def keep_state(writing: Path, state: Path) -> None:
    """Make a state of what the writer committed. All of it is on the disk when this returns."""
    shutil.rmtree(state, ignore_errors=True)
    _link(writing, state)
    sizes = {path.name: path.stat().st_size for path in state.iterdir() if path.suffix != ".json"}
    (state / SIZES).write_text(json.dumps(sizes), "utf-8")
    for file in state.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())


def _link(source: Path, target: Path) -> None:
    """Put the files that the index of one folder is made of into another."""
    target.mkdir()
    meta = (source / META).read_bytes()
    segments = {entry["segment_id"].replace("-", "") for entry in json.loads(meta)["segments"]}
    names = [path.name for path in source.iterdir() if path.name.split(".")[0] in segments]
    for name in names:
        try:
            os.link(source / name, target / name)
        except OSError:  # a file system without links
            shutil.copyfile(source / name, target / name)
    (target / META).write_bytes(meta)
    (target / _MANAGED).write_text(json.dumps([META, *names]), "utf-8")
