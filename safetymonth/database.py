"""What the database must be made with, looked at by how it behaves: providers and versions name the same locale differently."""

import sys
from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

# By code points, and with capitals beyond ASCII: C.UTF-8. Plain C knows no capital of "é"; others sort "a" before "B".
FITS = """
    SELECT datname, pg_encoding_to_char(encoding) = 'UTF8' AND 'B' < 'a' AND upper(%s) = %s
    FROM pg_database WHERE datname = current_database()
"""
SMALL, CAPITAL = "\u00e9", "\u00c9"


def unfit(alias: str = "default") -> str | None:
    """A sentence where the database orders or knows letters in another way than the portal's indexes count on."""
    with connections[alias].cursor() as cursor:
        cursor.execute(FITS, [SMALL, CAPITAL])
        name, fits = cursor.fetchone()
    if fits:
        return None
    return _(
        "The database “%(name)s” was not made with UTF-8 and the locale C.UTF-8, so searching and sorting Chinese would be"
        " slow and in another order. Make one with “createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8” and"
        " bring the data over with pg_dump and pg_restore."
    ) % {"name": name}


def check_database(app_configs: Any, databases: Iterable[str] | None = None, **options: Any) -> list[CheckMessage]:
    """`migrate` asks it before it changes anything."""
    found = [sentence for alias in databases or () if (sentence := unfit(alias))]
    return [Error(sentence, id="safetymonth.E001") for sentence in found]


def stop_if_unfit() -> None:
    """For a server that starts; a database that doesn't answer yet is the business of /readyz."""
    try:
        sentence = unfit()
    except DatabaseError:
        return
    finally:
        connections["default"].close()
    if sentence:
        sys.exit(sentence)
