"""First passwords on paper: given out once, kept nowhere in readable form."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core import signing

from core.imports import columns_from
from core.workbooks import write_table

COLUMNS = columns_from(Path(__file__).parent.parent / "data" / "slip_columns.yaml")
SALT = "accounts.slips"
# As long as the page with the slips may stay open before its workbook is asked for.
SECONDS = 3600


@dataclass(frozen=True)
class Slip:
    name: str
    username: str
    password: str
    unit: str = ""


def sealed(slips: Sequence[Slip]) -> str:
    """The slips as the page carries them to its own download; signed, so that nobody else's can be made."""
    return signing.dumps([asdict(slip) for slip in slips], salt=SALT, compress=True)


def opened(seal: str) -> list[Slip]:
    """Raises signing.BadSignature for anything but a recent seal."""
    return [Slip(**facts) for facts in signing.loads(seal, salt=SALT, max_age=SECONDS)]


def write_slips(target: Any, sheet_name: str, slips: Sequence[Slip]) -> None:
    write_table(target, sheet_name, COLUMNS, [[slip.name, slip.unit, slip.username, slip.password] for slip in slips])
