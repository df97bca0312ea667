# #if queue
"""The worker: what it does with a message."""
# #else
"""The worker: what it does again and again."""
# #end

import sys

from service.context import Context
from service.log import logger
# #if queue
from service.queue import Message
# #end
from service.run import run


# #if queue
def handle(message: Message, context: Context) -> None:
    """Handles a message. Put your own work here.

    When it returns, the message is deleted. When it raises, the message stays in the queue and is delivered again; after the last try it
    moves to the dead-letter queue. A message can arrive more than once: handling it twice must do no harm.
    """
    # #if database
    sql = "INSERT INTO work (id, content) VALUES (%s, %s) ON CONFLICT (id) DO NOTHING"
    context.database.execute(sql, [message.id, message.body])
    logger.info("the message is stored", extra={"message_id": message.id})
    # #else
    logger.info("a message arrived", extra={"message_id": message.id, "characters": len(message.body)})
    # #end


if __name__ == "__main__":
    sys.exit(run(handle))
# #else
def work(context: Context) -> None:
    """One piece of work, which is done again and again. Put your own work here.

    A piece that is interrupted is done again: doing it twice must do no harm.
    """
    # #if database
    [row] = context.database.query("SELECT count(*) AS count FROM work")
    logger.info("the work is done", extra={"rows": row["count"]})
    # #else
    logger.info("the work is done", extra={"environment": context.settings.environment})
    # #end


if __name__ == "__main__":
    sys.exit(run(work))
# #end
