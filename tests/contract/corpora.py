"""Small corpora for the contract: random reports in which every field takes several values."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from indexer.document import Locator
from indexer.model import Aspect, Figure, Kind, Level, Passage, Published, Report, Scope, Status
from indexer.text import normal
from tests.make import figure, report

PIECES = (
    "保密",
    "审查",
    "保密审查",
    "先审查、后公开",
    "政府信息",
    "公开",
    "信息公开",
    "不",
    "未收到",
    "培训",
    "開展",
    "ＩＰｖ６",
    "open data",
    "資訊公開審查",
    "保密\n　審查",
    "2020",
    "20",
    "15件",
    "，",
    "。",
    "；",
    "！",
    "？",
    "!",
    "一",
    "一一一",
    "“标准化”",
    "《办法》",
    "鄌郚镇",
    "\n",
    "　",
    " ",
    "Open  Data",
    "*",
    "?",
    '"',
    "𠮷",
    "𠮷𠮷",
    "é\u0301",
    "\u200b",
    "\ue000",  # what an index might keep for itself
    "\ufdd0",
    "\ufffe",
    "\U0010ffff",
)
SLOTS = ("overview", "overview.proactive", "overview.on_request", "problems", "other", "other.fee")
TOPICS = ("secrecy_review", "staff_training", "new_media", "fees")
# From the province down: (column, name, code). 市辖区 has a code and is no place.
PLACES = (
    (
        ("province", "溟州省", "99"),
        ("prefecture", "霁川市", "9901"),
        ("county", "林峪县", "990121"),
    ),
    (("province", "溟州省", "99"), ("prefecture", "霁川市", "9901")),
    (("province", "溟州省", "99"), ("county", "青芷县", "990221")),
    (("province", "澜州省", "98"), ("prefecture", "青芷市", "9801")),
    (),
)
FIGURE_KEYS = (
    "t3.new_received.total",
    "t2.licensing.decisions",
    "t2.fees.amount_10k_yuan",
    "d.rate.denied",
    "n.training",
)
VALUES = ("0", "1", "7", "7.5", "0.000001", "-3", "33.333333", "9223372036854.775807", "1e20")
AGENCIES = ("林峪县人民政府", "霁川市司法局", "青芷市林峪镇人民政府", "溟州省水利厅")


def text(rng: random.Random) -> str:
    """A passage made of pieces, with layout, width forms and punctuation among them."""
    made = "".join(rng.choices(PIECES, k=rng.randint(1, 12))).strip()
    return made if normal(made) else "公开"


def figures(rng: random.Random) -> dict[str, Figure]:
    """Some of the figures, with values of every size, or without one."""
    made = {}
    for key in rng.sample(FIGURE_KEYS, k=rng.randint(0, len(FIGURE_KEYS))):
        value = rng.choice((None, *VALUES))
        valued = (Status.REPORTED, Status.RECOVERED, Status.DERIVED)
        without = (Status.BLANK, Status.MISSING, Status.NOT_IN_FORM, Status.DERIVED)
        made[key] = figure(key, value, rng.choice(valued if value else without))
    return made


def random_report(rng: random.Random, number: int) -> tuple[Report, Mapping[str, str]]:
    """A report and the codes of its places by name."""
    chain = rng.choice(PLACES)
    agency, year = rng.choice(AGENCIES), rng.randint(2017, 2022)
    texts = [text(rng) for _ in range(rng.randint(1, 6))]
    base = report(texts, path=f"/reports/{number}.txt", agency=agency, year=year)
    names = {column: name for column, name, _ in chain}
    published = rng.choice((None, f"{year + 1}-01-20", f"{year + 1}-03-31"))
    identity = replace(
        base.identity,
        province=names.get("province"),
        prefecture=names.get("prefecture"),
        county=names.get("county"),
        township=None,
        code=chain[-1][2] if chain else None,
        level=rng.choice((Level.COUNTY, Level.PREFECTURE, Level.TOWNSHIP)),
        kind=rng.choice((Kind.DEPARTMENT, Kind.GOVERNMENT, Kind.TOWNSHIP)),
        scope=rng.choice((Scope.OWN, Scope.AGGREGATE)),
        published=Published(published, "given") if published else None,
    )
    passages = tuple(
        Passage(
            slot=rng.choice(SLOTS),
            aspect=rng.choice((Aspect.PROBLEM, Aspect.MEASURE, Aspect.ACCOUNT)),
            text=passage.text,
            locator=Locator(passage.locator.spans),
            topics=tuple(sorted(rng.sample(TOPICS, k=rng.randint(0, 2)))),
        )
        for passage in base.passages
    )
    made = replace(
        base,
        id=f"{identity.code or 'x'}-{number:08x}-own-{year}",
        identity=identity,
        passages=passages,
        forms={"t2": rng.choice(("2019", "2021", None)), "t3": rng.choice(("2019", "2021"))},
        findings=base.findings if rng.random() < 0.5 else (),
        figures=figures(random.Random(f"{number} {year}")),
    )
    return made, {name: code for _, name, code in chain}
