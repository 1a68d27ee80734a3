"""For migrations: keys of other tables that lose an index by which nothing is looked for."""

from typing import Any

from django.db.migrations import AlterField
from django.db.models import DO_NOTHING, PROTECT, ForeignKey

NULLABLE: dict[str, Any] = {"blank": True, "null": True}
FIXED: dict[str, Any] = {"editable": False}


def unindexed(model: str, name: str, to: str, *, on_delete: Any = PROTECT, related_name: str = "+", **facts: Any):
    field = ForeignKey(to, on_delete, db_index=False, related_name=related_name, **facts)
    return AlterField(model_name=model, name=name, field=field)


def unindexed_in_history(model: str, name: str, to: str, *, related_query_name: str | None = "+", **facts: Any):
    """As a history keeps the key of a row that may be gone."""
    asked = {} if related_query_name is None else {"related_query_name": related_query_name}
    return unindexed(model, name, to, on_delete=DO_NOTHING, db_constraint=False, **asked, **facts)
