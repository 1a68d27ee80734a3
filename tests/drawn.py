"""How many examples a property test draws.

`make test` draws the same few in each run, so that a red run means the change. `make explore` draws many new ones.
"""

import os

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "suite")
TIMES = {"suite": 1, "explore": 10}
USUAL = 100


def examples(number=USUAL):
    return number * TIMES[PROFILE]
