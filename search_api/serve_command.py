"""`search serve` as a command. The service itself is loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from indexer.terminal import HomeOption


def serve(
    host: Annotated[
        str, typer.Option("--host", help="监听的地址，默认只在本机 (address)", metavar="ADDRESS")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", help="端口 (port)", metavar="N", min=0, max=65535)
    ] = 8000,
    workers: Annotated[
        int, typer.Option("--workers", help="进程数 (processes)", metavar="N", min=1, max=64)
    ] = 1,
    proxy: Annotated[
        str | None,
        typer.Option(
            "--proxy",
            help="前置代理的地址，采信其 X-Forwarded-For (proxy that is believed)",
            metavar="ADDRESS",
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """网页与接口，直到 Ctrl-C。The web page and the API, until Ctrl-C.

    设 GONGKAI_TOKEN 即须令牌 (with GONGKAI_TOKEN set, a token is needed)。
    """
    service: Any = import_module("search_api.serve")
    service.serve(home, service.Serving(host, port, workers, proxy))
