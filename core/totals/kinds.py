"""What is counted, as an app declares it in `settings.TOTALS`."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

# Held shared by whoever counts, alone by whoever moves units in the tree: a record is counted where its unit stands.
TREE_LOCK = 5_250_601


@dataclass(frozen=True)
class Beside:
    """Rows kept beside the totals, one by one instead of added up: made of a counted record, and gone with it.

    `rows` selects `columns` of one such record `r`; the first of them, as many as `key`, are the primary key.
    `when` is a condition on a counted record, written {record} there, without which it has no rows.
    """

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: str
    when: str


@dataclass(frozen=True)
class Kind:
    """One kind of record with totals. Its relations are `<name>_counted`, `_delta`, `_total` and the view `_now`.

    `columns` are those of `_counted` beside id, campaign and nodes. `records` selects them all from the base
    tables, in this order, with `{which}` for a condition on the record's key. `facts` selects facet, key, state,
    day, number, amount and inexact of one such row `r`, whose facet is one of `facets`; `beside` are rows kept of it one
    by one.
    """

    name: str
    columns: tuple[str, ...]
    records: str
    record_key: str
    facts: str
    facets: tuple[str, ...]
    beside: Beside | None = None

    @property
    def counted_columns(self) -> str:
        return ", ".join(("id", "campaign", "nodes", *self.columns))

    def current(self, which: str = "") -> str:
        """The statement for what the base tables say now; `which` narrows it to some records."""
        return self.records.format(which=f"WHERE {which}" if which else "")


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(import_string(path) for path in settings.TOTALS)
