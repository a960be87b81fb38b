"""What is said of the runs of a .docx: hidden, struck out, raised or lowered.

As ISO/IEC 29500-1 combines it in 17.7.2 and 17.7.3. What a run says of itself holds. Else what can
be switched is on where an odd number of levels (table, paragraph, character) has it on, or the
document has it everywhere; and of anything else the nearest level holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.readers.docx_numbering import based_on, value
from indexer.readers.docx_package import W
from indexer.readers.package import Part

Said = dict[str, str]
"""Of each thing that is said: ON or OFF, or how it is shifted."""
ON, OFF = "on", "off"
SHIFT = "vertAlign"
HIDING = ("vanish", "strike", "dstrike")
_SWITCHED = ("vanish", "strike")
_ALL = (*HIDING, SHIFT)
_FALSE = ("0", "false", OFF)
_RUN_PROPERTIES, _TABLE = W + "rPr", W + "tbl"


@dataclass(frozen=True, slots=True)
class RunStyles:
    """By kind of style and id: what it says, with what it is based on; and what holds everywhere.

    The style of a kind that has no id is that of what names none.
    """

    of: Mapping[tuple[str, str], Said]
    everywhere: Said
    silent: bool

    def named(self, kind: str, name: str | None) -> Said:
        """What the style of this kind says that is named, or that counts instead."""
        return self.of.get((kind, name or ""), self.of.get((kind, ""), {}))


def read_run_styles(styles: Part | None) -> RunStyles:
    """What the part says; it may be absent."""
    if styles is None:
        return RunStyles({}, {}, True)
    entries = {entry.get(W + "styleId") or "": entry for entry in styles.iter(W + "style")}
    of: dict[tuple[str, str], Said] = {}
    for name, entry in entries.items():
        said: dict[str, str] = {}
        for base in based_on(entries, name):
            said = {**_said(base.find(_RUN_PROPERTIES)), **said}
        kind = entry.get(W + "type") or "paragraph"
        of[kind, name] = said
        if entry.get(W + "default", OFF) not in _FALSE:
            of[kind, ""] = said
    everywhere = _said(styles.find(f"{W}docDefaults/{W}rPrDefault/{_RUN_PROPERTIES}"))
    return RunStyles(of, everywhere, not (any(of.values()) or everywhere))


def above_runs(paragraph: Part, styles: RunStyles) -> tuple[Said, ...]:
    """What the styles of a paragraph and of its table say of the runs in it."""
    if styles.silent:
        return ()
    own = styles.named("paragraph", value(paragraph, "pPr/pStyle"))
    table = next(paragraph.iterancestors(_TABLE), None)
    if table is None:
        return (own,)
    return own, styles.named("table", value(table, "tblPr/tblStyle"))


def said_of(run: Part, above: tuple[Said, ...], styles: RunStyles) -> Said:
    """What holds of a run, by its own properties and all styles."""
    properties = run.find(_RUN_PROPERTIES)
    own = _said(properties)
    if styles.silent:
        return own
    levels = (styles.named("character", value(properties, "rStyle")), *above)
    return {name: _combined(name, levels, styles.everywhere) for name in _ALL} | own


def _combined(name: str, levels: tuple[Said, ...], everywhere: Said) -> str:
    if name in _SWITCHED:
        odd = sum(level.get(name) == ON for level in levels) % 2
        return ON if odd or everywhere.get(name) == ON else OFF
    return next((level[name] for level in (*levels, everywhere) if name in level), OFF)


def _said(properties: Part | None) -> Said:
    if properties is None:
        return {}
    found = ((name, properties.find(W + name)) for name in _ALL)
    told = {name: each.get(W + "val", "") for name, each in found if each is not None}
    return {
        name: text if name == SHIFT else OFF if text in _FALSE else ON
        for name, text in told.items()
    }
