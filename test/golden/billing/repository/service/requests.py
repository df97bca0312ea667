"""What surrounds every request: its time limit, its log line and its metrics."""

import asyncio
import time

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.log import logger
from service.metrics import count_request
from service.tracing import PROBES


class Requests:
    """ASGI middleware. It is the innermost, so that the trace of the request is active."""

    def __init__(self, app: ASGIApp, timeout_seconds: int) -> None:
        self.app = app
        self.timeout_seconds = timeout_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start = time.perf_counter()
        status: int | None = None

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            async with asyncio.timeout(self.timeout_seconds) as limit:
                await self.app(scope, receive, note_status)
        except Exception as error:
            timed_out = isinstance(error, TimeoutError) and limit.expired()
            if timed_out:
                logger.error("request timed out", extra={"seconds": self.timeout_seconds})
            else:
                logger.exception("request failed")
            if status is not None:
                raise
            text = "The request took too long." if timed_out else "The service failed."
            await JSONResponse({"error": text}, 503 if timed_out else 500)(scope, receive, note_status)
        finally:
            self._end(scope, status or 500, time.perf_counter() - start)

    @staticmethod
    def _end(scope: Scope, status: int, seconds: float) -> None:
        method, path = scope["method"], scope["path"]
        route = getattr(scope.get("route"), "path", None)
        count_request(method, route, status, seconds)
        write = logger.debug if path in PROBES else logger.info
        fields = {"method": method, "path": path, "status": status, "duration_ms": round(seconds * 1000)}
        write("request", extra=fields)
