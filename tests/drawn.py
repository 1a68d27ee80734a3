"""How many examples a property test draws, and what becomes of their rows.

`make test` draws the same few in each run, so that a red run means the change. `make explore` draws many new ones.
"""

import os

from django.db import transaction

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "suite")
TIMES = {"suite": 1, "explore": 10}
USUAL = 100


def examples(number=USUAL):
    return number * TIMES[PROFILE]


def each_example_alone(test):
    """Roll back what an example saved."""

    def run(*args, **kwargs):
        with transaction.atomic():
            test(*args, **kwargs)
            transaction.set_rollback(True)

    run.__name__ = test.__name__
    return run
