"""`python -m tests.web.pictures FOLDER [ADDRESS]` takes a picture of every page in every look.

They are of the specimens, unless the address of a running service is given; `--only NAME` takes
those whose name holds it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FloatRect, Page

from search_api.service.settings import Settings
from tests.web.chromium import opened_tab, started_browser
from tests.web.places import LANGUAGES, LOOKS, PLACES, in_language
from tests.web.serving import served

_PIECE = 1_500  # what stands in a higher picture is too small to judge


def main() -> None:
    """Take the pictures."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("folder", type=Path)
    told.add_argument("address", nargs="?")
    told.add_argument("--only", default="")
    asked = told.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with (
        _address(asked.address) as root,
        started_browser() as browser,
        opened_tab(browser) as tab,
    ):
        for name, path in PLACES.items():
            for language in LANGUAGES:
                stem = f"{name}-{language}"
                if asked.only in stem:
                    address = root + in_language(path, language)
                    for said in _take(tab, address, asked.folder / stem):
                        print(said, flush=True)


@contextmanager
def _address(given: str | None) -> Iterator[str]:
    if given:
        yield given.rstrip("/")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Settings(home=Path(folder) / "home")) as address,
    ):
        yield address


def _take(tab: Page, address: str, stem: Path) -> Iterator[str]:
    """Take one in every look, in pieces from above; tells how large the page is each time."""
    answer = tab.goto(address)
    assert answer is not None, address
    for look in LOOKS:
        look.put_on(tab)
        wide, high = tab.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        for number, above in enumerate(range(0, high, _PIECE)):
            part: FloatRect = {
                "x": 0,
                "y": above,
                "width": wide,
                "height": min(_PIECE, high - above),
            }
            tab.screenshot(path=f"{stem}-{look}-{number + 1}.png", full_page=True, clip=part)
        yield f"{stem}-{look}  {answer.status} {len(answer.body()):,} B {wide}×{high}"


if __name__ == "__main__":
    main()
