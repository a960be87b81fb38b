"""`search serve`: the web service in this terminal."""

from __future__ import annotations

import uvicorn

from search_api.http import create_app
from search_api.service.settings import Settings


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(create_app(settings), host=host, port=port, server_header=False)
