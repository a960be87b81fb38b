"""LibreOffice itself: what it reads for us is what the .docx beside it says, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from indexer.divisions import load_divisions
from indexer.document import Document, Refusal
from indexer.model import Given, Report, Source
from indexer.readers import soffice
from indexer.readers.read import read
from indexer.report.build import build
from tests.readers.helpers import archive, badly_covered, cells_hold, document, tables
from tests.readers.test_golden import ORIGINALS, needs_originals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(soffice.found() is None, reason="LibreOffice is not installed"),
]

# One file → the .docx that holds the same.
_PAIRS = {
    path: path.with_suffix(".docx")
    for format in ("doc", "wps", "rtf")
    for folder, name in ((ORIGINALS, "tpl*"), (ORIGINALS / "variants_dev", "h*"))
    for path in sorted(folder.glob(f"{name}.{format}"))
} | {ORIGINALS / "fake_rtf.doc": ORIGINALS / "tpl2021.docx"}
_PATIENCE = 600
_SECRET = "不应读到的内容"
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
_LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a conversion may take long; what it may take is told in test_office.py."""
    monkeypatch.setattr(soffice, "WALL_SECONDS", _PATIENCE)


def _report(path: Path) -> Report:
    data = path.read_bytes()
    read_document = document(data, path.name)
    source = Source(str(path), "", len(data), read_document.format, Given())
    report = build(read_document, source, load_divisions(()))
    assert isinstance(report, Report), report
    return report


@needs_originals
@pytest.mark.parametrize(("path", "docx"), _PAIRS.items(), ids=lambda path: path.name)
def test_the_same_report_comes_of_it_as_of_the_docx(path: Path, docx: Path) -> None:
    """Identity, slots, passages and every figure with its raw characters; the format is its own."""
    came, wanted = _report(path), _report(docx)

    assert came.source.format == ("rtf" if "rtf" in path.name else "doc")
    assert came.identity == wanted.identity
    assert [one.slot for one in came.sections] == [one.slot for one in wanted.sections]
    assert [(one.slot, one.aspect, one.text) for one in came.passages] == [
        (one.slot, one.aspect, one.text) for one in wanted.passages
    ]
    assert {key: (one.value, one.status, one.raw) for key, one in came.figures.items()} == {
        key: (one.value, one.status, one.raw) for key, one in wanted.figures.items()
    }


