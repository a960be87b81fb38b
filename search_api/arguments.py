"""Which words of a command line are the query, which its options, and which name a command.

`search QUERY…` is the default: whatever is no command is searched, so `search 审查 -保密` works.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from indexer.errors import WrongUsage
from indexer.fields import BY_NAME
from search_api.notices import shown

QUERY = "query"
HELP = ("--help", "-h")
SYNTAX = "--syntax"
_FACETS = "--facets"
EVERY_FACET = "*"


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command with its arguments, or the help of the query or of its language."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a query, and the values of each option that was given, `""` for a flag."""

    words: tuple[str, ...]
    given: Mapping[str, tuple[str, ...]]


def facet_names(written: str) -> tuple[str, ...] | None:
    """The keys of the facets that a comma-separated text names, or None where it names others.

    >>> facet_names("年份,region"), facet_names("保密审查")
    (('year', 'region'), None)
    """
    found = [BY_NAME.get(name.strip()) for name in written.replace("，", ",").split(",")]
    keys = [field.key for field in found if field is not None and field.facet]
    return tuple(dict.fromkeys(keys)) if len(keys) == len(found) else None


def arrange(
    words: Sequence[str],
    commands: Collection[str],
    options: Mapping[str, bool],
    program: str = "search",
) -> Command | Query:
    """Sort the line of a program out. `options` are the query's, and whether each takes a value.

    A token with one dash belongs to the query, but for -h. After `--` everything does. Nothing at
    all asks for help. Raises WrongUsage for an unknown option, naming the nearest one.
    """
    first = next(_positions(words, options), None)
    if first is not None and words[first] in commands:
        return Command(words[first], (*words[first + 1 :], *words[:first]))
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    query: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word == "--":
            query += words[place:]
            break
        if word in HELP:
            return Command(QUERY, HELP[:1])
        if word == SYNTAX:
            return Command(SYNTAX, ())
        if not word.startswith("--"):
            query.append(word)
            continue
        name, mark, value = word.partition("=")
        if name not in options:
            raise _unknown(word, name, options, program)
        if name == _FACETS and not mark:
            value = EVERY_FACET
            if place < len(words) and facet_names(words[place]):
                value = words[place]
                place += 1
        elif options[name] and not mark:
            if place == len(words):
                raise WrongUsage(f"{name} 后面要有值 (needs a value).", f"例如 {name}=…")
            value = words[place]
            place += 1
        elif mark and not options[name]:
            raise WrongUsage(f"{name} 不带值 (takes no value).", f"请只写 {name}。")
        chosen[name].append(value)
    if not words:
        return Command(QUERY, HELP[:1])
    return Query(tuple(query), {name: tuple(values) for name, values in chosen.items()})


def _positions(given: Sequence[str], options: Mapping[str, bool]) -> Iterator[int]:
    """The places of the tokens that are neither options nor their values."""
    place = 0
    while place < len(given):
        word = given[place]
        if word == "--":
            return
        if word.startswith("--"):
            place += 1 + (options.get(word, False) and word != _FACETS)
        else:
            yield place
            place += 1


def _unknown(word: str, name: str, options: Mapping[str, bool], program: str) -> WrongUsage:
    # The dashes alone would make all options alike.
    bare = {option.lstrip("-"): option for option in options}
    near = [bare[word] for word in get_close_matches(name.lstrip("-"), bare, n=1, cutoff=0.5)]
    hint = (
        f"最接近的是 {near[0]} (did you mean it)。" if near else f"可用 {program} --help 查看选项。"
    )
    return WrongUsage(
        f"没有 {shown(name)} 这个选项 (no such option).",
        f"{hint}若要查找这几个字：{program} -- {shown(word)}",
    )
