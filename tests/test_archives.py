"""An archive of reports is read as if it were a folder, whatever its names and members are."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import archives
from indexer.document import Refusal
from indexer.files import Item, files_of, items_of
from indexer.home import Home
from indexer.member_names import shown_names
from indexer.metadata import Metadata
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add, remove
from tests.readers.helpers import archive, docx, p

TEXT = """永安市贡川镇人民政府{year}年政府信息公开工作年度报告

本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。

一、总体情况

（一）主动公开情况。公开前一律做保密审查。
"""


def raw_zip(members: list[tuple[bytes, bytes, int]]) -> bytes:
    """An archive whose names are these bytes, with these flags, as any program may write them."""
    body, directory = b"", b""
    for name, data, flags in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags, 8, 0, 0x21, zlib.crc32(data), len(packed), len(data),
            len(name), 0,
        )  # fmt: skip
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + common + name + packed
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def members(file: Path) -> dict[str, bytes | Refusal]:
    """The members as an ingest meets them: name below the archive → bytes."""
    items = list(items_of(files_of([file]), Metadata()))
    return {item.path.removeprefix(f"{file}/"): item.data() for item in items}


def test_members_are_shown_below_the_archive(tmp_path: Path) -> None:
    """Folders, hidden files and what systems leave behind are none of them."""
    file = tmp_path / "reports.ZIP"
    file.write_bytes(
        archive(
            {
                "2020/": "",
                "2020/a.html": "a",
                "b.txt": "b",
                ".hidden/c.txt": "c",
                "2020/.DS_Store": "d",
                "__MACOSX/2020/._a.html": "e",
                "~$b.docx": "f",
                "Thumbs.db": "g",
            }
        )
    )

    assert members(file) == {"2020/a.html": b"a", "b.txt": b"b"}


def test_what_is_metadata_in_a_folder_is_no_report_in_an_archive(tmp_path: Path) -> None:
    """It is left aside."""
    file = tmp_path / "a.zip"
    names = ("sources.toml", "甲/README.md", "divisions.csv", "甲/a.meta.toml", "甲/a.txt")
    file.write_bytes(archive(dict.fromkeys(names, "a")))

    assert members(file) == {"甲/a.txt": b"a"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "cp437"])
def test_names_are_decoded_as_they_were_meant(encoding: str, tmp_path: Path) -> None:
    """Windows in Chinese, macOS, and what the format says itself; all without the flag."""
    name = "résumé.txt" if encoding == "cp437" else "鄌郚镇2020年/年度报告.txt"
    file = tmp_path / "a.zip"
    file.write_bytes(raw_zip([(name.encode(encoding), b"x", 0)]))

    assert members(file) == {name: b"x"}


def test_the_flag_for_utf8_is_believed(tmp_path: Path) -> None:
    """Python sets it for every name that needs it."""
    file = tmp_path / "a.zip"
    file.write_bytes(archive({"年度报告.txt": "x"}))

    assert members(file) == {"年度报告.txt": b"x"}


def test_no_name_leads_out_of_the_archive(tmp_path: Path) -> None:
    """Names that lead up, to the root or to a drive are shown without it, and none hides one."""
    file = tmp_path / "a.zip"
    names = [b"../../etc/passwd", b"/etc/passwd", b"C:\\etc\\passwd", b"a\nb.txt", b"a\x1bb.txt"]
    file.write_bytes(raw_zip([(name, str(at).encode(), 0) for at, name in enumerate(names)]))

    assert members(file) == {
        "etc/passwd": b"0",
        "etc/passwd~2": b"1",
        "etc/passwd~3": b"2",
        "a_b.txt": b"3",
        "a_b~2.txt": b"4",
    }


def test_equal_names_cost_one_step_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in names tried: also where the numbered ones are taken already."""
    infos = [zipfile.ZipInfo(f"x~{number}.txt") for number in range(2, 100)]
    infos += [zipfile.ZipInfo("x.txt") for _ in range(400)]
    tried: list[str] = []

    def path(*parts: str) -> PurePosixPath:
        tried.extend(parts)
        return PurePosixPath(*parts)

    monkeypatch.setattr("indexer.member_names.PurePosixPath", path)
    names = [name for name, _ in shown_names(infos)]

    assert len(set(names)) == len(infos)
    assert names[-1] == "x~498.txt"
    assert len(tried) < len(infos)


def _codes(file: Path) -> dict[str, str | int]:
    return {
        name: data.code if isinstance(data, Refusal) else len(data)
        for name, data in members(file).items()
    }


def test_what_unfolds_too_far_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    """By the size it tells, before anything of it is unfolded."""
    file = tmp_path / "a.zip"
    bomb = b"\0" * (3 << 20)
    file.write_bytes(raw_zip([(b"bomb.html", bomb, 0), (b"good.html", b"good", 0)]))

    assert _codes(file) == {"bomb.html": "too_large", "good.html": 4}


def test_a_member_larger_than_a_file_may_be_is_refused(tmp_path: Path) -> None:
    """Whatever stands behind the size that it tells."""
    file = tmp_path / "a.zip"
    data = raw_zip([(b"a.html", b"a" * 5_000, 0)])
    file.write_bytes(data.replace(struct.pack("<I", 5_000), struct.pack("<I", 1 << 31)))

    assert _codes(file) == {"a.html": "too_large"}


