from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core import imports
from core.errors import DomainError
from core.models import ImportRun
from core.workbooks import CellProblem, WorkbookError
from units.models import UnitKind
from units.tests.factories import UnitKindFactory

pytestmark = pytest.mark.django_db
PROBLEM = CellProblem(2, "Name", "x", "Wrong")


@pytest.fixture
def run():
    return imports.receive(ContentFile(b"a,b\n1,2\n", "file.csv"), kind="units", by=UserFactory())


def work(*problems, calls=None):
    def write(run):
        if calls is not None:
            calls.append(run.pk)
        UnitKindFactory(code="written")
        return imports.Outcome(total=2, saved=1, known=1, problems=list(problems))

    return write


def is_written():
    return UnitKind.objects.filter(code="written").exists()


def test_a_preview_counts_and_writes_nothing(run):
    done = imports.carry_out(run, work())

    assert (done.state, done.rows_total, done.rows_saved, is_written()) == ("done", 2, 1, False)


def test_a_released_preview_is_saved(run):
    imports.carry_out(run, work())

    done = imports.carry_out(imports.release(run, by=run.by, keep_good=False), work())

    assert (done.state, done.dry_run, is_written()) == ("done", False, True)


@pytest.mark.parametrize(("keep_good", "state", "written"), [(False, "refused", False), (True, "done", True)])
def test_bad_rows_refuse_the_whole_unless_the_good_ones_are_kept(run, keep_good, state, written):
    imports.carry_out(run, work(PROBLEM))

    done = imports.carry_out(imports.release(run, by=run.by, keep_good=keep_good), work(PROBLEM))

    assert (done.state, is_written(), imports.problems_of(done)) == (state, written, [PROBLEM])


def test_a_run_is_released_once_and_by_its_owner_only(run):
    imports.carry_out(run, work())

    with pytest.raises(DomainError):
        imports.release(run, by=UserFactory(), keep_good=False)
    imports.carry_out(imports.release(run, by=run.by, keep_good=False), work())
    with pytest.raises(DomainError):
        imports.release(run, by=run.by, keep_good=False)


def test_a_finished_run_is_not_carried_out_again(run):
    calls = []
    for _ in range(2):
        imports.carry_out(run, work(calls=calls))

    assert len(calls) == 1


def test_a_run_whose_worker_died_is_taken_up_again(run):
    ImportRun.objects.filter(pk=run.pk).update(state="running", started_at=timezone.now() - timedelta(minutes=16))

    assert list(imports.unfinished("units")) == [run]
    assert imports.carry_out(run, work()).state == "done"


def test_a_run_in_hand_is_left_alone(run):
    ImportRun.objects.filter(pk=run.pk).update(state="running", started_at=timezone.now())
    calls = []

    imports.carry_out(run, work(calls=calls))

    assert calls == []


def test_a_file_that_can_not_be_read_is_refused_with_its_sentence(run):
    def refuse(run):
        raise WorkbookError("The file is empty.")

    done = imports.carry_out(run, refuse)

    assert (done.state, imports.page_facts(done)["whole_file_problem"]) == ("refused", "The file is empty.")


def test_more_problems_than_anybody_reads_are_counted(run):
    done = imports.carry_out(run, work(*[PROBLEM] * (imports.MOST_PROBLEMS + 3)))

    assert len(done.problems) == imports.MOST_PROBLEMS
    assert "3" in done.remarks[-1]


def test_database_refuses_a_finished_run_without_a_time(run):
    with pytest.raises(IntegrityError, match="import_finished_has_time"):
        ImportRun.objects.filter(pk=run.pk).update(state="done")
