"""One JSON object a line on stdout, with the ids of the trace that the line belongs to."""

import json
import logging
import sys
from datetime import UTC, datetime

from opentelemetry import trace

from service.settings import SERVICE

logger = logging.getLogger("app")

_LEVELS = {"WARNING": "warn", "CRITICAL": "error"}
_KNOWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "level": _LEVELS.get(record.levelname, record.levelname.lower()),
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "message": record.getMessage(),
            "service": SERVICE,
        }
        context = trace.get_current_span().get_span_context()
        if context.is_valid:
            line["trace_id"] = trace.format_trace_id(context.trace_id)
            line["span_id"] = trace.format_span_id(context.span_id)
        line.update({name: value for name, value in vars(record).items() if name not in _KNOWN})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def configure_logging(level: str) -> None:
    """Sends the lines of all libraries through the same format."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonFormatter())
    # At `debug`, libraries write several lines for each request: only the lines of the service are wanted.
    logging.basicConfig(level=logging.INFO if level == "debug" else level.upper(), handlers=[handler], force=True)
    logger.setLevel(level.upper())
