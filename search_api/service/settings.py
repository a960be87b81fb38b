"""How a service is set up, from the environment or by a program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from indexer.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service may be told. Without a home, it is found as by the commands.

    `token`: who asks must show it, but for the health of the service. `origins` are those whose
    pages may read answers (CORS). `hosts` are the names it may be asked by, none or `*` for any.
    `timeout` is the longest time for one search, in seconds; `at_once` how many requests may be
    under way that read the home, `exports` how many of those may be exports. `longest_query`
    counts characters. `url` is the public address, where permanent ones shall name it.
    """

    home: Path | None = None
    token: str | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    timeout: float = 10.0
    at_once: int = 32
    exports: int = 2
    longest_query: int = 8_000
    url: str | None = None

    def public_names(self) -> tuple[str, ...]:
        """The host name of the public address, where there is one."""
        name = urlsplit(self.url or "").hostname
        return (name,) if name else ()


def settings_of(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that GONGKAI_ variables give. Raises WrongUsage for one that means nothing."""
    plain = Settings()
    home = environment.get("GONGKAI_HOME")
    return Settings(
        home=Path(home) if home else None,
        token=environment.get("GONGKAI_TOKEN") or None,
        origins=_names(environment, "GONGKAI_ORIGINS"),
        hosts=_names(environment, "GONGKAI_HOSTS"),
        timeout=_number(environment, "GONGKAI_TIMEOUT", plain.timeout),
        at_once=int(_number(environment, "GONGKAI_AT_ONCE", plain.at_once)),
        exports=int(_number(environment, "GONGKAI_EXPORTS", plain.exports)),
        url=environment.get("GONGKAI_URL", "").rstrip("/") or None,
    )


def _names(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in environment.get(name, "").split(","))))


def _number(environment: Mapping[str, str], name: str, otherwise: float) -> float:
    written = environment.get(name, "")
    try:
        value = float(written) if written else float(otherwise)
    except ValueError:
        value = 0.0
    if not 0 < value <= 100_000:
        raise WrongUsage(f"{name}={written} 不是可用的数目 (no such number).", f"例如 {name}=8。")
    return value
