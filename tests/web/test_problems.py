"""What a program and a reader are told where a request cannot be answered."""

from __future__ import annotations

import httpx


def test_an_unknown_address_is_a_problem_for_a_program(client: httpx.Client) -> None:
    """RFC 9457, with a stable code."""
    answer = client.get("/api/nothing")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
    assert answer.json()["status"] == 404


def test_an_unknown_address_is_a_page_for_a_reader(browser: httpx.Client) -> None:
    """In the language that the address names."""
    assert "没有这个地址" in browser.get("/nothing").text
    assert "no such address" in browser.get("/nothing?lang=en").text


def test_every_answer_has_the_headers_that_keep_foreign_script_out(browser: httpx.Client) -> None:
    """Also one that refuses."""
    for path in ("/nothing", "/static/base.css"):
        assert "default-src 'none'" in browser.get(path).headers["content-security-policy"]
