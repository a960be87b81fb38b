"""The name of a report: the same for one agency, scope and year on every machine."""

from __future__ import annotations

import hashlib

from indexer.model import Identity, Scope
from indexer.text import normal

_NO_CODE = "x"


def report_id(identity: Identity) -> str:
    """`<division code or x>-<8 hex of the canonical agency name>-<own|all>-<year>`.

    The hash is SHA-256 of the name's normal form; an aggregate is `all`, any other scope `own`.
    """
    digest = hashlib.sha256(normal(identity.agency).encode()).hexdigest()[:8]
    scope = "all" if identity.scope is Scope.AGGREGATE else "own"
    return f"{identity.code or _NO_CODE}-{digest}-{scope}-{identity.year}"