def test_a_member_of_another_size_than_it_tells_is_damaged(tmp_path: Path) -> None:
    """Also where it would unfold far beyond it: no more than that is unfolded."""
    file = tmp_path / "a.zip"
    data = raw_zip([(b"a.html", b"a" * 500_000, 0), (b"b.html", b"b", 0)])
    file.write_bytes(data.replace(struct.pack("<I", 500_000), struct.pack("<I", 50)))

    assert _codes(file) == {"a.html": "damaged", "b.html": 1}


def test_after_too_much_in_all_the_rest_is_not_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The members before are."""
    monkeypatch.setattr(archives, "_ALL_LIMIT", 10)
    file = tmp_path / "a.zip"
    file.write_bytes(archive({"a.txt": "12345678", "b.txt": "1234", "c.txt": "1"}))

    assert _codes(file) == {"a.txt": 8, "b.txt": "too_large", "c.txt": "too_large"}


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    """With a next step; the others are read."""
    file = tmp_path / "a.zip"
    file.write_bytes(raw_zip([(b"a.txt", b"a", 1), (b"b.txt", b"b", 0)]))

    assert _codes(file) == {"a.txt": "encrypted", "b.txt": 1}


def test_an_unknown_method_is_refused(tmp_path: Path) -> None:
    """bzip2 and lzma unfold without a bound, and nobody packs reports with them."""
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as opened:
        opened.writestr("a.txt", "a")

    assert _codes(file) == {"a.txt": "format_unsupported"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x05\x06",
        b"no archive",
        archive({"a.txt": "a"})[:-10],
        archive({}),
        archive({".hidden": "a"}),
        docx(p("一、总体情况")),
        archive({"[Content_Types].xml": "<Types/>", "a.txt": "a"}),
        archive({"OFD.xml": "<OFD/>", "a.txt": "a"}),
        archive({str(number): "" for number in range(10_001)}),
    ],
    ids=range(10),
)
def test_what_is_no_archive_of_reports_stands_for_itself(data: bytes, tmp_path: Path) -> None:
    """Documents, damaged archives and those without a file or with too many."""
    file = tmp_path / "a.zip"
    file.write_bytes(data)
    (item,) = items_of(files_of([file]), Metadata())

    assert (item.path, item.data()) == (str(file), data)


def test_an_archive_under_another_name_stands_for_itself(tmp_path: Path) -> None:
    """What is no .zip by name is not opened before it is read."""
    file = tmp_path / "a.docx"
    file.write_bytes(archive({"a.txt": "a"}))

    assert files_of([file]) == [file]


@given(place=st.integers(0, 400), new=st.binary(min_size=1, max_size=4))
def test_no_damage_raises(place: int, new: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every item of a damaged archive has bytes or a refusal."""
    file = tmp_path_factory.mktemp("damaged") / "a.zip"
    data = raw_zip([("年报.txt".encode("gb18030"), b"a" * 90, 0), (b"b/c.txt", b"bc", 0)])
    place %= len(data)
    file.write_bytes(data[:place] + new + data[place + len(new) :])

    assert all(isinstance(one, bytes | Refusal) for one in members(file).values())


def test_an_archive_that_vanished_is_a_refusal(tmp_path: Path) -> None:
    """So is one in which the member is no more."""
    file = tmp_path / "a.zip"
    file.write_bytes(archive({"a.txt": "a"}))
    items = list(items_of(files_of([file]), Metadata()))
    file.write_bytes(archive({"b.txt": "bb"}))
    changed = items[0].data()
    file.unlink()
    gone = items[0].data()

    assert isinstance(changed, Refusal)
    assert isinstance(gone, Refusal)


@pytest.mark.slow
def test_the_reports_of_an_archive_are_added_left_and_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each member has its Outcome; an archive within one is told and not read."""
    home, file = Home(tmp_path / "home"), tmp_path / "reports" / "all.zip"
    file.parent.mkdir()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as opened:
        opened.writestr("c.txt", TEXT.format(year=2019))
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr("甲/2020.txt", TEXT.format(year=2020))
        opened.writestr("甲/2021.txt", TEXT.format(year=2021))
        opened.writestr("inner.zip", inner.getvalue())
    first, again = add(home, [file.parent]), add(home, [file])
    removed = remove(home, [file])

    assert first.counts == {OutcomeStatus.ADDED: 2, OutcomeStatus.UNSUPPORTED: 1}
    assert [one.path for one in first.failures] == [f"{file}/inner.zip"]
    assert "解压" in first.failures[0].next_step
    assert again.counts == {OutcomeStatus.UNCHANGED: 2, OutcomeStatus.UNSUPPORTED: 1}
    assert sorted(removed)[-2:] == [f"{file}/甲/2020.txt", f"{file}/甲/2021.txt"]
    assert add(home, [file]).counts == first.counts


def test_an_item_beside_archives_is_read_as_ever(tmp_path: Path) -> None:
    """A folder may be called a.zip."""
    file = tmp_path / "a.zip" / "b.txt"
    file.parent.mkdir()
    file.write_bytes(b"b")

    assert members(file.parent) == {"b.txt": b"b"}
    assert isinstance(next(iter(items_of([file], Metadata()))), Item)
