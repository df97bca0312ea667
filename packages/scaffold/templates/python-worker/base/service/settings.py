"""The configuration, from environment variables, checked once at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
# #if database
from pathlib import Path
# #end
# #if queue
from urllib.parse import urlsplit
# #end

SERVICE = "{{name}}"
"""The name of the worker, as logs show it."""

LOG_LEVELS = ("debug", "info", "warn", "error")


class ConfigurationError(Exception):
    """The configuration has mistakes: `problems` has all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The configuration is not valid: " + " ".join(problems))
        self.problems = problems


# #if database
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


# #end
@dataclass(frozen=True)
class Settings:
    """Everything that differs between environments."""

    environment: str
    log_level: str
    # #if queue
    queue_url: str
    """The URL of the queue whose messages are handled."""
    region: str
    """The region of AWS that the queue is in."""
    # #else
    interval_seconds: int
    """The pause after each piece of work."""
    # #end
    # #if database
    database: DatabaseSettings
    # #end


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Reads the settings. Raises ConfigurationError naming every variable that is missing or wrong."""
    read = _Reader(env)
    settings = Settings(
        environment=read.text("APP_ENV", "local"),
        log_level=read.level("LOG_LEVEL", "info"),
        # #if queue
        queue_url=read.url("{{queueVariable}}"),
        region=read.text("AWS_REGION"),
        # #else
        interval_seconds=read.integer("INTERVAL_SECONDS", 10, 0, 86_400),
        # #end
        # #if database
        database=DatabaseSettings(
            host=read.text("DB_HOST"),
            port=read.integer("DB_PORT", 5432, 1, 65_535),
            name=read.text("DB_NAME"),
            user=read.text("DB_USER"),
            password=read.text("DB_PASS"),
            ca_file=read.file("DB_CA_FILE", "certs/{{databaseAuthorities}}"),
        ),
        # #end
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
    # #if queue

    def url(self, name: str) -> str:
        value = self.text(name)
        try:
            parts = urlsplit(value)
            is_url = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            is_url = False
        if value and not is_url:
            self.problems.append(f"{name} must be an http or https URL.")
        return value
    # #end
    # #if database

    def file(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default))
        try:
            path.read_bytes()
        except OSError as error:
            self.problems.append(f"{name} cannot be read: {error.strerror}.")
        return path
    # #end
