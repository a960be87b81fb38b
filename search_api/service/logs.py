"""What a running service tells, one JSON object a line, in ASCII only: no text that was asked can
end a line, begin another or steer a terminal.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# The id of the request that is being answered, also in the threads that work for it.
REQUEST: ContextVar[str] = ContextVar("request", default="")
FIELDS = "fields"


class JsonLines(logging.Formatter):
    """A record as one line: its own fields where it has some, else its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. A trace stands in it as one text."""
        moment = datetime.fromtimestamp(record.created, UTC)
        told: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        fields = getattr(record, FIELDS, None)
        if fields is None:
            told["message"] = record.getMessage()
            if REQUEST.get():
                told["id"] = REQUEST.get()
        else:
            told |= fields
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told)


# For logging.config: what `search serve` sets up in each of its processes.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": f"{__name__}.{JsonLines.__name__}"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"search_api": {"level": "INFO"}},
}
