import json

import pytest

import worker
from service.context import Context
from service.log import configure_logging
from service.loop import Loop
# #if queue
from service.queue import Message, handle_next
# #end
from service.settings import SERVICE, ConfigurationError, read_settings

ENVIRONMENT = {
    "APP_ENV": "test",
    # #if queue
    "{{queueVariable}}": "https://sqs.eu-west-2.amazonaws.com/123456789012/work",
    "AWS_REGION": "eu-west-2",
    # #end
    # #if database
    "DB_HOST": "db",
    "DB_NAME": "app",
    "DB_USER": "app",
    "DB_PASS": "secret",
    # #end
}
"""What has no default."""


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# #if database
class FakeDatabase:
    """Keeps the statements."""

    def __init__(self):
        self.statements = []

    def query(self, sql, values=()):
        self.statements.append(sql)
        return [{"count": 0}]

    execute = query


@pytest.fixture
def context():
    return Context(read_settings(ENVIRONMENT), FakeDatabase())
# #else
@pytest.fixture
def context():
    return Context(read_settings(ENVIRONMENT))
# #end


# #if queue
class FakeDelivery:
    """A message, and whether it was deleted."""

    message = Message("one", "hello")
    is_deleted = False

    def delete(self):
        self.is_deleted = True


class FakeQueue:
    """A queue with one message."""

    def __init__(self):
        self.delivery = FakeDelivery()

    def receive(self):
        return self.delivery


def test_handles_a_message_says_so_in_json_and_deletes_it(capsys, context):
    configure_logging("info")
    queue = FakeQueue()
    handle_next(queue, lambda message: worker.handle(message, context))
    assert queue.delivery.is_deleted
    logged = lines(capsys)
    assert {(line["service"], line["message_id"]) for line in logged} == {(SERVICE, "one")} == {("{{name}}", "one")}
    # #if database
    assert context.database.statements[-1].startswith("INSERT INTO work")
    # #end


def test_leaves_a_message_in_the_queue_that_it_cannot_handle(capsys):
    def fail(message):
        raise RuntimeError("no connection")

    configure_logging("info")
    queue = FakeQueue()
    handle_next(queue, fail)
    assert not queue.delivery.is_deleted
    assert "no connection" in lines(capsys)[-1]["error"]


# #else
def test_does_its_work_and_says_so_in_json(capsys, context):
    configure_logging("info")
    worker.work(context)
    assert {line["service"] for line in lines(capsys)} == {SERVICE} == {"{{name}}"}


# #end
def test_finishes_the_piece_in_hand_and_begins_no_other_after_the_signal():
    loop, done = Loop(), []

    def piece():
        loop.end()
        done.append("piece")

    assert loop.run(piece) == 0
    assert done == ["piece"]


def test_a_signal_interrupts_a_pause():
    loop = Loop(sleep=lambda seconds: loop.end())
    assert loop.run(lambda: loop.pause(3600)) == 0


def test_pauses_longer_from_failure_to_failure_and_ends_after_ten_in_a_row(capsys):
    def fail():
        raise RuntimeError("no connection")

    configure_logging("info")
    pauses = []
    assert Loop(sleep=pauses.append).run(fail) == 1
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30, 30]
    assert "no connection" in lines(capsys)[-1]["error"]


def test_names_every_mistake_of_the_configuration_and_no_values():
    wrong = {
        "LOG_LEVEL": "hunter2",
        # #if queue
        "{{queueVariable}}": "hunter2",
        # #else
        "INTERVAL_SECONDS": "hunter2",
        # #end
        # #if database
        "DB_PORT": "hunter2",
        # #end
    }
    with pytest.raises(ConfigurationError) as caught:
        read_settings({**ENVIRONMENT, **wrong})
    assert all(name in str(caught.value) for name in wrong)
    assert "hunter2" not in str(caught.value)
