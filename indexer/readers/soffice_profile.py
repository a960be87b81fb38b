"""The profile that LibreOffice is given: no macros, no links, no network; and who is found by it.

Measured without these settings, a file made it open another one and ask a server for a picture.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

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


def write_profile(folder: Path) -> None:
    """Make the profile in a folder that is not there yet."""
    settings = "".join(
        f'<item oor:path="/org.openoffice.{place}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for place, name, value in _SETTINGS
    )
    registry = folder / "user" / "registrymodifications.xcu"
    registry.parent.mkdir(parents=True)
    registry.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>',
        "utf-8",
    )


def socket_of(profile: Path) -> Path:
    """Where the LibreOffice of a profile listens on Linux: in /tmp, whatever TMPDIR says."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}")
