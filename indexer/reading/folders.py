"""The folders of children: each is held by its parent, and what nobody holds is swept away.

The lock is the parent's and ends with it, so a folder that a kill left is told from one in use,
also where containers share the place and each counts its processes from one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from indexer.closing import Closing

PREFIX = "gongkai-reading-"
_NOT_YET = "new-"  # a folder that is not yet held

if sys.platform == "win32":

    def _held(_folder: Path) -> int | None:
        return None

    def sweep() -> None:
        """Nothing: here nobody can tell whether a folder is in use."""
else:
    import fcntl

    def _held(folder: Path) -> int:
        """The lock of a folder, not of what a link leads to. Raises OSError where it is held."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle

    def sweep() -> None:
        """Remove the folders of this user whose parents are gone."""
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):  # in use, or gone meanwhile
                if folder.lstat().st_uid != os.geteuid():
                    continue
                handle = _held(folder)
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)


class Folder(Closing):
    """A folder of a child's own. Closed, it is removed."""

    def __init__(self) -> None:
        """Make it. Raises OSError."""
        made = Path(tempfile.mkdtemp(prefix=_NOT_YET + PREFIX))
        self._handle: int | None = None
        with suppress(OSError):  # where the disk knows no locks nothing is swept either
            self._handle = _held(made)
        self.path = made.rename(made.with_name(made.name.removeprefix(_NOT_YET)))

    def close(self) -> None:
        """Remove it. What its child took its own rights from stays."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
