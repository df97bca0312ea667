"""What the work needs."""

from dataclasses import dataclass

# #if database
from service.database import Database
# #end
from service.settings import Settings


@dataclass(frozen=True)
class Context:
    """Everything that is opened once, at the start."""

    settings: Settings
    # #if database
    database: Database
    # #end
