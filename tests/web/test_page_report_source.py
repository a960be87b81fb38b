"""Whatever was read can be seen where it was read, to the character."""

from __future__ import annotations

from collections import defaultdict

import httpx
import pytest

from indexer.catalog.read import Catalog
from search_api.whole import WholeReport
from tests.web.pages import Element, bare, by_id, ids, links, opened, text_of


def _texts(page: Element) -> str:
    """The document's characters on the page, without the names we put beside them."""
    (source,) = page.find_class("source")
    for place in source.find_class("place"):
        place.drop_tree()
    return text_of(source)


def test_the_whole_text_is_there(
    browser: httpx.Client, catalog: Catalog, reports: list[WholeReport]
) -> None:
    """Every character, in order."""
    for whole in reports:
        page = opened(browser, f"/reports/{whole.report.address}/source")
        assert bare(_texts(page)) == bare(catalog.document_text(whole.report.version))


def test_every_figure_leads_to_its_own_characters(
    browser: httpx.Client, catalog: Catalog, reports: list[WholeReport]
) -> None:
    """From the cell to a place that holds them and no others; a blank cell to an empty one."""
    for whole in reports:
        address = f"/reports/{whole.report.address}"
        text = catalog.document_text(whole.report.version)
        page, source = opened(browser, address), opened(browser, f"{address}/source")
        cells, places = ids(page), ids(source)
        pieces = defaultdict(list)
        for piece in source.xpath("//*[@data-figures]"):
            for name in piece.get("data-figures").split():
                pieces[name].append(text_of(piece))
        for key, figure in whole.figures.items():
            if figure.locator is None:
                continue
            (led,) = (href for href in links(cells[key]) if "/source" in href)
            assert led.endswith(f"#f-{key}")
            characters = "".join(text[start:end] for start, end in figure.locator.spans)
            assert bare("".join(pieces[key])) == bare(characters)
            if "?at=" in led:
                marked = opened(browser, led).xpath("//mark") if key.startswith("n.") else ()
                assert not marked or bare("".join(map(text_of, marked))) == bare(characters)
            else:
                assert bare(text_of(places[f"f-{key}"])) == bare(characters)


def test_passages_and_headings_have_their_places(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """Each leads back to the report's page."""
    for whole in reports:
        source = opened(browser, f"/reports/{whole.report.address}/source")
        held, places = set(links(source)), ids(source)
        for passage in whole.passages:
            assert passage.id in places
            assert f"/reports/{whole.report.address}#{passage.id}" in held
        for number, section in enumerate(whole.sections):
            assert section.spans is None or f"s{number}" in places


@pytest.mark.slow
def test_grounds_of_identity_lead_to_their_words(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """The characters that an address names are marked."""
    for whole in reports:
        page = opened(browser, f"/reports/{whole.report.address}")
        led = [href for href in links(page) if "/source?at=" in href]
        for ground in whole.report.evidence:
            if ground.locator is None:
                continue
            spans = "%2C".join(f"{start}-{end}" for start, end in ground.locator.spans)
            address = f"/reports/{whole.report.address}/source?at={spans}#at"
            assert address in led
            source = opened(browser, address)
            by_id(source, "at")
            marked = "".join(text_of(one) for one in source.xpath("//mark"))
            assert bare(ground.quote) in bare(marked) or bare(marked) in bare(ground.quote)


def test_an_address_that_names_no_place_marks_nothing(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """The page is whole all the same."""
    address = f"/reports/{reports[0].report.address}/source"
    for at in ("x", "9-3", "-1-5", "99999999-999999999", "1-", "%00", "1-2," * 5_000):
        page = opened(browser, f"{address}?at={at}")
        assert [text for mark in page.xpath("//mark") if len(text := text_of(mark)) > 1] == []


def test_the_figures_page_tells_every_figure(
    browser: httpx.Client, reports: list[WholeReport]
) -> None:
    """At its key: value, unit, characters, and a link to the place."""
    for whole in reports:
        address = f"/reports/{whole.report.address}"
        rows = ids(opened(browser, f"{address}/figures"))
        for key, figure in whole.figures.items():
            if figure.status == "not_in_form":
                continue
            row = rows[key]
            _, value, unit, _, raw, *_ = row.getchildren()
            assert text_of(unit) == (figure.unit or "")
            assert text_of(raw) == (figure.raw or "")
            if figure.value is not None and figure.unit != "%":
                assert text_of(value) == format(figure.value, "f")
            if figure.locator is not None:
                assert any(href.endswith(f"#f-{key}") for href in links(row))
