"""What asks for characters finds what a plain scan finds, in whichever form they are typed."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

import pytest

from indexer.text import fold, normal
from search_api.engines.base import Engine
from search_api.syntax import parse
from search_api.tree import Literal, Near, Pattern
from tests.contract.conftest import World
from tests.contract.test_engines import found, key
from tests.contract.trees import near, substring

LAYOUT = ("\n", "　", " \n　", "\u200b", "\t")
HAN = re.compile("[\u4e00-\u9fff]{3,}")
GAPS = {"?": ".", "*": "[^。!?;]*", "??": "..", "?*": ".[^。!?;]*"}
QUOTES = (("『", "』"), ("“", "”"), ('"', '"'), ("「", "」"), ("＂", "＂"))


@cache
def others() -> dict[str, list[str]]:
    """For each normal character, every other that is folded to it."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for code in (*range(0x21, 0x250), *range(0x2E80, 0xA000), *range(0xF900, 0x10000)):
        if len(normal(chr(code))) == 1 and fold(chr(code)) != chr(code):
            forms[fold(chr(code))].append(chr(code))
    return forms


def typed(rng: random.Random, text: str, layout: bool = True) -> str:
    """A normal text as somebody else would type it: width, case, script, layout inside."""
    pieces: list[str] = []
    for place, char in enumerate(text):
        pieces.append(rng.choice([*others().get(char, ()), char]))
        if layout and normal(f"{char}\n{text[place + 1 : place + 2]}") == text[place : place + 2]:
            pieces += rng.choice((*LAYOUT, "", "", "")) if place + 1 < len(text) else ""
    return "".join(pieces)


def test_a_literal_is_found_in_any_form(world: World, engine: Engine) -> None:
    """In quotes of any kind, or with the whole query one literal."""
    rng = random.Random(world.seed)
    for _ in range(120):
        wanted = normal(substring(rng, world.passages))
        if not wanted:
            continue
        form = typed(rng, wanted)
        opener, closer = rng.choice(QUOTES)
        scan = {key(passage) for passage in world.passages if wanted in passage.entry.text}

        assert parse(form, literal=True).node == Literal(wanted), form
        if not set(fold(opener + closer)) & set(wanted):
            assert parse(f"{opener}{form}{closer}").node == Literal(wanted), form
        assert found(engine, world.request(Literal(wanted))) == scan, form


def scanned(world: World, wanted: str) -> set[tuple[int, int]]:
    """The passages in which a regular expression finds something."""
    sought = re.compile(wanted, re.DOTALL)
    return {key(passage) for passage in world.passages if sought.search(passage.entry.text)}


@pytest.mark.slow
def test_near_is_found_in_any_form(world: World, engine: Engine) -> None:
    """Each text in quotes of any kind, the signs between them full width or not."""
    rng = random.Random(world.seed)
    for _ in range(80):
        drawn = near(rng, world.passages)
        texts, distance = (normal(drawn.first), normal(drawn.second)), drawn.distance
        opener, closer = rng.choice(QUOTES)
        if not all(texts) or set(fold(opener + closer)) & set("".join(texts)):
            continue
        one, other = (f"{opener}{typed(rng, text)}{closer}" for text in texts)
        comma, (left, right) = rng.choice(",，、"), rng.choice(("()", "（）"))
        query = (
            f"{rng.choice(('NEAR', 'ＮＥＡＲ'))}{left}{one}{comma} {other}{comma}{distance}{right}"
        )
        first, second = map(re.escape, texts)
        between = f".{{0,{distance}}}"
        scan = scanned(world, f"{first}{between}{second}|{second}{between}{first}")

        assert parse(query).node == Near(*texts, distance), query
        assert found(engine, world.request(parse(query).node)) == scan, query


@pytest.mark.slow
def test_a_pattern_is_found_in_any_form(world: World, engine: Engine) -> None:
    """Its characters in any form; its signs are what an ASCII keyboard types."""
    rng = random.Random(world.seed)
    runs = [run for held in world.passages for run in HAN.findall(held.entry.text)]
    for _ in range(80):
        text, gap = rng.choice(runs), rng.choice(tuple(GAPS))
        start = rng.randrange(1, len(text) - 1)
        pieces = text[:start], text[start + rng.choice((0, 1)) :]
        if rng.random() < 0.3:
            pieces = pieces[0], rng.choice(runs)[:2]
        query = gap.join(typed(rng, piece, layout=False) for piece in pieces)
        scan = scanned(world, f"{pieces[0]}{GAPS[gap]}{pieces[1]}")

        assert parse(query).node == Pattern(pieces, (gap,)), query
        assert found(engine, world.request(parse(query).node)) == scan, query
