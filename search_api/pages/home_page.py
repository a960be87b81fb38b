"""The first page: the box, what the home holds, and ways in."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from indexer.labels import ASPECTS
from search_api.holdings import HOLDINGS
from search_api.pages.canonical import PageRoute
from search_api.pages.rendering import page
from search_api.service.service import service_of
from search_api.syntax_help import CONSTRUCTS
from search_api.values import topics

router = APIRouter(route_class=PageRoute, include_in_schema=False)
# Queries that show what can be asked, with what they ask for in Chinese and English.
EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("保密审查", "含这个词，逐字的在前", "a word, literal finds first"),
    ("“保密审查”", "一字不差", "exactly these characters"),
    ("~“先审查后公开”", "不计标点", "whatever the punctuation"),
    ("解读 部分:问题", "问题部分谈到解读的", "explaining policies, among the problems"),
    ("保密*审查", "同一句里先保密后审查", "one before the other in a sentence"),
    ("-报告(保密审查)", "通篇未提保密审查的报告", "reports that never mention it"),
    ("新收申请>0 不予公开", "有申请、谈到不予公开", "refusals, where requests came in"),
    ("复议:空白", "复议一栏空着的报告", "reports that leave reviews blank"),
)


@router.get("/")
def home_page(request: Request) -> Response:
    """The page."""
    with service_of(request).session() as session:
        return page(
            request,
            "home.html",
            session.catalog,
            holdings=HOLDINGS.of(session.catalog),
            examples=EXAMPLES,
            constructs=CONSTRUCTS,
            topics=topics(),
            aspects={key: label for key, label in ASPECTS.items() if key != "other"},
        )
