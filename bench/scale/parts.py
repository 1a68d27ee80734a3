"""The parts of a run at one size: pages, pages over a tail, writers, workbooks, memory."""

import argparse

from django.db import connection

from accounts.models import User
from bench.scale import tail, workbooks, writers
from bench.scale.pages import Asked, asked
from bench.scale.rounds import SUPERUSER, Asking, Taken
from bench.scale.site import Site, resident_megabytes, site

LOOKS = 5


def measure(options: argparse.Namespace) -> dict[str, Taken]:
    parts, only = options.parts.split(","), tuple(options.only.split(","))
    User.objects.create_superuser(SUPERUSER, name="Superuser")
    found: dict[str, Taken] = {}
    with site("bench.settings") as portal, site("bench.scale.floor_settings") as floor:
        asking = Asking(portal, floor, _postmaster())
        pages = asked(only)
        if "pages" in parts:
            found |= asking.measure(pages, options.rounds)
        if "tail" in parts:
            found |= _over_a_tail(asking, pages, options.rounds)
        if "memory" in parts:
            _memory(asking, pages, options.requests)
    if "workbooks" in parts:
        workbooks.measure()
    if "writers" in parts:
        writers.measure(options.rounds)
    return found


def _over_a_tail(asking: Asking, pages: list[Asked], rounds: int) -> dict[str, Taken]:
    """The dashboards and figures again, a thousand records logged since the last fold."""
    wanted = [page for page in pages if page.name.startswith(("dashboard", "figures.json"))]
    with tail.unfolded() as rows:
        print(f"    {tail.RECORDS:,} records unfolded are {rows:,} rows", flush=True)
        found = asking.measure(wanted, rounds) if wanted else {}
    return {f"{name}, tail": taken for name, taken in found.items()}


def _memory(asking: Asking, pages: list[Asked], requests: int) -> None:
    """What the web workers hold as pages are asked thousands of times, after each has been asked once."""
    portal: Site = asking.portal
    _ask_in_turn(asking, pages, len(pages))
    for turn in range(LOOKS + 1):
        held = ", ".join(f"{resident_megabytes(pid):.1f}" for pid in portal.workers)
        print(f"    after {turn * requests // LOOKS:,} requests the workers hold {held} MB", flush=True)
        _ask_in_turn(asking, pages, requests // LOOKS if turn < LOOKS else 0)


def _ask_in_turn(asking: Asking, pages: list[Asked], requests: int) -> None:
    """Each over a connection of its own, so that both workers answer."""
    portal: Site = asking.portal
    for place in range(requests):
        page = pages[place % len(pages)]
        portal.cookie = asking.cookies[page.by]
        portal.connection.close()
        portal.ask(page.address)


def _postmaster() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int")
        return cursor.fetchone()[0]
