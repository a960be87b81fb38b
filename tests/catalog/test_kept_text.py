"""Text of any kind is kept alike by every database, and ordered alike."""

from __future__ import annotations

from dataclasses import replace

from indexer.catalog.read import open_catalog
from indexer.document import Document
from indexer.home import Home
from indexer.model import Evidence
from tests.catalog.telling import flow, put, read_report

UNKEPT = "甲\x00乙\ud800丙\udfff"
KEPT = "甲\N{REPLACEMENT CHARACTER}乙\N{REPLACEMENT CHARACTER}丙\N{REPLACEMENT CHARACTER}"


def test_what_no_database_keeps_is_replaced_one_for_one(home: Home) -> None:
    """In text, in JSON, and in what is looked for; characters beyond the first plane stay."""
    made = read_report(figures=flow("4"))
    identity = replace(
        made.identity, name_in_report=UNKEPT, evidence=(Evidence("text", f"{UNKEPT}𠮷"),)
    )
    text = f"{UNKEPT}𠮷。"
    passages = (replace(made.passages[0], text=text),)
    document = Document("txt", text, ())
    put(home, replace(made, identity=identity, document=document, passages=passages))
    with open_catalog(home) as catalog:
        (row,) = catalog.current()
        (passage,) = catalog.passages_of(row.version)

        assert passage.text == f"{KEPT}𠮷。"
        assert catalog.document_text(row.version) == f"{KEPT}𠮷。"
        assert len(KEPT) == len(UNKEPT)
        assert row.evidence[0].quote == f"{KEPT}𠮷"
        assert [found.id for found in catalog.find(agency=UNKEPT)] == [made.id]
        assert catalog.find(agency="无\x00") == []


def test_lists_are_ordered_by_code_points(home: Home) -> None:
    """Not by the rules of the language that the database was made for."""
    names = ["甲局", "乙局", "丙局", "阿局", "ａ局", "B局", "a局", "Ａ局", "_局", "-局", "éa局"]
    odd = read_report(figures=flow("4"))
    put(
        home,
        *(
            replace(
                odd,
                id=f"x-0000000{n:x}-own-2020",
                identity=replace(odd.identity, agency=name, name_in_report=name),
                source=replace(odd.source, path=f"/{name}.txt", sha256=f"{n:064}"),
            )
            for n, name in enumerate(names)
        ),
    )
    with open_catalog(home) as catalog:
        normal = [row.agency_normal for row in catalog.current()]
        listed = [row.agency_normal for row in catalog.listed({}, "agency", None, 99)]

        assert normal == listed == sorted(normal)
        assert len(catalog.find(agency="b局")) == 1


def test_values_of_any_length_are_kept(home: Home) -> None:
    """Names, units and sums that no form has ever had."""
    long = "长" * 5_000
    made = read_report(figures=flow("9" * 3_000))
    identity = replace(made.identity, name_in_report=long, agency=long)
    given = replace(made.source.given, retrieved=long, publisher=long)
    put(home, replace(made, identity=identity, source=replace(made.source, given=given)))
    with open_catalog(home) as catalog:
        (row,) = catalog.current()

        assert (row.agency, row.retrieved) == (long, long)


def test_twenty_thousand_are_asked_for_at_once(home: Home) -> None:
    """Whether or not they are there."""
    put(home, read_report(figures=flow("4")))
    with open_catalog(home) as catalog:
        (row,) = catalog.current()
        asked = range(row.version, row.version + 20_000)

        assert list(catalog.reports(asked)) == [row.version]
        assert list(catalog.heads(asked)) == [row.version]
        assert len(catalog.passages([(version, 1) for version in asked])) == 1
        assert sum(map(len, catalog.figures(asked).values())) == 4
