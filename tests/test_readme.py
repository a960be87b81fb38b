"""What the READMEs show is what happens: the sample, the commands and the Python example."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import httpx
import pytest

from indexer.labels import SPECIMEN_MARK
from tests.search_api.running import Place, specimens
from tests.shared import HANGS
from tests.web.commanded import started

ROOT = Path(__file__).parents[1]
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder with a home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def blocks(readme: str, language: str = "") -> list[str]:
    """The texts in fences of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.M | re.S)


def commands(readme: str) -> list[list[str]]:
    """The words of every `search` command that is shown, without its remark and where it leads."""
    lines = [line for block in blocks(readme) for line in block.splitlines()]
    shown = [line for line in lines if line.startswith("search ")]
    return [shlex.split(re.split(r"\s+# |\s+> ", line)[0])[1:] for line in shown]


@pytest.mark.parametrize("readme", READMES)
def test_the_sample_is_what_the_first_search_prints(place: Place, readme: str) -> None:
    """The same lines, one after another, in both languages."""
    (sample,) = (block for block in blocks(READMES[readme]) if SPECIMEN_MARK in block)

    assert sample in place.search("保密审查").out


def searches(readme: str) -> list[list[str]]:
    """Those that end by themselves."""
    return [words for words in commands(readme) if words[0] != "serve"]


@pytest.mark.parametrize("words", searches(READMES["README.md"]), ids=" ".join)
def test_every_search_command_finds_something(place: Place, words: list[str]) -> None:
    """On the specimens."""
    ran = place.search(*words)

    assert ran.code == 0, ran.err
    assert SPECIMEN_MARK in ran.out


def test_both_readmes_show_the_same_commands() -> None:
    """There are some, and a remark is all that differs."""
    english, chinese = map(commands, READMES.values())

    assert len(english) >= 6
    assert english == chinese


@pytest.mark.slow
@pytest.mark.parametrize("readme", READMES)
def test_the_service_answers_what_is_shown(tmp_path: Path, readme: str) -> None:
    """At the address that it tells of; only the port is another here."""
    (words,) = [words for words in commands(READMES[readme]) if words[0] == "serve"]
    (asked,) = re.findall(r"^curl 'http://127\.0\.0\.1:8000(.+?)'", READMES[readme], re.M)
    state = str(tmp_path / "state")
    with started(tmp_path, *words[1:], XDG_STATE_HOME=state) as service:
        answer = httpx.get(service.address + asked, timeout=HANGS).json()

    assert answer["total"] > 0


def test_the_python_example_runs_as_written(place: Place) -> None:
    """In a folder with a home: every hit that it prints is one of the command's."""
    (example,) = blocks(READMES["README.md"], "python")
    ran = place.python(example)

    printed = place.search("保密审查").out
    assert ran.code == 0, ran.err
    assert len(ran.out.splitlines()) == printed.count(SPECIMEN_MARK)
    assert all(line.split()[0] in printed for line in ran.out.splitlines())
