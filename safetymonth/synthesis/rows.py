"""The made-up rows, from one seed: the same numbers give the same records."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, count
from typing import TypeVar

SEED = 20260601
FIRST_DAY, DAYS = date(2026, 6, 1), 30
# As PostgreSQL reads them, written once: dates took as long to write as all else of a record.
MOMENTS = [(f"{day}", f"{day} 02:00:00+00") for day in (FIRST_DAY + timedelta(days=place) for place in range(DAYS))]
# Of the units: one in so many is a town, one a village; at 10,000 there are 20 towns with 20 villages each.
UNITS_A_TOWN, UNITS_A_VILLAGE = 500, 25
LARGEST = 1999
# Of 100 activities: what the states, joint ones, unknown and rounded figures are.
STATES = [*["approved"] * 80, *["submitted"] * 12, *["returned"] * 4, *["draft"] * 4]
JOINT_PERCENT, UNKNOWN_PERCENT, OVER_PERCENT = 10, 5, 10
FIGURES, MOST_LINKED = 3, 2
# Titles and descriptions are made of so many characters of the basic Chinese block: two of them are a word like another.
CHARACTERS = [chr(0x4E00 + place) for place in range(600)]
TITLE = 12
# Of 100 units: how many bear which risk.
RISK_LEVELS = [*["red"] * 2, *["orange"] * 8, *["yellow"] * 30, *["blue"] * 60]


@dataclass(frozen=True)
class Known:
    """Keys of what is there already."""

    campaign: int
    area_path: str
    area: int
    person: int
    department: int
    town: int
    village: int
    industries: list[int]
    kinds: list[int]
    indicators: list[int]
    linkages: list[int]
    entries: list[int]
    plan_items: list[int]
    assignments: list[int]


@dataclass
class Keys:
    """The next free key of each table."""

    unit: Iterator[int]
    activity: Iterator[int]


Thing = TypeVar("Thing")


def pick(chance: random.Random, things: Sequence[Thing]) -> Thing:
    """As `choice`, in a third of its time: a record is twenty picks."""
    return things[int(chance.random() * len(things))]


def happens(chance: random.Random, percent: int) -> bool:
    return chance.random() * 100 < percent


def key_once(chance: random.Random) -> str:
    return f"{chance.getrandbits(128):032x}"


def keys_after(unit: int, activity: int) -> Keys:
    return Keys(count(unit + 1), count(activity + 1))


MadeUnit = tuple[int, int, str, int, str, int | None, str]


def units(known: Known, keys: Keys, number: int) -> list[MadeUnit]:
    """(key, parent, path, kind, name, industry, level): towns, the villages in them, then what lies in the villages."""
    chance = random.Random(SEED)
    towns = max(1, number // UNITS_A_TOWN)
    villages = number // UNITS_A_VILLAGE
    found: list[MadeUnit] = []
    for place in range(number):
        key = next(keys.unit)
        if place < towns:
            above, named = (known.area, known.area_path), (known.town, f"Town {place + 1:03}")
        elif place < towns + villages:
            above, named = _place(found[place % towns]), (known.village, f"Village {place - towns + 1:05}")
        else:
            above = _place(found[towns + place % villages] if villages else found[place % towns])
            named = (known.department, f"Unit {place:06}")
        inspected: tuple[int | None, str] = (None, "")
        if named[0] == known.department:
            inspected = (chance.choice(known.industries), chance.choice(RISK_LEVELS))
        found.append((key, above[0], f"{above[1]}{key}/", *named, *inspected))
    return found


def _place(unit: MadeUnit) -> tuple[int, str]:
    return unit[0], unit[2]


def words(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(CHARACTERS, k=length))


@dataclass(frozen=True)
class Logged:
    """One activity with what hangs on it."""

    row: tuple
    values: list[tuple]
    linkages: list[tuple[int, int]]
    entries: list[tuple[int, int]]
    co_organisers: list[tuple[int, int]]


def activities(known: Known, keys: Keys, unit_keys: list[int], number: int) -> Iterator[Logged]:
    chance = random.Random(SEED)
    asked = list(combinations(known.indicators, FIGURES))
    linkages, entries = (
        [list(combinations(linked, number)) for number in range(MOST_LINKED + 1)]
        for linked in (known.linkages, known.entries)
    )
    for place in range(number):
        key = next(keys.activity)
        unit = pick(chance, unit_keys)
        guests = {pick(chance, unit_keys), pick(chance, unit_keys)} - {unit} if happens(chance, JOINT_PERCENT) else ()
        yield Logged(
            _activity(known, chance, key, unit, place),
            [_value(chance, key, indicator) for indicator in pick(chance, asked)],
            [(key, linkage) for linkage in pick(chance, pick(chance, linkages))],
            [(key, entry) for entry in pick(chance, pick(chance, entries))],
            [(key, guest) for guest in sorted(guests)],
        )


def _activity(known: Known, chance: random.Random, key: int, unit: int, place: int) -> tuple:
    state = pick(chance, STATES)
    day, at = pick(chance, MOMENTS)
    handed_in = (None, None) if state == "draft" else (at, known.person)
    looked_at = (at, known.person) if state in ("approved", "returned") else (None, None)
    return (
        key,
        known.campaign,
        unit,
        pick(chance, known.kinds),
        f"{words(chance, TITLE)}{place:07}",
        day,
        f"Place {place % 977}",
        "What was done, in a few words. " * 4,
        pick(chance, [None, *known.plan_items]),
        pick(chance, [None, None, None, *known.assignments]),
        state,
        at,
        known.person,
        *handed_in,
        *looked_at,
        "Photos are missing" if state == "returned" else "",
        key_once(chance),
    )


def _value(chance: random.Random, activity: int, indicator: int) -> tuple:
    if happens(chance, UNKNOWN_PERCENT):
        return (activity, indicator, None, "exact")
    qualifier = "over" if happens(chance, OVER_PERCENT) else "exact"
    return (activity, indicator, 1 + int(chance.random() * LARGEST), qualifier)
