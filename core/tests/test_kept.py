import threading

import pytest
from django.db import connection, transaction

from campaigns.models import Linkage
from core.kept import MOST, MOST_MARKS, Kept, tidy
from core.models import Mark

pytestmark = pytest.mark.django_db


def names():
    return Kept().get(("names of linkages",), lambda: [row.name_en for row in Linkage.objects.all()])


def renamed(name):
    row = Linkage.objects.first()
    row.name_en = name
    row.save()


def test_what_is_kept_is_read_once_until_a_table_changes():
    first = names()
    again = names()
    renamed("Into the homes")
    changed = names()

    assert again is first
    assert changed[0] == "Into the homes" != first[0]
    assert changed[1:] == first[1:]


def test_a_page_stays_with_the_state_it_began_with():
    page = Kept()
    state = page.state
    renamed("Into the homes")

    assert page.state == state != Kept().state


def test_what_is_rolled_back_leaves_no_state():
    before, first = Kept().state, names()
    with transaction.atomic():
        renamed("Never said")
        inside = names()
        transaction.set_rollback(True)

    assert inside[0] == "Never said"
    assert (Kept().state, names()) == (before, first)


def test_no_state_comes_again_after_what_was_rolled_back():
    with transaction.atomic():
        renamed("Never said")
        never = Kept().state
        transaction.set_rollback(True)
    renamed("Said")

    assert Kept().state != never


def test_writes_of_every_kind_are_marked():
    states = {Kept().state}
    row = Linkage.objects.create(code="new", name_zh="新", name_en="New", position=99)
    states.add(Kept().state)
    Linkage.objects.filter(pk=row.pk).update(position=98)
    states.add(Kept().state)
    row.delete()
    states.add(Kept().state)

    assert len(states) == 4


def test_tidying_changes_no_state():
    Mark.objects.bulk_create([Mark(mark=number * 7_919 - 1_000) for number in range(MOST_MARKS + 1)])
    state = Kept().state

    tidy()

    assert Kept().state == state
    assert Mark.objects.count() == 1


def test_few_marks_are_left_as_they_are():
    tidy()
    renamed("Into the homes")
    marks = set(Mark.objects.values_list("mark", flat=True))
    tidy()

    assert 0 < len(marks) <= MOST_MARKS
    assert set(Mark.objects.values_list("mark", flat=True)) == marks


def test_no_more_is_kept_than_there_is_room_for():
    read = []
    for number in range(MOST + 1):
        Kept().get((number,), lambda: read.append(1))
    Kept().get((0,), lambda: read.append(1))

    assert len(read) == MOST + 2


def test_what_is_of_earlier_states_makes_room_first():
    read = []
    for number in range(MOST - 1):
        Kept().get(("room", number), lambda: read.append("earlier"))
    renamed("Into the homes")
    for number in range(3):
        Kept().get(("room", number), lambda: read.append("now"))
    for number in range(3):
        Kept().get(("room", number), lambda: read.append("again"))

    assert read == ["earlier"] * (MOST - 1) + ["now"] * 3


@pytest.mark.django_db(transaction=True)
def test_a_write_that_ends_later_than_one_begun_after_it_is_seen():
    renamed("At first")
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            renamed("Slowly")
            begun.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slowly)
    thread.start()
    begun.wait(10)
    Linkage.objects.create(code="new", name_zh="新", name_en="New", position=99)
    between = names()
    go_on.set()
    thread.join()

    assert (between[0], between[-1]) == ("At first", "New")
    assert (names()[0], names()[-1]) == ("Slowly", "New")
