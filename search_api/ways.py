"""Which options go together: each way of seeing the hits has those that mean nothing beside it."""

from __future__ import annotations

from indexer.errors import WrongUsage
from search_api.options import Output, Paging, given
from search_api.view_options import COUNT, PAGE, ViewOptions

_WITHOUT = {
    PAGE: (),
    COUNT: ("--sort", "--limit", "--after", "--facets", "--context", "--jsonl", "--csv"),
}


def check_ways(paging: Paging, views: ViewOptions, output: Output) -> None:
    """Raises WrongUsage where options do not go together, or one has a value that means nothing."""
    way = views.way
    _ = output.form, views.side, views.seconds
    for option in (option for group in (paging, views, output) for option in given(group)):
        if option in _WITHOUT[way]:
            raise WrongUsage(f"--{way} 不能与 {option} 同用 (not together).", "请去掉一个。")
