"""A pool of connections to PostgreSQL: always over TLS, with the server's certificate and name checked."""

from collections.abc import Sequence

from prometheus_client import Gauge
from psycopg import AsyncConnection, Error
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from service.log import logger
from service.settings import DatabaseSettings

_connections = Gauge("db_client_connection_count", "Connections to the database, by state.", ("state",))
_most = Gauge("db_client_connection_max", "The most connections to the database.")
_waiting = Gauge("db_client_connection_pending_requests", "Requests that wait for a connection to the database.")


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
        self._pool: AsyncConnectionPool[AsyncConnection[DictRow]] = AsyncConnectionPool(
            kwargs={
                **connection_options(settings),
                "autocommit": True,
                "row_factory": dict_row,
                "options": "-c statement_timeout=20s",
            },
            min_size=0,
            max_size=10,
            timeout=5,
            max_idle=30,
            reconnect_timeout=1,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )
        _connections.labels("used").set_function(lambda: self._count("pool_size") - self._count("pool_available"))
        _connections.labels("idle").set_function(lambda: self._count("pool_available"))
        _most.set_function(lambda: self._count("pool_max"))
        _waiting.set_function(lambda: self._count("requests_waiting"))

    def _count(self, name: str) -> int:
        return self._pool.get_stats()[name]

    async def open(self) -> None:
        """Starts the pool. It does not wait for the database: `/ready` does."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        await self._pool.close()

    async def query(self, sql: str, values: Sequence[object] = ()) -> list[DictRow]:
        """The rows of a statement; `%s` stands for a value."""
        async with self._pool.connection() as connection:
            cursor = await connection.execute(sql, values)
            return [] if cursor.description is None else await cursor.fetchall()

    async def answers(self) -> bool:
        """Whether a statement can be run now."""
        try:
            async with self._pool.connection(timeout=2) as connection:
                await connection.execute("SELECT 1")
        except (Error, PoolTimeout) as error:
            logger.warning("database does not answer", extra={"error": str(error)})
            return False
        return True
