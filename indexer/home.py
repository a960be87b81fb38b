"""Where the data lives, and who may write there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from indexer.errors import HomeBusy, HomeNotWritable, WrongUsage

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


VARIABLE = "GONGKAI_CATALOG"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder that holds catalog and index. It is not made until something is written.

    With the address of a database (`url`, never to be shown) the catalog is there, and the folder
    holds the index alone.
    """

    path: Path
    url: str = field(default="", repr=False)

    @property
    def shared(self) -> bool:
        """Whether other machines may write to the catalog, each with an index of its own."""
        return bool(self.url)

    @property
    def catalog(self) -> Path:
        """The SQLite file of the catalog."""
        return self.path / "catalog.sqlite"

    @property
    def index(self) -> Path:
        """The folder of the live index."""
        return self.path / "index"

    @property
    def lock(self) -> Path:
        """The file that a writer holds; its text names the holder."""
        return self.path / "writer.lock"

    def exists(self) -> bool:
        """Whether a catalog has been made; of one elsewhere that is told when it is opened."""
        return self.shared or self.catalog.is_file()


def find_home(option: Path | None = None) -> Home:
    """The home that is meant: `--home`, then GONGKAI_HOME, then ./.gongkai.

    Its catalog is in there, or where GONGKAI_CATALOG says.

    Raises WrongUsage where the path names something that is no folder.
    """
    chosen = option or Path(os.environ.get("GONGKAI_HOME") or ".gongkai")
    if chosen.exists() and not chosen.is_dir():
        raise WrongUsage(
            f"{chosen} 不是文件夹 (not a folder).", "请用 --home 或 GONGKAI_HOME 指定一个文件夹。"
        )
    return Home(chosen, os.environ.get(VARIABLE, ""))


def _lock_file(home: Home) -> TextIO:
    try:
        home.path.mkdir(parents=True, exist_ok=True)
        return home.lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise HomeNotWritable(
            f"{home.path} 无法写入：{error.strerror} (cannot be written).",
            "请检查权限或磁盘，或用 --home 指定一个能写入的文件夹。",
        ) from error


def sync_folder(folder: Path) -> None:
    """Return when the disk has the names in a folder."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def writer_lock(home: Home) -> Iterator[None]:
    """Hold the home for writing. The lock is the process's and ends with it.

    Raises HomeBusy, naming the holder, where another process writes, HomeNotWritable where none
    can.
    """
    with _lock_file(home) as handle:
        if not _try_lock(handle.fileno()):
            handle.seek(0)
            holder = handle.read().strip() or "another process"
            raise HomeBusy(
                f"{home.path} 正由 {holder} 写入 (being written by it).",
                "请等它结束后再试；查询不受影响。",
            )
        handle.seek(0)
        handle.truncate()
        handle.write(f"pid {os.getpid()}")
        handle.flush()
        yield
