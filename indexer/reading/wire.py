"""An answer as bytes, so that whoever receives it need not trust who sent it.

A child has read hostile bytes, and whatever it sends is such bytes as well. So an answer is JSON,
and becomes a Read only where every value has the type that the model states; nothing else is made
of it, as unpickling would. Values of one type are sent, and looked at, together: a report has some
thousand, and to ask each for its type took most of the time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from types import MappingProxyType, NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from indexer.document import Document, PageHead, Refusal
from indexer.model import Report, Source
from indexer.reading.report import Read

# Each value takes some 60 bytes here and as few as 3 there.
_MOST_VALUES = 3_000_000
_SAFE_INTEGER = 1 << 53
_MOST_DIGITS = 100
_KINDS: dict[str, Any] = {"report": Report, "refusal": Refusal}


class Garbled(ValueError):
    """What was received is no answer."""


def encode(read: Read) -> bytes:
    """A report or a refusal as bytes: the document's blocks and the source's place left out."""
    if isinstance(read, Refusal):
        return _dumped("refusal", read)
    source = Source("", "", 0, read.source.format)
    return _dumped("report", replace(read, source=source))


def _dumped(kind: str, read: Read) -> bytes:
    answer = [kind, column(_KINDS[kind]).sent([read])]
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def decode(body: bytes, source: Source) -> Read:
    """What `encode` made, of the file that was sent. Raises Garbled for anything else.

    The document has its text and no blocks, as the catalog keeps none.
    """
    try:
        kind, value = loaded(body)
        (read,) = column(_KINDS[kind]).made(value)
    except Exception as error:  # whatever it raises, it may cost no more than this file
        raise Garbled(f"{type(error).__name__}: {error}"[:200]) from error
    if isinstance(read, Refusal):
        return read
    assert isinstance(read, Report)
    return replace(read, source=replace(source, format=read.source.format))


def loaded(body: bytes) -> Any:
    """The JSON, of a size and with characters that can be kept. Raises ValueError."""
    if sum(map(body.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise Garbled("too many values")
    text = body.decode()
    value = json.loads(text)
    if "\\ud" in text or "\\uD" in text:  # half a character, as no text that was read has one
        json.dumps(value, ensure_ascii=False).encode()
    return value


# -- types → how many values of one type are sent, and what makes them again, or raises -----------


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one type: `sent` gives their JSON, `made` the values of a JSON, or raises."""

    sent: Callable[[Sequence[Any]], Any]
    made: Callable[[Any], Sequence[Any]]


@cache
def column(hint: Any) -> Column:
    """How values of this type are sent, all of them together."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, of = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (kind,) = (one for one in of if one is not NoneType)
        return _optional(column(kind))
    if origin is tuple:
        return _any_number(column(of[0])) if of[1:] == (...,) else _so_many(of)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(column(of[1]))
    if issubclass(hint, StrEnum):
        return _member(hint)
    return _record(hint, _fields(hint))


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise Garbled("no list")
    return value


def _of(kind: type) -> Column:
    def made(value: Any) -> Sequence[Any]:
        values = _list(value)
        if not set(map(type, values)) <= {kind}:
            raise Garbled(f"no {kind.__name__}")
        return values

    return Column(list, made)


_TEXTS, _NUMBERS, _TRUTHS = _of(str), _of(int), _of(bool)


def _whole(value: Any) -> Sequence[int]:
    numbers = _NUMBERS.made(value)
    if numbers and not -_SAFE_INTEGER < min(numbers) <= max(numbers) < _SAFE_INTEGER:
        raise Garbled("a long number")
    return numbers


def _decimals(value: Any) -> Sequence[Decimal]:
    return [_decimal(text) for text in _TEXTS.made(value)]


def _decimal(text: str) -> Decimal:
    if len(text) > _MOST_DIGITS:
        raise Garbled("a long figure")
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise Garbled("no figure")
    return number


def _optional(column: Column) -> Column:
    """Which of the values are there, and those."""

    def sent(values: Sequence[Any]) -> Any:
        there = [value is not None for value in values]
        return [there, column.sent([value for value in values if value is not None])]

    def made(value: Any) -> Sequence[Any]:
        flags, some = _list(value)
        there = _TRUTHS.made(flags)
        values = _exactly(sum(there), column.made(some))
        if all(there):
            return values
        rest = iter(values)
        return [next(rest) if one else None for one in there]

    return Column(sent, made)


def _any_number(column: Column) -> Column:
    """How long each tuple is, and what is in them all."""

    def sent(values: Sequence[Any]) -> Any:
        return [list(map(len, values)), column.sent(list(chain.from_iterable(values)))]

    def made(value: Any) -> Sequence[Any]:
        lengths, inside = _list(value)
        return _cut(lengths, column.made(inside))

    return Column(sent, made)


def _cut(lengths: Any, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    numbers = _whole(lengths)
    if numbers and min(numbers) < 0:
        raise Garbled("a length below 0")
    rest = iter(_exactly(sum(numbers), values))
    return [tuple(islice(rest, number)) for number in numbers]


def _exactly(number: int, values: Sequence[Any]) -> Sequence[Any]:
    if len(values) != number:
        raise Garbled(f"{len(values)} values for {number}")
    return values


def _so_many(of: tuple[Any, ...]) -> Column:
    columns = tuple(map(column, of))

    def sent(values: Sequence[Any]) -> Any:
        return [one.sent([value[n] for value in values]) for n, one in enumerate(columns)]

    def made(value: Any) -> Sequence[Any]:
        parts = [one.made(part) for one, part in zip(columns, _list(value), strict=True)]
        return list(zip(*parts, strict=True))

    return Column(sent, made)


def _mapping(column: Column) -> Column:
    """How many keys each has, and all keys and what they stand for."""

    def sent(values: Sequence[Any]) -> Any:
        inside = [one for value in values for one in value.values()]
        return [list(map(len, values)), list(chain.from_iterable(values)), column.sent(inside)]

    def made(value: Any) -> Sequence[Any]:
        lengths, keys, inside = _list(value)
        pairs = list(zip(_TEXTS.made(keys), column.made(inside), strict=True))
        return [MappingProxyType(dict(some)) for some in _cut(lengths, pairs)]

    return Column(sent, made)


def _member(kind: type[StrEnum]) -> Column:
    members = {member.value: member for member in kind}
    return Column(list, lambda value: [members[one] for one in _list(value)])


def _fields(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _record(make: Callable[..., Any], parts: Mapping[str, Any]) -> Column:
    """One column for each part that is sent."""
    columns = {name: column(hint) for name, hint in parts.items()}

    def sent(values: Sequence[Any]) -> Any:
        return [one.sent(list(map(attrgetter(name), values))) for name, one in columns.items()]

    def made(value: Any) -> Sequence[Any]:
        both = zip(columns.values(), _list(value), strict=True)
        rows = zip(*[one.made(part) for one, part in both], strict=True)
        return [make(*row) for row in rows]

    return Column(sent, made)


def _document(format: str, text: str, head: PageHead) -> Document:
    return Document(format, text, (), head=head)


_SIMPLE: dict[Any, Column] = {
    str: _TEXTS,
    int: Column(list, _whole),
    bool: _TRUTHS,
    Decimal: Column(lambda values: list(map(str, values)), _decimals),
}
_SIMPLE[Document] = _record(_document, {"format": str, "text": str, "head": PageHead})
