"""Starting the `search` command fast.

Loading makes some 100,000 objects that live to the end. Looking through them for garbage again and
again costs a tenth of a short search, so that begins after loading, and not with them.
"""

from __future__ import annotations

import gc
from importlib import import_module


def main() -> None:
    """The entry point."""
    gc.disable()
    cli = import_module("search_api.cli")
    gc.freeze()
    gc.enable()
    cli.main()
