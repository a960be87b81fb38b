"""LibreOffice, where it is installed: made to write a file anew as .docx, and nothing else.

It is run with a profile of this process's own, since of two runs on one profile the second wrote
nothing and said nothing. The profile forbids macros, links and a network; measured without that,
a file made it open another one and ask a server for a picture. What a file says of its success is
the .docx alone: LibreOffice ends with 0 also where it could not read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

from indexer.readers.limits import INPUT_LIMIT
from indexer.readers.refusals import Refused

VARIABLE = "GONGKAI_SOFFICE"
MEMORY = 1_500 << 20
"""Bytes of address space. Measured: reports need less than 500 MB of it."""
CPU_SECONDS = 25
WALL_SECONDS = 25
WRITTEN = 256 << 20
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# What a program needs of the environment. Everything else, with the true home, is kept from it.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "WINDIR")
_TARGET = "docx:Office Open XML Text"
# A setting's place in LibreOffice's registry, its name and its value.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    # By hand, to a port where nothing listens.
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
# The group ends when its input does: with the process that reads the file, however that ends.
_SHELL = (
    f"ulimit -c 0; ulimit -v {MEMORY >> 10}; ulimit -t {CPU_SECONDS}; ulimit -f {WRITTEN >> 9}\n"
    'exec 3<&0; (read -r end; kill -9 0) <&3 & exec "$@" </dev/null 3<&-'
)
_ONE_AT_A_TIME = Lock()


def found() -> str | None:
    """Where LibreOffice is: as GONGKAI_SOFFICE says, by its name, or where it is usually put."""
    if told := os.environ.get(VARIABLE):
        return shutil.which(told)
    return next(filter(None, map(shutil.which, (*_NAMES, *_PLACES))), None)


def to_docx(data: bytes, suffix: str, filter_name: str) -> bytes:
    """The file as .docx. `filter_name` is LibreOffice's name for its format; no other is tried.

    Refused where LibreOffice is missing, cannot read the file, or takes too long.
    """
    program = found()
    if program is None:
        raise Refused("no_libreoffice")
    with _ONE_AT_A_TIME:
        home = _home()
        try:
            return _converted(program, home, data, suffix, filter_name)
        except Refused:
            _home.cache_clear()  # a run that was killed may leave its profile locked
            shutil.rmtree(home, ignore_errors=True)
            raise


@cache
def _home() -> Path:
    """A home with a profile in it. It lasts as long as the process: the second run is faster."""
    home = Path(tempfile.mkdtemp(prefix="gongkai-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    settings = "".join(
        f'<item oor:path="/org.openoffice.{place}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, name, value in _SETTINGS
    )
    registry = home / "profile" / "user" / "registrymodifications.xcu"
    registry.parent.mkdir(parents=True)
    registry.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>',
        "utf-8",
    )
    return home


def _converted(program: str, home: Path, data: bytes, suffix: str, filter_name: str) -> bytes:
    with tempfile.TemporaryDirectory(dir=home, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        source, target = folder / f"in.{suffix}", folder / "out" / "in.docx"
        source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={(home / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                f"--infilter={filter_name}",
                "--convert-to",
                _TARGET,
                "--outdir",
                str(target.parent),
                str(source),
            ],
            home,
        )
        if not target.is_file():
            raise Refused("damaged", "LibreOffice 打不开它")
        if target.stat().st_size > INPUT_LIMIT:
            raise Refused("too_large", "转换后的文件过大")
        return target.read_bytes()


def _run(command: list[str], home: Path) -> None:
    """Wait until the command has ended. It and all it started are gone then."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    posix = os.name == "posix"
    try:
        process = subprocess.Popen(
            ["sh", "-c", _SHELL, "sh", *command] if posix else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env={**kept, "HOME": str(home), "TMPDIR": str(home), "SAL_USE_VCLPLUGIN": "svp"},
            process_group=0 if posix else None,
        )
    except OSError as error:
        raise Refused("damaged", f"LibreOffice 不能运行（{error.strerror}）") from error
    with process:
        try:
            process.wait(WALL_SECONDS)
        except subprocess.TimeoutExpired as late:
            raise Refused("conversion_slow", f"{WALL_SECONDS}") from late
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
