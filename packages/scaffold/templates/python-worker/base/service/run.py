"""The process of the worker."""

from collections.abc import Callable

from service.context import Context
# #if database
from service.database import Database
# #end
from service.log import configure_logging, logger
from service.loop import Loop
# #if queue
from service.queue import Message, Queue, handle_next
# #end
from service.settings import ConfigurationError, read_settings


# #if queue
def run(handle: Callable[[Message, Context], None]) -> int:
    """Handles messages until SIGTERM: then it finishes the one in hand, and returns 0. Returns 1 where it cannot work."""
# #else
def run(work: Callable[[Context], None]) -> int:
    """Does the work again and again until SIGTERM: then it finishes the piece in hand, and returns 0. Returns 1 where it cannot work."""
# #end
    configure_logging("info")
    try:
        settings = read_settings()
    except ConfigurationError as error:
        logger.error(str(error), extra={"problems": error.problems})
        return 1
    configure_logging(settings.log_level)
    loop = Loop()
    loop.listen()
    logger.info("started", extra={"environment": settings.environment})
    # #if database
    with Database(settings.database) as database:
        context = Context(settings, database)
        # #if queue
        queue = Queue(settings, loop)
        code = loop.run(lambda: handle_next(queue, lambda message: handle(message, context)))
        # #else
        code = loop.run(lambda: _piece(work, context, loop))
        # #end
    # #else
    context = Context(settings)
    # #if queue
    queue = Queue(settings, loop)
    code = loop.run(lambda: handle_next(queue, lambda message: handle(message, context)))
    # #else
    code = loop.run(lambda: _piece(work, context, loop))
    # #end
    # #end
    logger.info("stopped")
    return code
# #if queue
# #else


def _piece(work: Callable[[Context], None], context: Context, loop: Loop) -> None:
    work(context)
    loop.pause(context.settings.interval_seconds)
# #end