def _written(folder: Path, source: Path, filter_name: str, suffix: str) -> bytes:
    """The file as LibreOffice writes it in another format, so that there is one to read."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", f"{suffix}:{filter_name}", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / f"{source.stem}.{suffix}").read_bytes()


@needs_originals
def test_an_open_document_is_read(tmp_path: Path) -> None:
    """It gives the text and the tables of the .docx that it was made of."""
    docx = ORIGINALS / "tpl2021.docx"
    came = document(_written(tmp_path, docx, "writer8", "odt"))

    assert came.format == "odt"
    assert came.text == document(docx.read_bytes()).text
    assert tables(came) == tables(document(docx.read_bytes()))
    assert badly_covered(came) == []
    assert cells_hold(came)


@needs_originals
@pytest.mark.parametrize("name", ["trunc.doc", "fuzz.doc"])
def test_a_damaged_document_is_refused(name: str) -> None:
    """What it could not read whole it does not tell in part."""
    refused = read((ORIGINALS / "bad" / name).read_bytes(), name)

    assert isinstance(refused, Refusal)
    assert refused.code == "damaged"


class _Asked(BaseHTTPRequestHandler):
    """Notes that it was asked for something."""

    def do_GET(self) -> None:
        """A picture is asked for."""
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    do_OPTIONS = do_PROPFIND = do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """A server on this machine that notes what is asked of it in `asked`."""
    with HTTPServer(("127.0.0.1", 0), _Asked) as opened:
        opened.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=opened.serve_forever)
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def _rtf(secret: Path, address: str) -> bytes:
    fields = (
        f'INCLUDETEXT "{secret}"',
        f'INCLUDETEXT "{secret.as_uri()}"',
        f'INCLUDEPICTURE "{secret.as_uri()}" \\\\d',
        f'INCLUDEPICTURE "{address}a.png" \\\\d',
        f'DDEAUTO soffice "{secret}" x',
    )
    lines = "".join(
        f"{{\\field{{\\*\\fldinst {field}}}{{\\fldrslt kept}}}}\\par\n" for field in fields
    )
    return f"{{\\rtf1\\ansi before\\par\n{lines}after\\par}}".encode()


def _odt(secret: Path, address: str) -> bytes:
    sections = "".join(
        f'<text:section text:name="S{at}"><text:section-source xlink:href="{place}"/>'
        "<text:p>kept</text:p></text:section>"
        for at, place in enumerate((secret.as_uri(), str(secret), f"{address}a.odt"))
    )
    frames = "".join(
        f'<draw:frame text:anchor-type="as-char"><draw:{kind} xlink:href="{place}"/></draw:frame>'
        for kind in ("image", "object", "floating-frame")
        for place in (secret.as_uri(), f"{address}a.png")
    )
    content = (
        f"<office:document-content {_OFFICE} {_TEXT} {_DRAW} {_LINK}><office:body><office:text>"
        f"<text:p>before</text:p>{sections}<text:p>{frames}</text:p><text:p>after</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    entry += '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    manifest = f'<m:manifest xmlns:m="{_MANIFEST}">{entry}</m:manifest>'
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


@pytest.mark.parametrize("make", [_rtf, _odt], ids=["rtf", "odt"])
@pytest.mark.parametrize("as_doc", [False, True], ids=["itself", "doc"])
def test_no_link_is_followed(
    make: Callable[[Path, str], bytes], as_doc: bool, server: HTTPServer, tmp_path: Path
) -> None:
    """Neither a file of this machine nor a server is told of in the Document, or asked."""
    secret = tmp_path / "secret.txt"
    secret.write_text(_SECRET, "utf-8")
    data = make(secret, f"http://127.0.0.1:{server.server_port}/")
    if as_doc:
        source = tmp_path / f"links.{make.__name__[1:]}"
        source.write_bytes(data.replace(b"INCLUDEPICTURE", b"PICTURE"))
        data = _written(tmp_path, source, "MS Word 97", "doc")
    server.asked.clear()  # type: ignore[attr-defined]
    came = document(data)

    assert came.format == ("doc" if as_doc else make.__name__[1:])
    assert (came.text[:6], came.text.strip()[-5:]) == ("before", "after")
    assert "kept" in came.text
    assert _SECRET not in came.text
    assert server.asked == []  # type: ignore[attr-defined]


@needs_originals
def test_two_processes_read_at_once() -> None:
    """Each with a profile of its own; of two runs on one, the second would write nothing."""
    file = ORIGINALS / "tpl2020.doc"
    code = (
        "import sys; from pathlib import Path; from indexer.readers import soffice; "
        f"from indexer.readers.read import read; soffice.WALL_SECONDS = {_PATIENCE}; "
        f"sys.exit(read(Path({str(file)!r}).read_bytes(), 'x').format != 'doc')"
    )
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]

    assert [process.wait() for process in both] == [0, 0]


def test_one_process_reads_one_after_another(tmp_path: Path) -> None:
    """Also after a file that could not be read, and nothing is left in its home but the profile."""
    good = rb"{\rtf1\ansi some text\par}"
    first, bad, second = (read(data, "x") for data in (good, rb"{\rtf", good))

    assert isinstance(first, Document)
    assert isinstance(bad, Refusal)
    assert isinstance(second, Document)
    program = soffice.found()
    assert program is not None
    left = {path.name for path in soffice._home(program).path.iterdir()}
    assert "profile" in left
    assert not any(name.startswith("tmp") for name in left)
