"""The configuration, from environment variables, checked once at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

SERVICE = "{{name}}"
"""The name of the job, as logs show it."""

LOG_LEVELS = ("debug", "info", "warn", "error")


class ConfigurationError(Exception):
    """The configuration has mistakes: the message has all of them, and no values, because one may be a secret."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between environments."""

    environment: str
    log_level: str


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Reads the settings. Raises ConfigurationError naming every variable that is wrong."""
    level = (env.get("LOG_LEVEL") or "info").lower()
    level = "warn" if level == "warning" else level
    if level not in LOG_LEVELS:
        raise ConfigurationError(f"The configuration is not valid: LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
    return Settings(environment=env.get("APP_ENV") or "local", log_level=level)
