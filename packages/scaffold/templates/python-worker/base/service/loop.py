"""Repeats a piece of work until SIGTERM."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from service.log import logger

MOST_FAILURES = 10
"""After so many failures in a row the worker ends with 1: Kubernetes starts it again and shows that it does not work."""

LONGEST_PAUSE_SECONDS = 30


class Ended(BaseException):
    """SIGTERM arrived while the worker waited. It is no `Exception`, so that no library takes it for a failure of its own."""


class Loop:
    """The loop. The piece of work in hand is finished before it ends."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep
        self._is_ending = False
        self._is_waiting = False

    def listen(self) -> None:
        """Ends on SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.end()

    def end(self) -> None:
        """Begins no other piece of work. A wait is interrupted."""
        self._is_ending = True
        if self._is_waiting:
            raise Ended

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Surrounds what SIGTERM may interrupt: a pause, or a request for work."""
        self._is_waiting = True
        try:
            if self._is_ending:
                raise Ended
            yield
        finally:
            self._is_waiting = False

    def pause(self, seconds: float) -> None:
        with self.waiting():
            self._sleep(seconds)

    def run(self, piece: Callable[[], None]) -> int:
        """Repeats a piece of work. After one that fails there is a pause, which gets longer from failure to failure.

        Returns the exit code: 0 after a signal, and 1 after ten failures in a row.
        """
        try:
            return self._repeat(piece)
        except Ended:
            return 0

    def _repeat(self, piece: Callable[[], None]) -> int:
        failures = 0
        while not self._is_ending:
            try:
                piece()
                failures = 0
            except Exception:
                failures += 1
                logger.exception("the work failed", extra={"failures": failures})
                if failures == MOST_FAILURES:
                    return 1
                self.pause(min(2 ** (failures - 1), LONGEST_PAUSE_SECONDS))
        return 0
