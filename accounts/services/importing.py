"""People and their posts from a workbook, with first passwords that are shown once.

A person is known by the user name (the phone number where that cell is empty). Known people get a
new phone number, e-mail address and the post they don't have yet; their password and other posts stay.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import Post, User
from accounts.services.people import hashed_first_password, one_time_password
from accounts.services.people_lines import COLUMNS, Checker, Line, read_line
from accounts.services.slips import Slip
from core.history import because
from core.imports import Outcome
from core.models import ImportRun
from core.workbooks import WorkbookError, match_columns, read_table

MOST_ROWS = 2000


def import_people(run: ImportRun, slips: list[Slip]) -> Outcome:
    """Write every good row; the first passwords of new people are added to `slips` and kept nowhere else."""
    by = run.by
    if not rules.may_manage_people(by):
        raise PermissionDenied
    with run.file.open("rb") as source, read_table(source) as table:
        matched = match_columns(table.headings, COLUMNS)
        lines = [read_line(row, cells, matched.positions) for row, cells in table.rows]
    if len(lines) > MOST_ROWS:
        raise WorkbookError(_("More than %(most)s people in one file. Split it into several.") % {"most": MOST_ROWS})
    checker = Checker(by)
    for line in lines:
        checker.check(line)
    known = _known(lines)
    _refuse_others_people(lines, known, by)
    good = [line for line in lines if not line.problems]
    with because(_("Import of %(file)s") % {"file": run.file_name}, by=by):
        saved = _save(good, known, slips, is_preview=run.dry_run)
    return Outcome(
        total=len(lines),
        saved=saved,
        known=len(good) - saved,
        problems=[problem for line in lines for problem in line.problems],
        remarks=_remarks(matched.unknown),
    )


def _remarks(unknown: list[str]) -> list[str]:
    if not unknown:
        return []
    return [_("Columns that are not known and were left out: %(names)s.") % {"names": _(", ").join(unknown)}]


def _known(lines: list[Line]) -> dict[str, User]:
    names = {line.username.lower() for line in lines}
    people = User.objects.annotate(plain=Lower("username")).filter(plain__in=names).prefetch_related("posts__unit")
    return {person.username.lower(): person for person in people}


def _refuse_others_people(lines: list[Line], known: dict[str, User], by: User) -> None:
    """A user name must mean the person of the row, and one that `by` may look after."""
    keys = [person.pk for person in known.values()]
    visible = set(User.objects.visible_to(by).filter(pk__in=keys).values_list("pk", flat=True))
    today = timezone.localdate()
    names: dict[str, str] = {}
    for line in lines:
        person = known.get(line.username.lower())
        expected = person.name if person else names.setdefault(line.username.lower(), line.cells["name"])
        if person and person.pk not in visible:
            line.refuse("username", _("Somebody outside your area has this user name."))
        elif person and not rules.may_manage_person(by, person, person.posts.all(), today):
            line.refuse("username", _("You may not change this person."))
        elif expected != line.cells["name"]:
            line.refuse("username", _("Somebody of another name has this user name."))


def _save(lines: list[Line], known: dict[str, User], slips: list[Slip], *, is_preview: bool) -> int:
    """Returns how many rows made or changed something."""
    saved, today = 0, timezone.localdate()
    for line in lines:
        person = known.get(line.username.lower())
        is_new = person is None
        if person is None:
            person = _create(line, slips, is_preview=is_preview)
            known[line.username.lower()] = person
        is_changed = not is_new and _renew(person, line)
        if _give(person, line, today) or is_new or is_changed:
            saved += 1
    return saved


def _create(line: Line, slips: list[Slip], *, is_preview: bool) -> User:
    cells = line.cells
    person = User(
        name=cells["name"],
        username=line.username,
        phone=cells["phone"],
        email=cells["email"],
        must_change_password=True,
    )
    if is_preview:
        person.set_unusable_password()
    else:
        password = one_time_password()
        person.password = hashed_first_password(password)
        slips.append(Slip(person.name, person.username, password, str(line.unit)))
    person.save()
    return person


def _renew(person: User, line: Line) -> bool:
    """Phone and e-mail address; an empty cell leaves what is known."""
    fresh = {
        name: line.cells[name]
        for name in ("phone", "email")
        if line.cells[name] and line.cells[name] != getattr(person, name)
    }
    for name, value in fresh.items():
        setattr(person, name, value)
    if fresh:
        person.save(update_fields=list(fresh))
    return bool(fresh)


def _give(person: User, line: Line, today: date) -> bool:
    """The post of the line, unless it is held or promised already; then at most whether it heads the unit."""
    held = Post.objects.filter(person=person, role=line.role, unit=line.unit)
    standing = [post for post in held if not post.is_over_on(today)]
    if not standing:
        facts = {"title": line.cells["title"], "is_head": bool(line.is_head), "valid_from": today}
        Post.objects.create(person=person, role=line.role, unit=line.unit, **facts)
        return True
    changed = [post for post in standing if line.is_head is not None and post.is_head != line.is_head]
    for post in changed:
        post.is_head = not post.is_head
        post.save(update_fields=["is_head"])
    return bool(changed)
