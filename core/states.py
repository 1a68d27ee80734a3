"""Records that go from state to state."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models


class HasStates:
    """A record whose `state` becomes what its class names in `NEXT_STATES`, and nothing else."""

    State: ClassVar[type[models.TextChoices]]
    NEXT_STATES: ClassVar[Mapping[Any, Any]]
    state: Any

    def can_become(self, state: str) -> bool:
        return state in self.NEXT_STATES[self.State(self.state)]
