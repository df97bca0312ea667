"""The queue: Amazon SQS. The credentials are those of the pod's role."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import boto3
from botocore.config import Config

from service.log import logger
from service.loop import Loop
from service.settings import Settings

WAIT_SECONDS = 20
"""How long Amazon SQS waits for a message before it answers that there is none."""


@dataclass(frozen=True)
class Message:
    """A message from the queue."""

    id: str
    body: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    """The attributes that the sender added, as text."""
    receives: int = 1
    """How often it was delivered: 1 at the first time."""


class Delivery(Protocol):
    """A message that is hidden from other pods until it is deleted or its visibility timeout is over."""

    message: Message

    def delete(self) -> None: ...


class Source(Protocol):
    """Where messages come from."""

    def receive(self) -> Delivery | None: ...


class Queue:
    """The queue that the settings name."""

    def __init__(self, settings: Settings, loop: Loop) -> None:
        self._url = settings.queue_url
        self._loop = loop
        options = Config(connect_timeout=5, read_timeout=WAIT_SECONDS + 10, retries={"mode": "standard"})
        self._client = boto3.client("sqs", region_name=settings.region, config=options)

    def receive(self) -> Delivery | None:
        """Waits for the next message. Returns None where none came in time."""
        with self._loop.waiting():
            answer = self._client.receive_message(
                QueueUrl=self._url,
                # The visibility timeout counts from here on, so that a message must not wait for another one.
                MaxNumberOfMessages=1,
                WaitTimeSeconds=WAIT_SECONDS,
                MessageAttributeNames=["All"],
                MessageSystemAttributeNames=["ApproximateReceiveCount"],
            )
        for received in answer.get("Messages", []):
            return _Received(_message(received), self._client, self._url, received["ReceiptHandle"])
        return None


@dataclass(frozen=True)
class _Received:
    message: Message
    client: Any
    url: str
    receipt: str

    def delete(self) -> None:
        self.client.delete_message(QueueUrl=self.url, ReceiptHandle=self.receipt)


def _message(received: Mapping[str, Any]) -> Message:
    attributes = {
        name: value["StringValue"]
        for name, value in received.get("MessageAttributes", {}).items()
        if "StringValue" in value
    }
    receives = int(received.get("Attributes", {}).get("ApproximateReceiveCount", 1))
    return Message(received["MessageId"], received["Body"], attributes, receives)


def handle_next(source: Source, handle: Callable[[Message], None]) -> None:
    """Waits for a message, and hands it over. The message is deleted when that succeeds. When it fails, the message stays in the queue."""
    delivery = source.receive()
    if delivery is None:
        return
    message = delivery.message
    fields = {"message_id": message.id, "receives": message.receives}
    started = time.monotonic()
    try:
        handle(message)
    except Exception:
        logger.exception("the message stays in the queue: it was not handled", extra=fields)
        return
    delivery.delete()
    logger.info("the message is handled", extra={**fields, "duration_ms": round((time.monotonic() - started) * 1000)})
