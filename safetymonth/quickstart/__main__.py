"""`python3 -m safetymonth.quickstart COMMAND`: what the Makefile calls. Starts under any Python 3."""

import os
import shutil
import sys

LEAST = (3, 11)


def main(command: str) -> None:
    from . import install, place, supervisor
    from .words import Trouble

    actions = {
        "run": install.install_and_serve,
        "serve": supervisor.serve,
        "install-for-tests": install.install_for_tests,
        "lock": install.lock,
    }
    try:
        actions[command]()
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(str(place.sentence_of(error, place.VAR)))


if __name__ == "__main__":
    if sys.version_info < LEAST:
        for newer in ("python3.13", "python3.12", "python3.11"):
            if shutil.which(newer):
                os.execvp(newer, [newer, "-m", "safetymonth.quickstart", *sys.argv[1:]])
        sys.exit("Python 3.11 or newer is needed: install it, or name it with make PYTHON=...")
    main(sys.argv[1])
