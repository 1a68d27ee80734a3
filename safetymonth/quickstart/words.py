"""Words for the terminal, in the language of the machine, from the portal's own catalogue."""

import gettext as catalogues
import os
from pathlib import Path

LOCALE_FOLDER = Path(__file__).resolve().parent.parent.parent / "locale"


class Trouble(Exception):
    """The start can't go on; the text is one sentence that says what to do."""


def machine_speaks_chinese() -> bool:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    return False


def _translations() -> catalogues.NullTranslations:
    if not machine_speaks_chinese():
        return catalogues.NullTranslations()
    return catalogues.translation("django", LOCALE_FOLDER, ["zh_Hans"], fallback=True)


gettext = _translations().gettext
