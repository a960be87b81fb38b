"""An answer as bytes, so that whoever receives it need not trust who sent it.

A child has read hostile bytes, and whatever it sends is such bytes as well. So an answer is JSON,
and becomes a Read only where every value has the type that the model states; nothing else is made
of it, as unpickling would.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from indexer.document import Document, PageHead, Refusal
from indexer.model import Report, Source
from indexer.reading.report import Read

# Each value takes some 60 bytes here and as few as 3 there.
_MOST_VALUES = 3_000_000
_SAFE_INTEGER = 1 << 53
_MOST_DIGITS = 100
_KINDS: dict[str, Any] = {"report": Report, "refusal": Refusal}

T = TypeVar("T")
Decode = Callable[[Any], Any]


class Garbled(ValueError):
    """What was received is no answer."""


def encode(read: Read) -> bytes:
    """A report or a refusal as bytes: the document's blocks and the source's place left out."""
    if isinstance(read, Refusal):
        return _dumped(["refusal", read])
    source = Source("", "", 0, read.source.format)
    return _dumped(["report", replace(read, source=source)])


def decode(body: bytes, source: Source) -> Read:
    """What `encode` made, of the file that was sent. Raises Garbled for anything else.

    The document has its text and no blocks, as the catalog keeps none.
    """
    try:
        kind, value = loaded(body)
        read = decoder(_KINDS[kind])(value)
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


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> object:
    if isinstance(value, Document):
        return [value.format, value.text, value.head]
    kind: Any = type(value)
    if is_dataclass(value):
        return [getattr(value, name) for name in _names(kind)]
    return dict(value) if isinstance(value, Mapping) else str(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# -- types → what makes their values, or raises ------------------------------------------------


@cache
def decoder(hint: Any) -> Decode:
    """What makes a value of this type of its JSON, or raises Garbled."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, of = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (kind,) = (one for one in of if one is not NoneType)
        return _optional(decoder(kind))
    if origin is tuple:
        return _any_number(decoder(of[0])) if of[1:] == (...,) else _so_many(of)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(decoder(of[1]))
    if issubclass(hint, StrEnum):
        return _member(hint)
    return _made(hint)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Garbled("no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not -_SAFE_INTEGER < value < _SAFE_INTEGER:
        raise Garbled("no number")
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise Garbled("neither true nor false")
    return value


def _decimal(value: Any) -> Decimal:
    if len(_text(value)) > _MOST_DIGITS:
        raise Garbled("a long figure")
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise Garbled("no figure")
    return number


def _optional(decode: Decode) -> Decode:
    return lambda value: None if value is None else decode(value)


def _any_number(decode: Decode) -> Decode:
    def made(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise Garbled("no list")
        return tuple([decode(one) for one in value])

    return made


def _so_many(of: tuple[Any, ...]) -> Decode:
    decoders = tuple(decoder(one) for one in of)

    def made(value: Any) -> tuple[Any, ...]:
        return tuple([decode(one) for decode, one in zip(decoders, value, strict=True)])

    return made


def _mapping(decode: Decode) -> Decode:
    def made(value: Any) -> Mapping[str, Any]:
        if type(value) is not dict:
            raise Garbled("no mapping")
        return MappingProxyType({key: decode(one) for key, one in value.items()})

    return made


def _member(kind: type[StrEnum]) -> Decode:
    members = {member.value: member for member in kind}
    return lambda value: members[value]


def _made(kind: type) -> Decode:
    hints = get_type_hints(kind)
    decoders = tuple(decoder(hints[field.name]) for field in fields(kind))

    def made(value: Any) -> Any:
        if type(value) is not list:
            raise Garbled(f"no {kind.__name__}")
        return kind(*[decode(one) for decode, one in zip(decoders, value, strict=True)])

    return made


def _document(value: Any) -> Document:
    format, text, head = value
    return Document(_text(format), _text(text), (), head=decoder(PageHead)(head))


_SIMPLE: dict[Any, Decode] = {
    str: _text,
    int: _whole,
    bool: _truth,
    Decimal: _decimal,
    Document: _document,
}
