"""A report is shown to a curator as it was read, whatever stands in it."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from indexer.labels import SPECIMEN_MARK
from indexer.model import Given, Report, Status
from indexer.parse_view import print_report
from tests.make import figure, report


def shown(made: Report) -> str:
    """What is printed where no terminal is."""
    out = io.StringIO()
    print_report(Console(file=out, highlight=False), made)
    return out.getvalue()


def test_brackets_of_a_report_are_no_markup() -> None:
    """They stand as they are; none ends the command."""
    made = replace(report(["见[/b]附件[red]。"]), title="青芷镇[/red]2020年度报告")

    assert "青芷镇[/red]2020年度报告" in shown(made)
    assert "见[/b]附件[red]。" in shown(made)


def test_a_report_cannot_steer_the_terminal() -> None:
    """Control characters and marks of direction are not printed."""
    assert "前后" in shown(report(["前\x1b\x07\u202e后"]))


def test_zero_is_a_value_and_a_blank_is_told() -> None:
    """Neither is left out, and neither looks like the other."""
    figures = [
        figure("t3.new_received.total", "0"),
        figure("t3.carried_in.total", None, Status.BLANK),
    ]
    text = shown(report(["年内开展保密审查。"], figures=figures))

    assert "t3.new_received.total = 0" in text
    assert "t3.carried_in.total  空白" in text


def test_an_invented_report_is_marked() -> None:
    """And only such a one."""
    made = report(["年内开展保密审查。"])
    invented = replace(made, source=replace(made.source, given=Given(specimen=True)))

    assert SPECIMEN_MARK in shown(invented)
    assert SPECIMEN_MARK not in shown(made)


def test_a_long_passage_stays_one_line() -> None:
    """So that it can be searched and copied."""
    text = "年内开展保密审查。" * 40

    assert text in shown(report([text]))
