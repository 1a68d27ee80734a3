"""What became of one attempt to send."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Result(Enum):
    SENT = "sent"
    # Nothing went out; worth another attempt.
    LATER = "later"
    # The other side refused for good.
    FAILED = "failed"
    # It may have gone out or not.
    UNCLEAR = "unclear"
    # Everything it would have said is settled by now.
    DROPPED = "dropped"


@dataclass(frozen=True)
class Outcome:
    """`is_down`: the whole channel doesn't answer, so the next row needs no attempt of its own just now.

    `again_at`: nothing was tried, since it isn't this row's turn; at that moment it is.
    """

    result: Result
    why: str = ""
    is_down: bool = False
    again_at: datetime | None = None
