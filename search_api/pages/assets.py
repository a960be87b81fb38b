"""Our own stylesheets and scripts. One that is named with its print is never asked for again."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_PRINT = "v"


class Assets(StaticFiles):
    """The files of a folder."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, with how long it holds."""
        response = super().file_response(*args, **kwargs)
        scope: Scope = args[2] if len(args) > 2 else kwargs["scope"]
        if _PRINT in QueryParams(scope["query_string"]):
            response.headers.update(_FOR_EVER)
        return response
