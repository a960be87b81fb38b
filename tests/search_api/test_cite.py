"""Citations name what is known, for good, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.catalog.read import Catalog
from indexer.labels import SPECIMEN_MARK
from search_api.cite import cite

TODAY = date(2026, 11, 21)


def test_a_report_with_a_url(catalog: Catalog) -> None:
    """[R/OL] with the access date that came with the file; no publication date, none cited."""
    (row,) = catalog.find(agency="青芷镇", year=2021)
    cited = cite(row, today=TODAY)

    assert cited.gbt7714 == (
        f"林峪县青芷镇人民政府. 林峪县青芷镇人民政府2021年政府信息公开工作年度报告[R/OL]."
        f" [2022-02-03]. https://example.invalid/a?b=1&c=2. 永久编号: {row.id}."
    )
    assert cited.id == row.id


def test_a_passage_of_a_specimen(catalog: Catalog) -> None:
    """Its section and number, its id, and the mark; without a URL no access date."""
    (row,) = catalog.find(year=2020)
    (passage,) = catalog.passages([(row.version, 2)]).values()
    cited = cite(row, passage, today=TODAY)

    assert cited.gbt7714 == (
        f"{SPECIMEN_MARK}林峪县青芷镇人民政府. "
        "林峪县青芷镇人民政府2020年政府信息公开工作年度报告[R]."
        f" (2021-01-20). 部分“主动公开”，段 p2. 永久编号: {row.id}#p2."
    )
    assert SPECIMEN_MARK in cited.bibtex
    assert cited.id == f"{row.id}#p2"


def test_bibtex_is_balanced_and_escaped(catalog: Catalog) -> None:
    """Whatever stands in a title or an address."""
    (row,) = catalog.find(agency="青芷镇", year=2021)
    odd = replace(row, title="100% {甲}_乙\\丙\n丁 & $x$ #1", url="https://e.invalid/{a}\\b c")
    bibtex = cite(odd, today=TODAY).bibtex

    assert bibtex.startswith(f"@techreport{{{row.id},\n")
    assert bibtex.endswith("\n}")
    assert r"100\% \{甲\}\_乙\textbackslash{}丙 丁 \& \$x\$ \#1" in bibtex
    assert "https://e.invalid/%7Ba%7D%5Cb%20c" in bibtex
    assert "urldate = {2022-02-03}" in bibtex
    unescaped = bibtex.replace(r"\{", "").replace(r"\}", "")
    assert unescaped.count("{") == unescaped.count("}")


def test_a_passage_has_a_key_of_its_own(catalog: Catalog) -> None:
    """Made of letters, digits and hyphens."""
    (row,) = catalog.find(year=2020)
    (passage,) = catalog.passages([(row.version, 2)]).values()

    assert cite(row, passage, today=TODAY).bibtex.startswith(f"@techreport{{{row.id}-p2,\n")
    assert "date = {2021-01-20}" in cite(row, passage, today=TODAY).bibtex
