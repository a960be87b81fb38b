"""Which options go together: each way of seeing the hits has those that mean nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.errors import WrongUsage
from search_api.options import Output, Paging, given
from search_api.view_options import AGENCY, COUNT, KWIC, PAGE, SAMPLE, ViewOptions

KWIC_SORTS = ("left", "right")
_WITHOUT = {
    PAGE: (),
    COUNT: ("--sort", "--limit", "--after", "--facets", "--context", "--jsonl", "--csv"),
    KWIC: ("--after", "--facets", "--group"),
    SAMPLE: ("--sort", "--limit", "--after", "--facets"),
}


def check_ways(paging: Paging, views: ViewOptions, output: Output) -> None:
    """Raises WrongUsage where options do not go together, or one has a value that means nothing."""
    way = views.way
    _ = output.form, views.side, views.seconds
    for option in (option for group in (paging, views, output) for option in given(group)):
        if option in _WITHOUT[way]:
            raise WrongUsage(f"--{way} 不能与 {option} 同用 (not together).", "请去掉一个。")
    for needed, option in _needs(paging, views):
        if way != needed:
            raise WrongUsage(f"{option} 须与 --{needed} 同用 (needs --{needed}).", "请加上或去掉。")


def _needs(paging: Paging, views: ViewOptions) -> Iterator[tuple[str, Any]]:
    """Each option that needs a way, after that way."""
    if views.seed is not None:
        yield SAMPLE, "--seed"
    if views.by:
        yield SAMPLE, "--by"
    if paging.group == AGENCY:
        yield SAMPLE, f"--group {AGENCY}"
    if paging.sort in KWIC_SORTS:
        yield KWIC, f"--sort {paging.sort}"
