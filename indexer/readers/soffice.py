"""LibreOffice, where it is installed: made to write a file anew as .docx, and nothing else.

It is run with a profile of this process's own, since of two runs on one profile the second wrote
nothing and said nothing. What a file says of its success is the .docx alone: LibreOffice ends with
0 also where it could not read.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from threading import Lock

from indexer.readers.limits import INPUT_LIMIT
from indexer.readers.refusals import Refused
from indexer.readers.soffice_home import OfficeHome

VARIABLE = "GONGKAI_SOFFICE"
WALL_SECONDS = 25
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_ONE_AT_A_TIME = Lock()
_home = cache(OfficeHome)


def found() -> str | None:
    """Where LibreOffice is: as GONGKAI_SOFFICE says, by its name, or where it is usually put."""
    if told := os.environ.get(VARIABLE):
        return shutil.which(told)
    return next(filter(None, map(shutil.which, (*_NAMES, *_PLACES))), None)


def to_docx(data: bytes, suffix: str, filter_name: str) -> bytes:
    """The file as .docx. `filter_name` is LibreOffice's name for its format; no other is tried.

    Refused where LibreOffice is missing, cannot read the file, or takes too long. Where another
    file may have a part in that it is tried again without.
    """
    program = found()
    if program is None:
        raise Refused("no_libreoffice")
    with _ONE_AT_A_TIME:
        until = time.monotonic() + WALL_SECONDS
        alone = _home(program).files == 0
        try:
            return _converted(program, data, suffix, filter_name, until)
        except Refused as refused:
            if alone or refused.refusal.code != "damaged":
                raise
        return _converted(program, data, suffix, filter_name, until)


def _converted(program: str, data: bytes, suffix: str, filter_name: str, until: float) -> bytes:
    """The file as .docx, by who converted those before it if they gave no trouble."""
    home = _home(program)
    try:
        made = _made(home, data, suffix, filter_name, until)
    except Refused:
        _leave(home)  # a run that was killed may leave its profile locked
        raise
    if home.spent:
        _leave(home)
    return made


def _leave(home: OfficeHome) -> None:
    _home.cache_clear()
    home.close()


def _made(home: OfficeHome, data: bytes, suffix: str, filter_name: str, until: float) -> bytes:
    with tempfile.TemporaryDirectory(dir=home.path, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        source, target = folder / f"in.{suffix}", folder / "out" / "in.docx"
        source.write_bytes(data)
        try:
            home.convert(source, target.parent, filter_name, until)
        except TimeoutError as late:
            raise Refused("conversion_slow", f"{WALL_SECONDS}") from late
        if not target.is_file():
            raise Refused("damaged", "LibreOffice 打不开它")
        if target.stat().st_size > INPUT_LIMIT:
            raise Refused("too_large", "转换后的文件过大")
        return target.read_bytes()
