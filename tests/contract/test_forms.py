"""A literal finds what a plain scan finds, in whichever form its characters are typed."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache

from indexer.text import fold, normal
from search_api.engines.base import Engine
from search_api.syntax import parse
from search_api.tree import Literal
from tests.contract.conftest import World
from tests.contract.test_engines import found, key
from tests.contract.trees import substring

LAYOUT = ("\n", "　", " \n　", "\u200b", "\t")
QUOTES = (("『", "』"), ("“", "”"), ('"', '"'), ("「", "」"), ("＂", "＂"))


@cache
def others() -> dict[str, list[str]]:
    """For each normal character, every other that is folded to it."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for code in (*range(0x21, 0x250), *range(0x2E80, 0xA000), *range(0xF900, 0x10000)):
        if len(normal(chr(code))) == 1 and fold(chr(code)) != chr(code):
            forms[fold(chr(code))].append(chr(code))
    return forms


def typed(rng: random.Random, text: str) -> str:
    """A normal text as somebody else would type it: width, case, script, layout inside."""
    pieces: list[str] = []
    for place, char in enumerate(text):
        pieces.append(rng.choice([*others().get(char, ()), char]))
        if normal(f"{char}\n{text[place + 1 : place + 2]}") == text[place : place + 2]:
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
