"""A process of LibreOffice: what it may take and see, and its end with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from indexer.readers.refusals import Refused

MEMORY = 1_500 << 20
"""Bytes of address space. Measured: reports need less than 530 MB of it, also the hundredth."""
WRITTEN = 256 << 20
_GOING = 5.0
# What a program needs of the environment. Everything else, with the true home, is kept from it.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "WINDIR")
# The group ends when its input does: with the process that reads the file, however that ends.
_SHELL = (
    f"ulimit -c 0; ulimit -v {MEMORY >> 10}; ulimit -f {WRITTEN >> 9}; ulimit -t $2\n"
    'socket=$1; shift 2; exec 3<&0; (read -r end; rm -f "$socket"; kill -9 0) <&3 &\n'
    'exec "$@" </dev/null 3<&-'
)


def start(
    command: Sequence[str], home: Path, socket: Path | None, cpu: int
) -> subprocess.Popen[bytes]:
    """Start it in its home, with so many seconds of processor time. Refused if it cannot run.

    The socket is what it may leave outside its home.
    """
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    posix = os.name == "posix"
    bound = ("sh", "-c", _SHELL, "sh", str(socket or ""), str(cpu)) if posix else ()
    try:
        return subprocess.Popen(
            [*bound, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env={**kept, "HOME": str(home), "TMPDIR": str(home), "SAL_USE_VCLPLUGIN": "svp"},
            process_group=0 if posix else None,
        )
    except OSError as error:
        raise Refused("damaged", f"LibreOffice 不能运行（{error.strerror}）") from error


def end(process: subprocess.Popen[bytes]) -> None:
    """It and all it started are gone then.

    They share its output, which is at an end when the last of them is: only then does none write
    into the home any more.
    """
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=_GOING)
