"""What reminders cost: `python -m bench messages`.

The day's run at growing numbers of units; how many e-mails a minute one worker sends and how many two, as a ratio to
a bare loop of smtplib; and the pages of messages beside a bare page, with the plans of the statements behind them.
"""

import argparse
import os
import subprocess
import sys

import django

UNITS = (1_000, 3_000, 10_000)
ROWS = (1_000, 100_000, 1_000_000)
PARTS = ("runs", "sending", "pages")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bench messages", description="What reminders cost.")
    parser.add_argument("--parts", default=",".join(PARTS), help="only these, by commas")
    parser.add_argument("--units", nargs="*", type=int, default=UNITS, help="numbers of units for the day's run")
    parser.add_argument("--rows", nargs="*", type=int, default=ROWS, help="numbers of messages for the pages")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plans", action="store_true", help="print what PostgreSQL does for the statements")
    options = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.servers import servers

    parts = options.parts.split(",")
    with servers():
        for units in options.units if "runs" in parts else ():
            apart("run", units)
        if "sending" in parts:
            apart("send", options.rounds)
        for rows in options.rows if "pages" in parts else ():
            apart("ask", rows, options.rounds, int(options.plans))


def apart(*what: str | int) -> None:
    """In a process of its own, so that memory is counted from nothing."""
    subprocess.run([sys.executable, "-m", "bench.messages", *map(str, what)], check=True)


def part(what: str, *numbers: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench import asking, running, sending
    from bench.servers import database

    with database():
        {"run": running.measure, "send": sending.measure, "ask": asking.measure}[what](*numbers)


if __name__ == "__main__":
    part(sys.argv[1], *map(int, sys.argv[2:]))
