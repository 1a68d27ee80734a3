"""Message catalogue: `update` extracts, `compile` writes the .mo, `check` fails on gaps or a stale .mo."""

import os
import sys
import tempfile
from pathlib import Path

import django
import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
IGNORED = ["locale", ".venv", ".git", "var", "static", "docs", "tests", "*/tests", "node_modules"]
HEADER = {
    "Project-Id-Version": "safetymonth",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Extract(makemessages.Command):
    """Writes to LOCALE_PATHS only: the checkout's own catalogue stays untouched."""

    def find_files(self, root):
        self.locale_paths = [self.default_locale_path]
        return super().find_files(root)


def extracted() -> polib.POFile:
    """What the code says now, with the translations the catalogue already has; written nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        settings.configure(LOCALE_PATHS=[folder], INSTALLED_APPS=[], USE_I18N=True)
        django.setup()
        call_command(
            Extract(),
            locale=["zh_Hans"],
            extensions=["html", "txt", "py"],
            ignore_patterns=IGNORED,
            no_location=True,
            no_wrap=True,
            verbosity=0,
        )
        found = polib.pofile(str(Path(folder) / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue()}
    for entry in found:
        old = known.get((entry.msgctxt, entry.msgid))
        if old is None:
            continue
        if entry.msgid_plural:
            entry.msgstr_plural = {0: old.msgstr_plural.get(0, "") or old.msgstr}
        else:
            entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
        if old.fuzzy:
            entry.flags.append("fuzzy")
    return tidy(found)


def catalogue() -> polib.POFile:
    return polib.pofile(str(PO)) if PO.exists() else polib.POFile()


def tidy(po: polib.POFile) -> polib.POFile:
    """Sorted, one line per text, no dates: two people's changes meet only where they touch one text."""
    result = polib.POFile(wrapwidth=0)
    result.metadata = dict(HEADER)
    for entry in sorted(po, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        if not entry.obsolete:
            entry.comment = entry.tcomment = ""
            entry.occurrences, entry.previous_msgid = [], None
            if entry.msgid_plural and not entry.msgstr_plural:
                entry.msgstr_plural = {0: ""}
            result.append(entry)
    return result


def missing(po: polib.POFile) -> list[str]:
    return [entry.msgid for entry in po if not entry.translated() or entry.fuzzy]


def compiled() -> bytes:
    return catalogue().to_binary()


def update() -> int:
    po = extracted()
    FOLDER.mkdir(parents=True, exist_ok=True)
    po.save(str(PO))
    gaps = missing(po)
    print(f"{len(po)} texts, {len(gaps)} without Chinese")
    for text in gaps:
        print(f"  {text!r}")
    return 0


def compile_() -> int:
    MO.write_bytes(compiled())
    return 0


def check() -> int:
    """Code, catalogue and compiled file must tell the same."""
    gaps = [f"no Chinese for {text!r}" for text in missing(extracted())]
    if not MO.exists() or MO.read_bytes() != compiled():
        gaps.append("django.mo is older than django.po: run `scripts/messages.py compile`")
    for gap in gaps:
        print(gap, file=sys.stderr)
    return 1 if gaps else 0


if __name__ == "__main__":
    actions = {"update": update, "compile": compile_, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit("usage: scripts/messages.py update|compile|check")
    os.chdir(ROOT)
    sys.exit(actions[sys.argv[1]]())
