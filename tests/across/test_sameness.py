"""A narrative that is last year's is told; formulas that every report has are not."""

from __future__ import annotations

import pytest

from indexer.home import Home
from indexer.model import Severity
from tests.across.kept import checks, of_year, only, put

LONG = (
    "镇里每周二由{n}名干部轮流到各村的公示栏前听取意见，把群众看不懂的条目当场记下，回来后逐条改写，"
    "再请原先提意见的人看过才换上，一年下来共改写了{m}条，其中低保与救助两类占了大半，并按《办法{n}》归档。"
)
OWN = (
    "入秋以后镇政府把旧档案室腾出一间给群众查阅，桌上放着目录和放大镜，由退休的老文书值守，"
    "来的人多是问宅基地和林权，问完还能坐下喝口水，年底统计时比原先的窗口热闹得多。"
)
PROBLEM = (
    "存在的问题：一是村级公示栏更换不及时，个别条目挂了{n}个月仍未取下；二是懂政策又会写的人手不足，"
    "解读材料多半照搬上级文字；三是网站栏目之间内容重复，群众查找起来不方便，意见也不少；四是年底集中补传的老毛病还没有改过来。"
)
PLAN = (
    "下一步，镇里将在{n}月前把公示栏改为定期轮换并指定到人，每季度检查一回；请县里的业务骨干来讲{n}次课，"
    "让各办公室轮流执笔；对网站栏目逐个清点，重复的合并，过时的下架，做到一事一处；年底补传的改为随到随传，由分管的同志看着。"
)


def passages(*texts: str, n: int = 3, five: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Passages of the narrative, then of section five."""
    slots = ("problems", "measures")
    own = [("overview.proactive", text.format(n=n, m=n * 7)) for text in texts]
    return own + [(slot, text.format(n=n)) for slot, text in zip(slots, five, strict=False)]


def varied(text: str, count: int) -> list[str]:
    """Texts of the same length that differ in a word that is no number."""
    return [f"{'东西南北中上下左'[place]}片区里，{text}" for place in range(count)]


def test_a_copied_narrative_is_told_with_its_share(home: Home) -> None:
    """Years, numbers and quotations may differ; the longest passages of both years are shown."""
    copied = varied(LONG, 4)
    put(home, of_year(2021, texts=passages(*copied)), of_year(2022, texts=passages(*copied, n=5)))
    finding = only(home)

    assert (finding.check, finding.severity) == ("same_as_last_year", Severity.WARNING)
    assert "100%" in finding.message
    assert "2021年报告" in finding.message
    first, second = finding.evidence[:2]
    assert (first.report or "").endswith("2022")
    assert (second.report or "").endswith("2021")
    assert first.quote != second.quote
    assert len(finding.evidence) == 6


def test_half_a_copied_narrative_is_silent(home: Home) -> None:
    """Standing duties are told in the same words every year."""
    last = [*varied(LONG, 3), *varied(PLAN, 3)]
    this = [*varied(LONG, 3), *varied(OWN, 3)]
    put(home, of_year(2021, texts=passages(*last)), of_year(2022, texts=passages(*this)))

    assert checks(home) == []


@pytest.mark.parametrize(
    ("five", "severity"),
    [((PROBLEM, PLAN), Severity.WARNING), ((PROBLEM, OWN), Severity.INFO)],
)
def test_copied_problems_are_told(home: Home, five: tuple[str, ...], severity: Severity) -> None:
    """Both parts of section five weigh more than one of them."""
    put(home, of_year(2021, texts=passages(*varied(LONG, 4), five=(PROBLEM, PLAN))))
    put(home, of_year(2022, texts=passages(*varied(OWN, 4), five=five, n=8)))
    finding = only(home)

    assert (finding.check, finding.severity) == ("same_as_last_year", severity)
    assert "存在问题" in finding.message
    assert ("改进措施" in finding.message) == (severity is Severity.WARNING)


def test_formulas_and_short_passages_are_silent(home: Home) -> None:
    """A preamble, a table's note, and sentences that anybody would write."""
    short = [("overview.management", f"{c}组加强培训，提高认识。") for c in "甲乙丙丁戊己庚辛" * 6]
    same = [("preamble", text.format(n=1, m=2)) for text in varied(LONG, 5)] + short
    put(home, of_year(2021, texts=same), of_year(2022, texts=same))

    assert checks(home) == []
