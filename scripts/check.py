"""`make check`: every check in turn, one line each; the output of those that fail follows."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
APPS = ("reports", "activities", "inspections", "campaigns", "notifications", "accounts", "units", "core")
TYPED = ("services", "selectors", "rules", "tasks")


def typed_files() -> list[str]:
    """Services, selectors, rules and tasks, as modules or as packages, and the ground they stand on."""
    found = [ROOT / "safetymonth" / "quickstart"]
    for app in APPS:
        for name in TYPED:
            found += [path for path in (ROOT / app / f"{name}.py", ROOT / app / name) if path.exists()]
    return [str(path.relative_to(ROOT)) for path in found]


def checks() -> dict[str, list[str]]:
    module = [PYTHON, "-m"]
    manage = [PYTHON, "manage.py"]
    return {
        "lint": [*module, "ruff", "check", "."],
        "format": [*module, "ruff", "format", "--check", "."],
        "templates": [*module, "djlint", "--lint", "--quiet", "."],
        "import contracts": [str(Path(PYTHON).with_name("lint-imports"))],
        "types": [*module, "mypy", *typed_files()],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "deploy check": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "translations": [PYTHON, "scripts/messages.py", "check"],
    }


def main() -> int:
    # The deploy check looks at what a county server gets, not at a developer's settings or the quickstart's plain http.
    environment = os.environ | {"PLAIN_HTTP_ON_LOOPBACK": "0", "DEBUG": "0"}
    failed = []
    for name, command in checks().items():
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr)
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
