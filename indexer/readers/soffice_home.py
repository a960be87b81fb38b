"""A home for LibreOffice, and one that stays there, which saves the others their start.

A program that is started for a profile asks, at a socket named for that profile, whether another
one runs there. It hands over what it was told, waits until that is done, and ends: measured, 0.02
seconds of processor in place of 1.7. Where none is there, or it dies over the file, the program
does it itself. So nothing but time depends on the one that stays.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from indexer.closing import Closing
from indexer.readers.soffice_process import end, start
from indexer.readers.soffice_profile import socket_of, write_profile

CPU_SECONDS = 25
FILES = 50
"""After so many the one that stays has used 12 seconds, and is replaced."""
# It has its start and other files behind it, and the clock ends a file before this does.
_CPU_OF_ALL = 2 * CPU_SECONDS
# An open document, without which it would end with the first file.
_STAYS = "private:factory/swriter"
_TARGET = "docx:Office Open XML Text"


class OfficeHome(Closing):
    """Where files are converted one after the other; `files` counts them. To be closed, at the
    latest with the process."""

    def __init__(self, program: str) -> None:
        """Make it, with nothing that runs there yet."""
        self.files = 0
        self.path = Path(tempfile.mkdtemp(prefix="gongkai-")).resolve()
        atexit.register(self.close)
        profile = self.path / "profile"
        write_profile(profile)
        # Elsewhere it was not measured, and each file has a start of its own.
        self._socket = socket_of(profile) if sys.platform == "linux" else None
        self._staying: subprocess.Popen[bytes] | None = None
        self._command = (
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
        )

    def convert(self, source: Path, folder: Path, filter_name: str, until: float) -> None:
        """Have a file written as .docx into a folder. Raises TimeoutError if it is not done then.

        Refused where the program cannot run. Whether it could read the file, the folder tells.
        """
        if self._socket is not None and self._staying is None:
            self._staying = self._stay(until)
        self.files += 1
        process = self._started(CPU_SECONDS, f"--infilter={filter_name}", source, folder)
        try:
            process.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired as late:
            raise TimeoutError from late
        finally:
            end(process)

    @property
    def spent(self) -> bool:
        """Whether the one that stays is gone, or has done as much as it is to do."""
        gone = self._staying is not None and self._staying.poll() is not None
        return gone or self.files >= FILES

    def close(self) -> None:
        """End what runs there, and remove the home."""
        atexit.unregister(self.close)
        if self._staying is not None:
            end(self._staying)
            self._staying = None
        if self._socket is not None:
            self._socket.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)

    def _stay(self, until: float) -> subprocess.Popen[bytes]:
        """One that stays, ready for others: it has opened its document before it writes this."""
        source, folder = self.path / "first.txt", self.path / "first"
        source.write_bytes(b"x")
        process = self._started(_CPU_OF_ALL, _STAYS, source, folder)
        written = folder / "first.docx"
        while process.poll() is None and not written.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return process

    def _started(self, cpu: int, how: str, source: Path, folder: Path) -> subprocess.Popen[bytes]:
        told = (how, "--convert-to", _TARGET, "--outdir", str(folder), str(source))
        return start((*self._command, *told), self.path, self._socket, cpu)
