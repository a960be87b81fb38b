"""A real browser: Debian's or any other Chromium that is installed, without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--no-sandbox",  # test machines run as root
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 120_000  # milliseconds: only what hangs fails, never what is slow

expect.set_options(timeout=_PATIENCE)


def chromium() -> str:
    """The path of the browser. Skips where there is none, saying so."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no chromium is installed")
    return found


@contextmanager
def started_browser() -> Iterator[Browser]:
    """A browser that runs until the block ends."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(_FLAGS), timeout=_PATIENCE
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened_tab(browser: Browser, **options: Any) -> Iterator[Page]:
    """An empty page of a reader of its own, with nothing kept from another.

    Nothing moves on it unless that is asked for: what is scrolled to is there at once.
    """
    usual = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN"}
    context = browser.new_context(**{**usual, "reduced_motion": "reduce", **options})
    context.set_default_timeout(_PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()
