"""`python -m bench scale`: pages over HTTP at 10,000, 100,000 and 1,000,000 of each record, as ratios to the floor."""

import argparse
import os
import time

import django

SIZES = (10_000, 100_000, 1_000_000)
UNITS = 10_000


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench scale", description="Pages over HTTP, and what totals cost.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="activities, and as many hazards")
    parser.add_argument("--units", type=int, default=UNITS)
    parser.add_argument("--only", default="", help="only pages whose names begin so (several by commas)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", default="pages,tail,writers,workbooks", help="what is measured; also: memory")
    parser.add_argument("--requests", type=int, default=10_000, help="asked while memory is watched")
    parser.add_argument("--durable", action="store_true", help="PostgreSQL waits for the disk")
    options = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.scale.table import show
    from bench.servers import servers

    with servers(durable=options.durable):
        found = {size: run(size, options) for size in options.sizes}
    if any(found.values()):
        show(found)


def run(size: int, options: argparse.Namespace) -> dict:
    from bench.scale.parts import measure
    from bench.servers import database
    from safetymonth.synthesis.copying import analyze, synthesize

    with database():
        started = time.perf_counter()
        synthesize(units=options.units, activities=size, hazards=size)
        analyze()
        took = time.perf_counter() - started
        print(f"{size:,} activities, {size:,} hazards of {options.units:,} units made in {took:.0f} s", flush=True)
        return measure(options)
