"""The configuration, from environment variables, checked once at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SERVICE = "billing"
"""The name of the service, as logs, metrics and traces show it."""

LOG_LEVELS = ("debug", "info", "warn", "error")


class ConfigurationError(Exception):
    """The configuration has mistakes: `problems` has all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The configuration is not valid: " + " ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class DatabaseSettings:
    """How to reach the database."""

    host: str
    port: int
    name: str
    user: str
    password: str
    ca_file: Path
    """The certificates, in PEM, of the authorities that the server's certificate is checked against."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between environments."""

    environment: str
    port: int
    log_level: str
    request_timeout_seconds: int
    """A request that takes longer is answered with 503."""
    shutdown_timeout_seconds: int
    """How long running requests may take after SIGTERM."""
    traces_endpoint: str | None
    """Where traces are sent: an OTLP/HTTP collector."""
    database: DatabaseSettings


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Reads the settings. Raises ConfigurationError naming every variable that is missing or wrong."""
    read = _Reader(env)
    settings = Settings(
        environment=read.text("APP_ENV", "local"),
        port=read.integer("PORT", 8080, 0, 65_535),
        log_level=read.level("LOG_LEVEL", "info"),
        request_timeout_seconds=read.integer("REQUEST_TIMEOUT_SECONDS", 30, 1, 3_600),
        shutdown_timeout_seconds=read.integer("SHUTDOWN_TIMEOUT_SECONDS", 20, 1, 3_600),
        traces_endpoint=read.url("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") or read.url("OTEL_EXPORTER_OTLP_ENDPOINT"),
        database=DatabaseSettings(
            host=read.text("DB_HOST"),
            port=read.integer("DB_PORT", 5432, 1, 65_535),
            name=read.text("DB_NAME"),
            user=read.text("DB_USER"),
            password=read.text("DB_PASS"),
            ca_file=read.file("DB_CA_FILE", "certs/rds-eu-west-1.pem"),
        ),
    )
    if read.problems:
        raise ConfigurationError(read.problems)
    return settings


class _Reader:
    """Reads variables and gathers what is wrong with them. It never repeats a value: one may be a secret."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.problems: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        value = self.env.get(name) or default
        if value is None:
            self.problems.append(f"{name} is not set.")
        return value or ""

    def integer(self, name: str, default: int, least: int, most: int) -> int:
        text = self.text(name, str(default))
        if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        self.problems.append(f"{name} must be a whole number from {least} to {most}.")
        return default

    def level(self, name: str, default: str) -> str:
        """Reads a log level in any case. Python's own name for `warn` is `WARNING`."""
        text = self.text(name, default).lower()
        level = "warn" if text == "warning" else text
        if level not in LOG_LEVELS:
            self.problems.append(f"{name} must be one of {', '.join(LOG_LEVELS)}.")
        return level

    def url(self, name: str) -> str | None:
        value = self.env.get(name)
        if not value:
            return None
        try:
            parts = urlsplit(value)
            is_url = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            is_url = False
        if not is_url:
            self.problems.append(f"{name} must be an http or https URL.")
        return value

    def file(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default))
        try:
            path.read_bytes()
        except OSError as error:
            self.problems.append(f"{name} cannot be read: {error.strerror}.")
        return path
