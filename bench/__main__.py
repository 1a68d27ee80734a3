"""`python -m bench`: pages over HTTP, to a million records; `scale` and its options may be given.

`python -m bench pages`: all kinds of pages in one process. `python -m bench messages`: what reminders cost.
"""

import argparse
import os
import time

import django

from bench import messages
from bench.scale import command as scale

SIZES = (1_000, 10_000, 100_000)
UNITS_A_SIZE, FEWEST_UNITS = 100, 50
# A county that logs 100,000 activities is far larger than any; a ledger grows with its enterprises.
HAZARDS_A_SIZE = 10


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench pages", description="Pages as a ratio to a bare page.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of activities")
    parser.add_argument("--hazards", type=int, help="number of hazards at each size; else ten times the activities")
    parser.add_argument(
        "--only", default="", help="only pages whose names begin so (several by commas), and the bare page"
    )
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.servers import servers

    with servers():
        found = {size: run(size, options) for size in options.sizes}
    show(found)


def run(size: int, options: argparse.Namespace) -> dict:
    from bench.measuring import measure
    from bench.servers import database
    from safetymonth.synthesis.copying import analyze, synthesize

    hazards = size * HAZARDS_A_SIZE if options.hazards is None else options.hazards
    units = max(FEWEST_UNITS, size // UNITS_A_SIZE, hazards // HAZARDS_A_SIZE // UNITS_A_SIZE)
    with database():
        started = time.perf_counter()
        synthesize(units=units, activities=size, hazards=hazards)
        analyze()
        took = time.perf_counter() - started
        print(f"{size:,} activities, {hazards:,} hazards of {units:,} units made in {took:.1f} s", flush=True)
        return measure(options.rounds, only=options.only)


def show(found: dict) -> None:
    from bench.measuring import BARE

    print(f"\n{'':26}" + "".join(f"{size:>34,}" for size in found))
    print(f"{'page':26}" + f"{'queries':>9}{'KB':>7}{'ms':>9}{'ratio':>9}" * len(found))
    for name in next(iter(found.values())):
        line = f"{name:26}"
        for taken in found.values():
            ratio = taken[name].milliseconds / taken[BARE].milliseconds
            line += (
                f"{taken[name].queries:>9}{taken[name].kilobytes:>7.0f}{taken[name].milliseconds:>9.1f}{ratio:>9.1f}"
            )
        print(line)


if __name__ == "__main__":
    benches = {"scale": scale.main, "pages": main, "messages": messages.main}
    parser = argparse.ArgumentParser(prog="bench", add_help=False)
    parser.add_argument("bench", nargs="?", choices=benches, default="scale")
    chosen, given = parser.parse_known_args()
    benches[chosen.bench](given)
