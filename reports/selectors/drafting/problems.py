"""Problems the records show: silence, lateness, empty places of the plan, parts nobody has said."""

from typing import Any

from campaigns.selectors.plan import kind_counts
from reports.selectors.drafting.desk import Desk
from reports.selectors.own_figures import silent_units
from reports.selectors.tokens import plain


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    said = desk.say_all(
        {code: {} for code in ("units_silent", "assignments_open", "receipts", "receipts_signed", "hazards_overdue")}
    )
    silent = list(silent_units(desk.resolver.binder).values_list("name", flat=True)[:9])
    empty = [
        {
            "name": plain(count.kind.name_in(desk.language)),
            "plural": plain(count.kind.plural_en or count.kind.name_en),
            "measure": count.kind.measure_zh,
            "declared": desk.say("plan_declared", kind=count.kind.code),
            "entered": desk.say("plan_entered", kind=count.kind.code),
        }
        for count in kind_counts(desk.campaign)
        if count.missing
    ]
    unsigned = (said["receipts"].figure.value or 0) - (said["receipts_signed"].figure.value or 0)
    overdue = said["hazards_overdue"].some
    if not (silent or empty or unsigned or overdue or said["assignments_open"].some):
        return None
    late = unsigned > 0 or said["assignments_open"].some
    parts = (("silent", silent), ("late", late), ("overdue", overdue), ("empty", empty))
    present = [name for name, there in parts if there]
    ordinals = desk.words["ordinals"] if len(present) > 1 else [""]
    return {
        **said,
        "late": late,
        "ordinal": dict(zip(present, ordinals, strict=False)),
        "silent": desk.names(silent, said["units_silent"].figure.value),
        "has_unsigned": unsigned > 0,
        "empty": empty,
    }
