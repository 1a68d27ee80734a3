"""Who may change the register. Pure: no query, no request.

`user` is a person with `is_office`, `is_admin` and `reach`; the register lies below accounts
and knows no more of people.
"""

from typing import Any

from units.models import Unit


def may_edit_register(user: Any) -> bool:
    return bool(user.is_office or user.is_admin)


def may_edit_unit(user: Any, unit: Unit) -> bool:
    """Office and administrator: all units of their area. A liaison: contact facts of the own unit only."""
    return may_edit_register(user) and unit.path.startswith(user.reach or "-")
