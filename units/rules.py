"""Who may change the register. Pure: no query, no request.

`user` is a person with `is_office`, `is_admin`, `is_liaison`, `unit` and `reach`; the register lies
below accounts and knows no more of people.
"""

from typing import Any

from units.models import Unit


def may_edit_register(user: Any) -> bool:
    return bool(user.is_office or user.is_admin)


def may_edit_unit(user: Any, unit: Unit) -> bool:
    """Office and administrator: every unit of their area that has not gone into another."""
    return may_edit_register(user) and unit.merged_into_id is None and unit.path.startswith(user.reach or "-")


def may_edit_contact(user: Any, unit: Unit) -> bool:
    """Beside them the liaison of the very unit, who knows best whom to call."""
    is_own = user.is_liaison and user.unit is not None and user.unit.pk == unit.pk
    return may_edit_unit(user, unit) or bool(is_own and unit.merged_into_id is None)


def may_rearrange(user: Any, unit: Unit) -> bool:
    """Move, end, merge: not the area itself, which holds the person's own post."""
    return may_edit_unit(user, unit) and unit.path != user.reach
