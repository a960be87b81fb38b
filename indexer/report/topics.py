"""Which topics a passage speaks of, by cues kept as data (data/topics.toml).

A topic needs one strong cue, one pattern, or two different weak cues. Cues are matched on the
normal form without the punctuation inside sentences (先审查、后公开 is 先审查后公开), and nothing
matches across the end of one. A sentence that lists the parts of the report speaks of none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexer.document import Span
from indexer.text import DATA

_PUNCTUATION = re.compile(r"[、,，:：“”\"'‘’()（）〈〉<>「」『』\-—·…\s\[\]〔〕]+")
_TITLE = re.compile(r"《([^《》]{1,120})》")
_PARTS = re.compile(
    r"总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|行政复议、?(?:提起)?行政诉讼的?情况|"
    r"存在的?主要问题及改进情况|其他需要报告的事项"
)
_SENTENCE = re.compile(r"[^。;!?]*[。;!?]?")
_PARTS_LISTED = 3
_WITHIN_TOKEN = re.compile(r"[a-z0-9]{2}")
# Patterns are looked for where a text is worth it; this many characters of a passage are enough.
_READ = 20_000


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its label and the article behind it; the rest says when a passage has it."""

    key: str
    label: str
    basis: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    pattern: re.Pattern[str] | None
    unless: tuple[re.Pattern[str], ...]


def _expression(sources: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{source})" for source in sources)) if sources else None


def _topics() -> Iterator[tuple[str, Topic]]:
    for key, row in tomllib.loads((DATA / "topics.toml").read_text("utf-8")).items():
        yield (
            key,
            Topic(
                key,
                row["label"],
                row["basis"],
                tuple(row.get("strong", ())),
                tuple(row.get("weak", ())),
                _expression(row.get("pattern", [])),
                tuple(map(re.compile, row.get("not", ()))),
            ),
        )


TOPICS: Mapping[str, Topic] = MappingProxyType(dict(_topics()))

_Cue = tuple[str, str, bool]


def _cues_by_head() -> dict[str, list[_Cue]]:
    """Every cue as (words, topic, strong) under its first two characters."""
    heads: dict[str, list[_Cue]] = {}
    for topic in TOPICS.values():
        for cue, strong in [*((c, True) for c in topic.strong), *((c, False) for c in topic.weak)]:
            heads.setdefault(cue[:2], []).append((cue, topic.key, strong))
    return heads


def _any_of(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(chars))))}]"


_HEADS = _cues_by_head()
_MAY_BEGIN = re.compile(f"{_any_of(h[0] for h in _HEADS)}(?={_any_of(h[1] for h in _HEADS)})")
"""Where a cue may begin: both of its first characters are such of some cue."""
_PATTERNS = tuple((t.key, t.pattern) for t in TOPICS.values() if t.pattern)


def topics_of(passage: str) -> tuple[str, ...]:
    """The topics of a passage in normal form, in the order of `TOPICS`."""
    plain, titles = _matchable(passage[:_READ])
    strong: dict[str, list[Span]] = {}
    weak: dict[str, list[tuple[str, Span]]] = {}
    for begin in _MAY_BEGIN.finditer(plain):
        place = begin.start()
        for cue, key, is_strong in _HEADS.get(plain[place : place + 2], ()):
            span = (place, place + len(cue))
            if not plain.startswith(cue, place) or not _on_bounds(plain, span):
                continue
            if is_strong:
                strong.setdefault(key, []).append(span)
            elif not any(start <= place < end for start, end in titles):
                weak.setdefault(key, []).append((cue, span))
    found = {key for key, spans in strong.items() if _counted(key, spans, plain)}
    for key, pattern in _PATTERNS:
        if key not in found and pattern.search(plain):
            spans = [match.span() for match in pattern.finditer(plain)]
            if _counted(key, spans, plain):
                found.add(key)
    found |= {key for key, cues in weak.items() if key not in found and _two(key, cues, plain)}
    return tuple(key for key in TOPICS if key in found)


def _on_bounds(plain: str, cue: Span) -> bool:
    """A cue's Latin letters and digits are whole tokens of the text."""
    start, end = cue
    cut_before = start > 0 and _WITHIN_TOKEN.match(plain, start - 1)
    return not (cut_before or _WITHIN_TOKEN.match(plain, end - 1))


def _counted(key: str, spans: list[Span], plain: str) -> list[Span]:
    """The spans that do not begin inside what a `not` expression of the topic matches."""
    unless = TOPICS[key].unless
    covers = [match.span() for expression in unless for match in expression.finditer(plain)]
    return [span for span in spans if not any(low <= span[0] < high for low, high in covers)]


def _two(key: str, cues: list[tuple[str, Span]], plain: str) -> bool:
    """Two different cues count, neither of them a piece of the other."""
    if len({cue for cue, _ in cues}) < 2:
        return False
    spans = set(_counted(key, [span for _, span in cues], plain))
    words = {cue for cue, span in cues if span in spans}
    return len({w for w in words if not any(w != o and w in o for o in words)}) > 1


def _matchable(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text that cues are matched on, and where the titles in 《》 lie in it."""
    if _lists_parts(text):
        sentences = _SENTENCE.findall(text)
        text = "".join(sentence for sentence in sentences if not _lists_parts(sentence))
    plain = _PUNCTUATION.sub("", text)
    pieces: list[str] = []
    titles: list[Span] = []
    length = last = 0
    for match in _TITLE.finditer(plain):
        pieces += [plain[last : match.start()], match.group(1)]
        length += match.start() - last
        titles.append((length, length + len(match.group(1))))
        length, last = length + len(match.group(1)), match.end()
    return "".join([*pieces, plain[last:]]).replace("《", "").replace("》", ""), tuple(titles)


def _lists_parts(text: str) -> bool:
    return len(set(_PARTS.findall(text))) >= _PARTS_LISTED
