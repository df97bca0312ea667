"""A pool of connections to PostgreSQL: always over TLS, with the server's certificate and name checked."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from psycopg import Connection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

from service.settings import DatabaseSettings


def connection_options(settings: DatabaseSettings) -> dict[str, object]:
    """How to connect, as libpq names it."""
    return {
        "host": settings.host,
        "port": settings.port,
        "dbname": settings.name,
        "user": settings.user,
        "password": settings.password,
        "sslmode": "verify-full",
        "sslrootcert": str(settings.ca_file),
        "connect_timeout": 5,
    }


class Database:
    """The pool. Connections are made when they are needed, and again when the database was away."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(
            kwargs={
                **connection_options(settings),
                "autocommit": True,
                "row_factory": dict_row,
                "options": "-c statement_timeout=20s",
            },
            min_size=0,
            max_size=2,
            timeout=5,
            max_idle=30,
            reconnect_timeout=1,
            check=ConnectionPool.check_connection,
            open=False,
        )

    def __enter__(self) -> Self:
        # It does not wait for the database: the first statement does.
        self._pool.open(wait=False)
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._pool.close()

    def query(self, sql: str, values: Sequence[object] = ()) -> list[DictRow]:
        """The rows of a statement; `%s` stands for a value."""
        with self._pool.connection() as connection:
            return connection.execute(sql, values).fetchall()

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Runs a statement that returns no rows."""
        with self._pool.connection() as connection:
            connection.execute(sql, values)
