"""Made-up hazards of a ledger in every state, from one seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from safetymonth.synthesis.rows import DAYS, FIRST_DAY, SEED, happens, key_once, pick, words

COLUMNS = (
    "id, campaign_id, year, serial, source_id, category_id, unit_id, supervising_id, description, place, part, violation, "
    "grade, clause, state, unit_sees, reported_on, accepted_on, accepted_by_id, responsible, measures, funds_yuan, "
    "funds_source, due_on, contingency, first_due_on, interim_control, production_stopped, notice_no, rectified_on, "
    "rectified_by_id, cost_yuan, reinspected_by_id, reinspected_by_name, closed_on, closed_by_id, why, transferred_to, "
    "times_reopened, submission_key, version"
)
# Of 100 hazards: what the states are; most of a year's ledger is closed.
STATES = [
    *["reported"] * 3,
    *["accepted"] * 3,
    *["graded"] * 2,
    *["rectifying"] * 8,
    *["rectified"] * 3,
    *["fixed"] * 74,
    *["unfixed"] * 3,
    *["rejected"] * 4,
]
MAJOR_PERCENT, LATE_PERCENT = 3, 40
ACCEPTED = ("accepted", "graded", "rectifying", "rectified", "fixed")
GRADED, ORDERED, DONE = ACCEPTED[1:], ACCEPTED[2:], ACCEPTED[3:]
DESCRIPTION = 16


@dataclass(frozen=True)
class Workers:
    """Keys of what hazards point to, and three people, since nobody re-inspects the own work."""

    campaign: int
    sources: list[int]
    categories: list[int]
    office: int
    unit_side: int
    inspector: int


def hazards(workers: Workers, first_key: int, unit_keys: list[int], number: int) -> Iterator[tuple]:
    chance = random.Random(SEED)
    for place in range(number):
        yield _hazard(workers, chance, first_key + place, place + 1, unit_keys)


def _hazard(workers: Workers, chance: random.Random, key: int, serial: int, unit_keys: list[int]) -> tuple:
    state = pick(chance, STATES)
    grade = _grade(chance) if state in GRADED else ""
    reported = FIRST_DAY + timedelta(days=int(chance.random() * DAYS))
    what = (
        *(
            key,
            workers.campaign,
            reported.year,
            serial,
            pick(chance, workers.sources),
            pick(chance, workers.categories),
        ),
        *(
            pick(chance, unit_keys),
            pick(chance, unit_keys[:20]),
            words(chance, DESCRIPTION),
            f"Place {serial % 977}",
            "",
            "",
        ),
        *(grade, "Clause 3" if grade == "major" else "", state, state in GRADED),
    )
    return (*what, *_steps(workers, chance, state, grade, reported), 0, key_once(chance), 1)


def _grade(chance: random.Random) -> str:
    return "major" if happens(chance, MAJOR_PERCENT) else "ordinary"


def _steps(workers: Workers, chance: random.Random, state: str, grade: str, reported: date) -> tuple:
    """From the day of the report to the reason of the last decision, in the order of the columns."""
    is_major = grade == "major"
    closed = reported + timedelta(days=20) if state in ("fixed", "unfixed") else None
    due = None
    if state in ORDERED:
        due = reported + timedelta(days=15 if happens(chance, LATE_PERCENT) else 400)
    plan = ("Rebuild", Decimal(50_000), "Own funds", due, "Guard it") if is_major else ("", None, "", due, "")
    is_done = state in DONE
    return (
        *(reported, *((reported, workers.office) if state in ACCEPTED else (None, None))),
        *("Manager" if due else "", *plan, due, "", False, ""),
        *((reported + timedelta(days=10), workers.unit_side) if is_done else (None, None)),
        *(None, workers.inspector if state == "fixed" else None, "", closed, workers.inspector if closed else None),
        *("Reason" if state in ("unfixed", "rejected") else "", ""),
    )
