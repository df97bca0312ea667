"""One JSON object a line on stdout."""

import json
import logging
import sys
from datetime import UTC, datetime

from service.settings import SERVICE

logger = logging.getLogger("worker")

_LEVELS = {"WARNING": "warn", "CRITICAL": "error"}
_KNOWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "level": _LEVELS.get(record.levelname, record.levelname.lower()),
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "message": record.getMessage(),
            "service": SERVICE,
        }
        line.update({name: value for name, value in vars(record).items() if name not in _KNOWN})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def configure_logging(level: str) -> None:
    """Sends the lines of all libraries through the same format."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonFormatter())
    # At `debug`, libraries write several lines for each request, with its content: only the lines of the worker are wanted.
    logging.basicConfig(level=logging.INFO if level == "debug" else level.upper(), handlers=[handler], force=True)
    logger.setLevel(level.upper())
