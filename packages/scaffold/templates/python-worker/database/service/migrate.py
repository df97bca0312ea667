"""Applies the migrations: `python -m service.migrate`."""

import sys
from pathlib import Path

import psycopg

from service.database import connection_options
from service.log import configure_logging, logger
from service.settings import ConfigurationError, read_settings

LOCK = 7_205_759
"""Only one migration runs at a time; this number names the lock."""


def migrate(connection: psycopg.Connection, folder: Path) -> list[str]:
    """Applies the files that the database does not have yet, in order of their names, each in a transaction."""
    connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations"
        " (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
    )
    known = {name for (name,) in connection.execute("SELECT name FROM schema_migrations").fetchall()}
    new = [file for file in sorted(folder.glob("*.sql")) if file.name not in known]
    for file in new:
        with connection.transaction():
            connection.execute(file.read_text("utf-8").encode())
            connection.execute("INSERT INTO schema_migrations (name) VALUES (%s)", [file.name])
    return [file.name for file in new]


def main() -> None:
    configure_logging("info")
    try:
        settings = read_settings()
        # Ends the lock as well.
        with psycopg.connect(**connection_options(settings.database), autocommit=True) as connection:
            applied = migrate(connection, Path("migrations"))
    except (ConfigurationError, psycopg.Error) as error:
        logger.error(str(error))
        sys.exit(1)
    logger.info("migrated", extra={"applied": applied})


if __name__ == "__main__":
    main()
