"""Files whose tables are known come out as they are known."""

import json
from pathlib import Path

import pytest

from indexer.document import Table
from tests.readers.helpers import badly_covered, cells_hold, document, paragraphs, tables
from tests.shared import SEEDS, SHARED, needs_seeds

ORIGINALS = SHARED / "originals"
needs_originals = pytest.mark.skipif(
    not ORIGINALS.is_dir(), reason="../shared/originals is not here"
)
PAGE = SHARED / "real" / "pingtan_qu_2021.page.txt"
# Seed → rows of each table, number of blocks.
SEED_TABLES = {
    "000": ((18, 26, 4), 52),
    "001": ((18, 27, 4), 26),
    "002": ((18, 26), 37),
    "003": ((14, 28, 4), 21),
    "004": ((18, 26, 4), 29),
}


def _known() -> list[tuple[Path, Path]]:
    templates = [
        (ORIGINALS / f"tpl{year}.{format}", ORIGINALS / f"truth{year}.json")
        for year in (2020, 2021)
        for format in ("docx", "html")
    ]
    variants = sorted((ORIGINALS / "variants_dev").glob("h*.json"))
    return templates + [
        (truth.with_suffix(f".{format}"), truth)
        for truth in variants
        for format in ("docx", "html")
    ]


@needs_originals
def test_known_tables_and_paragraphs_are_exact() -> None:
    """Both forms and 18 variants, as .docx and as HTML: every cell at every place."""
    known = _known()
    assert len(known) == 40
    for path, truth_path in known:
        truth = json.loads(truth_path.read_text("utf-8"))
        read_document = document(path.read_bytes(), path.name)
        wanted = [
            [[cell if cell is None else cell.strip() for cell in row] for row in block["grid"]]
            for block in truth
            if block["kind"] == "table"
        ]

        assert wanted == tables(read_document), path
        texts = [block["t"] for block in truth if block["kind"] == "p"]
        assert set(texts) <= set(paragraphs(read_document)), path


@needs_originals
@pytest.mark.parametrize("year", [2020, 2021])
def test_flattened_copies_keep_every_row(year: int) -> None:
    """Both layouts: as many rows as the form has, and each number in its row."""
    truth = json.loads((ORIGINALS / f"truth{year}.json").read_text("utf-8"))
    grids = [block["grid"] for block in truth if block["kind"] == "table"]
    for layout in ("tika", "tsv", "tika_gb18030"):
        read_tables = tables(document((ORIGINALS / f"tpl{year}_{layout}.txt").read_bytes()))

        assert list(map(len, grids)) == list(map(len, read_tables))
        for row, read_row in zip(grids[1][3:], read_tables[1][3:], strict=True):
            assert row[-7:] == read_row[-7:]


@needs_originals
def test_the_same_text_in_every_encoding() -> None:
    """UTF-8 with mark, UTF-16 and GB18030 copies of one file."""
    plain = document((ORIGINALS / "tpl2021_tsv.txt").read_bytes()).text

    for name in ("tpl2021_utf8bom.txt", "tpl2021_utf16le_bom.txt"):
        assert document((ORIGINALS / name).read_bytes()).text == plain


@needs_seeds
@pytest.mark.parametrize("seed", SEED_TABLES)
def test_the_tables_of_the_seeds_are_whole(seed: str) -> None:
    """Rows of each table, blocks in all, every character in its place."""
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    read_document = document(path.read_bytes(), path.name)
    rows, blocks = SEED_TABLES[seed]

    assert tuple(map(len, tables(read_document))) == rows
    assert len(read_document.blocks) == blocks
    assert badly_covered(read_document) == []
    assert cells_hold(read_document)


@needs_seeds
def test_cells_of_the_seeds() -> None:
    """A label over four lines, padding of U+2002, a page's rule and its blanks at the edge."""
    read_tables = {
        seed: tables(document(next(SEEDS.glob(f"{seed}_*.txt")).read_bytes()))
        for seed in SEED_TABLES
    }

    assert read_tables["000"][1][7][:3] == ["", "（三）不\n予\n公\n开", "1.属于国家秘密"]
    assert read_tables["004"][1][3][1:] == ["1", "0", "0", "0", "0", "0", "1"]
    assert all(len(row) == 10 for row in read_tables["003"][1])
    assert read_tables["003"][1][3][1:] == ["", *["0"] * 7, ""]
    assert [len(row) for row in read_tables["001"][1][9:12]] == [10, 8, 8]


@needs_seeds
def test_residues_of_the_seeds() -> None:
    """Two pictures and a bookmark, glued before the words they stand at."""
    (path,) = SEEDS.glob("000_*.txt")
    read_document = document(path.read_bytes())
    texts = [read_document.text[start:end] for start, end in read_document.residues]

    assert texts == ["[image: 图片2]", "[image: 图片1]", "[bookmark: _GoBack]"]


@pytest.mark.skipif(not PAGE.is_file(), reason="../shared/real is not here")
def test_a_real_page_in_one_line_is_read() -> None:
    """Title, headings and prose are paragraphs, with three tables among them; the rest is head."""
    read_document = document(PAGE.read_bytes(), PAGE.name)
    title, body, *others = paragraphs(read_document)

    assert len(others) == len(tables(read_document)) == 3
    assert title == read_document.head.title
    assert body.startswith("根据《中华人民共和国")
    assert read_document.head.published == "2022-02-08"
    assert read_document.head.publisher == "平潭县人民政府"
    assert (read_document.head.url or "").startswith("https://www.pingtan.gov.cn/")
    assert badly_covered(read_document) == []


@needs_originals
def test_merged_cells_are_one_object() -> None:
    """In every table read exactly, equal spans are the same cell."""
    read_document = document((ORIGINALS / "tpl2021.docx").read_bytes())
    for block in read_document.blocks:
        if isinstance(block, Table):
            cells = {cell.spans: cell for row in block.grid.rows for cell in row if cell}
            assert all(cell is cells[cell.spans] for row in block.grid.rows for cell in row if cell)
