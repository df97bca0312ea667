"""The application around the routes, and its process."""

import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.database import Database
from service.log import configure_logging, logger
from service.requests import Requests
from service.settings import SERVICE, ConfigurationError, Settings, read_settings
from service.tracing import start_tracing


def create_app(description: str, routes: APIRouter, settings: Settings | None = None) -> FastAPI:
    """Makes the application. Ends the process where the configuration has mistakes."""
    if settings is None:
        settings = _settings_or_exit()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.database = Database(settings.database)
        await app.state.database.open()
        yield
        await app.state.database.close()
        provider.shutdown()

    app = FastAPI(title=SERVICE, description=description, lifespan=lifespan)
    app.state.settings = settings
    app.add_middleware(Requests, timeout_seconds=settings.request_timeout_seconds)
    provider = start_tracing(app, settings)

    @app.get("/health", include_in_schema=False)
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/ready", include_in_schema=False)
    async def ready() -> JSONResponse:
        reason = await _unready(app)
        if reason is None:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "unavailable", "reason": reason}, 503)

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    app.include_router(routes)
    return app


async def _unready(app: FastAPI) -> str | None:
    """What is away that every request needs."""
    if not await app.state.database.answers():
        return "database"
    return None


def run(app: FastAPI) -> None:
    """Serves until SIGTERM: then it takes no more connections, answers the requests that are running, and ends with 0."""
    settings: Settings = app.state.settings
    # uvicorn ends well on these, and raises them again for the handler that was there before: this one.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(
        app,
        host="0.0.0.0",
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=65,
        timeout_graceful_shutdown=settings.shutdown_timeout_seconds,
    )
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        sys.exit(1)
    logger.info("stopped")


def _settings_or_exit() -> Settings:
    configure_logging("info")
    try:
        settings = read_settings()
    except ConfigurationError as error:
        logger.error(str(error), extra={"problems": error.problems})
        sys.exit(1)
    configure_logging(settings.log_level)
    return settings
