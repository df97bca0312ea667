"""The job: what one run does."""

import signal
import sys
import time
from types import FrameType

from service.log import configure_logging, logger
from service.settings import ConfigurationError, Settings, read_settings


class Ended(Exception):
    """The run must end, because of its deadline or a node that goes away."""


def run(settings: Settings) -> None:
    """One run. Put your own work here. A run can be tried again after it failed: doing the work twice must do no harm."""
    logger.info("the work is done", extra={"environment": settings.environment})


def main() -> int:
    """Runs the job once. A run that fails returns 1, so that Kubernetes tries it again."""
    configure_logging("info")
    signal.signal(signal.SIGTERM, _end)
    started = time.monotonic()
    try:
        settings = read_settings()
        configure_logging(settings.log_level)
        run(settings)
    except ConfigurationError as error:
        logger.error("%s", error)
        return 1
    except Exception:
        logger.exception("the run failed")
        return 1
    logger.info("finished", extra={"seconds": round(time.monotonic() - started, 3)})
    return 0


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise Ended("The run was ended by SIGTERM.")


if __name__ == "__main__":
    sys.exit(main())
