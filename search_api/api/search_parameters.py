"""What may be asked of a search: the options of the command, as parameters."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from indexer.fields import FIELDS
from search_api.api.formats import Excel, Form
from search_api.api.parameters import FilterParameters
from search_api.options import Output, Paging
from search_api.question import Question
from search_api.service.problems import Refused, problem
from search_api.service.service import service_of
from search_api.view_options import ViewOptions
from search_api.ways import check_ways

_LEAST_TIME = 0.000_001
# How much of a concordance or sample an answer may hold: JSON is made as a whole, rows are not.
MOST_HELD, MOST_ROWS = 10_000, 100_000
Words = Annotated[str, Query(description="检索式，写法见 search --syntax (the query)")]
Exact = Annotated[bool, Query(description="整个查询作为原文查找 (one literal)")]
Order = Annotated[str, Query(description="次序：score、newest、oldest、agency (order)")]
After = Annotated[str | None, Query(description="接着上一页的 next (where a page begins)")]
Context = Annotated[
    str | None, Query(description="命中处前后各 N 字，或 passage 全段 (characters around a match)")
]
Timeout = Annotated[
    str | None, Query(description="查找限时，秒；不超过服务所定 (time limit in seconds)")
]
_FACETS = "、".join(f"{field.key} {field.label}" for field in FIELDS if field.facet)
Names = Annotated[tuple[str, ...], Query(max_length=50)]
Facets = Annotated[
    Names, Query(description=f"分类计数，用逗号分开，* 为全部 (counts by field)：{_FACETS}")
]


class QueryParameters(FilterParameters):
    """What is looked for, and how long."""

    q: Words = ""
    exact: Exact = False
    timeout: Timeout = None


class SearchParameters(QueryParameters):
    """What is looked for, and what of it is shown."""

    sort: Annotated[
        str,
        Query(description="次序：score、newest、oldest、agency；kwic 另有 left、right (order)"),
    ] = "score"
    limit: Annotated[
        int | None, Query(description="每页多少，默认 10，kwic 默认 100 (hits on a page)")
    ] = None
    after: After = None
    group: Annotated[
        str | None,
        Query(description="按 passage 段落或 report 报告，抽样另有 agency 机关 (unit)"),
    ] = None
    facets: Facets = ()
    context: Context = None
    kwic: Annotated[bool, Query(description="每处命中一行，上下文对齐 (keyword in context)")] = (
        False
    )
    count: Annotated[bool, Query(description="只要总数 (only the total)")] = False
    sample: Annotated[int | None, Query(description="随机抽取 N 个，不放回 (drawn at random)")] = (
        None
    )
    seed: Annotated[
        int | None, Query(description="抽样的种子，同一种子同一样本 (same seed, same sample)")
    ] = None
    by: Annotated[Names, Query(description="分层抽样，每层 N 个，如 year,level (strata)")] = ()
    excel: Excel = False

    def question(self, form: Form) -> Question:
        """The same as options of the command.

        Raises WrongUsage where they do not go together, or one means nothing.
        """
        paging = Paging(
            self.exact, self.sort, self.limit, self.after, self.group, [*self.facets] or None
        )
        views = ViewOptions(
            self.context,
            self.kwic,
            self.count,
            self.sample,
            self.seed,
            [*self.by] or None,
            self.timeout,
        )
        rows = Output(as_csv=form is Form.CSV, as_jsonl=form is Form.NDJSON, excel=self.excel)
        check_ways(paging, views, rows)
        return Question(self.q, self.filters(), paging, views)


def check_length(request: Request) -> None:
    """Raises Refused where a parameter is longer than the service reads."""
    longest = service_of(request).settings.longest_query
    for name, value in request.query_params.multi_items():
        if len(value) > longest:
            detail = f"{name[:40]} 有 {len(value)} 字，最多 {longest} 字 (characters)。"
            raise Refused(problem("too_large", detail))


def check_size(name: str, wanted: int | None, most: int) -> None:
    """Raises Refused where more is asked for than is given at once."""
    if wanted is not None and wanted > most:
        raise Refused(problem("too_large", f"{name}={wanted} 太大，最多 {most} (at most)。"))


def most_of(form: Form) -> int:
    """How many lines of a concordance, or units of a sample, an answer in that form may have."""
    return MOST_HELD if form is Form.JSON else MOST_ROWS


def check_drawn(drawn: int, form: Form) -> None:
    """Raises Refused where the strata of a sample have more together than is given at once."""
    most = most_of(form)
    if drawn > most:
        rows = f"，或用 .ndjson、.csv（最多 {MOST_ROWS}）" if form is Form.JSON else ""
        detail = f"各层共抽 {drawn}，最多 {most} (strata together)。请减小 sample{rows}。"
        raise Refused(problem("too_large", detail))


def bounded(question: Question, most: float, started: float) -> Question:
    """The question with the time that is left of what it may take, waiting included.

    `most` seconds are what the service allows, `started` is a value of time.monotonic().
    """
    asked = question.views.seconds
    whole = most if asked is None else min(asked, most)
    left = max(_LEAST_TIME, whole - (time.monotonic() - started))
    return replace(question, views=replace(question.views, timeout=f"{left:.6f}"))
