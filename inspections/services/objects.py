"""What a round goes to and which team takes it, by hand."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Draw, Round, RoundObject, Team
from inspections.selectors.teams import paths_of
from inspections.services.rounds import lock_round, tell_units, visited_units
from units.models import Unit


@transaction.atomic
def add_objects(round: Round, units: Iterable[Unit], *, by: User, draw: Draw | None = None) -> int:
    """Those that the round doesn't go to yet, told at once if it runs. Returns how many are new."""
    row = lock_round(round, by=by)
    _refuse_when_over(row)
    known = set(row.objects_of_round.values_list("unit", flat=True))
    fresh = {unit.pk: unit for unit in units if unit.pk not in known}
    if any(not unit.path.startswith(row.campaign.area.path) for unit in fresh.values()):
        raise DomainError(_("A round goes to units of its own area only."))
    with because(by=by):
        RoundObject.objects.bulk_create((RoundObject(round=row, unit=unit, draw=draw) for unit in fresh.values()), 2000)
    if row.state == Round.State.RUNNING:
        tell_units(row, fresh, key=f"round-{row.pk}-object")
    return len(fresh)


@transaction.atomic
def remove_objects(round: Round, keys: Iterable[int], *, by: User) -> int:
    """Take objects off the round; where somebody has been, they stay."""
    row = lock_round(round, by=by)
    _refuse_when_over(row)
    chosen = row.objects_of_round.filter(pk__in=list(keys)).select_related("unit")
    visited = visited_units(row)
    if been := [each.unit.name for each in chosen if each.unit_id in visited]:
        raise DomainError(
            _("These have been visited in this round and stay: %(names)s.") % {"names": _(", ").join(been)}
        )
    with because(by=by):
        removed, _by_model = chosen.delete()
    return removed


@transaction.atomic
def assign_objects(round: Round, chosen: Mapping[int, int | None], *, by: User) -> int:
    """By key of the object the key of its team, or None to take it off. Returns how many changed."""
    row = lock_round(round, by=by)
    _refuse_when_over(row)
    teams = {team.pk: team for team in row.teams.filter(retired=False)}
    if not {team for team in chosen.values() if team} <= set(teams):
        raise DomainError(_("Choose a team of this round."))
    objects = list(row.objects_of_round.filter(pk__in=chosen).select_related("unit"))
    changed = [each for each in objects if each.team_id != chosen[each.pk]]
    _refuse_own_units(row, [(each.unit, teams[team]) for each in changed if (team := chosen[each.pk])])
    with because(by=by):
        for each in changed:
            each.team_id = chosen[each.pk]
            each.save(update_fields=["team"])
    return len(changed)


def _refuse_own_units(row: Round, pairs: list[tuple[Unit, Team]]) -> None:
    paths = paths_of([team for _unit, team in pairs], timezone.localdate())
    own = [(unit, team) for unit, team in pairs if rules.is_barred(unit, paths.get(team.pk, ()), row.campaign.area)]
    if own:
        words = [_("%(unit)s (%(team)s)") % {"unit": unit.name, "team": team.name} for unit, team in own]
        raise DomainError(_("Nobody inspects the own unit: %(names)s.") % {"names": _(", ").join(words)})


def _refuse_when_over(row: Round) -> None:
    if row.state == Round.State.FINISHED:
        raise DomainError(_("This round is over: it can be read, not changed."))
