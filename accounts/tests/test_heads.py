"""Heads of units and e-mail addresses: by form and by workbook."""

import io
from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import translation

from accounts.models import Post, User
from accounts.services import posts
from accounts.services.importing import import_people
from accounts.tests.factories import UserFactory
from core import imports
from core.errors import DomainError
from core.history import history_of
from core.models import ImportRun
from core.workbooks import read_table
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
HEADINGS = "姓名,用户名,电子邮箱,角色,单位,单位负责人"


@pytest.fixture
def office(client):
    person = UserFactory(role="office", unit=CountyFactory())
    client.force_login(person)
    return person


@pytest.fixture
def liaison(office):
    return UserFactory(role="liaison", unit=UnitFactory(name="县教育局", parent=office.unit))


def taken_in(office, *rows):
    file = ContentFile("\n".join([HEADINGS, *rows]).encode(), "people.csv")
    run = imports.receive(file, kind=ImportRun.Kind.PEOPLE, by=office)
    ImportRun.objects.filter(pk=run.pk).update(dry_run=False)
    return imports.carry_out(run, partial(import_people, slips=[]))


def problems(run):
    return [(problem["column"], problem["value"]) for problem in run.problems]


def test_post_form_gives_a_head_only_with_the_role_of_a_liaison(client, office, liaison):
    address = f"/accounts/people/{UserFactory().pk}/posts/new/"
    data = {"unit": liaison.unit.pk, "valid_from": "2026-06-01", "is_head": "on"}

    refused = client.post(address, data | {"role": "inspector"})
    client.post(address, data | {"role": "liaison"})

    assert list(refused.context["form"].errors) == ["is_head"]
    assert Post.objects.get(is_head=True).role == "liaison"


def test_post_becomes_that_of_the_head_and_says_who_did_it(office, liaison):
    posts.edit_post(liaison.post, by=office, title="Director", is_head=True)

    liaison.post.refresh_from_db()
    assert (liaison.post.title, liaison.post.is_head) == ("Director", True)
    assert history_of(liaison.post)[0].by == office.name


def test_only_a_liaison_s_post_becomes_that_of_the_head(office):
    inspector = UserFactory(role="inspector", unit=office.unit)
    with pytest.raises(DomainError), translation.override("en"):
        posts.edit_post(inspector.post, by=office, title="", is_head=True)
    assert not Post.objects.filter(is_head=True).exists()


def test_liaison_may_not_edit_posts(liaison):
    with pytest.raises(PermissionDenied):
        posts.edit_post(liaison.post, by=liaison, title="Director", is_head=True)
    assert not Post.objects.filter(is_head=True).exists()


def test_edit_form_of_another_role_does_not_ask_for_the_head(client, office):
    inspector = UserFactory(role="inspector", unit=office.unit)
    address = f"/accounts/posts/{inspector.post.pk}/edit/"

    assert list(client.get(address).context["form"].fields) == ["title"]
    client.post(address, {"title": "Expert", "is_head": "on"})

    assert Post.objects.filter(pk=inspector.post.pk).values_list("title", "is_head").get() == ("Expert", False)


def test_successor_heads_the_unit_as_the_one_before(office, liaison):
    posts.edit_post(liaison.post, by=office, title="", is_head=True)

    new = posts.hand_over_post(liaison.post, by=office, person=UserFactory(), starts_on=date(2026, 6, 8), why="Moved")

    assert new.is_head


def test_new_person_of_a_hand_over_gets_an_address(client, office, liaison):
    data = {"new_name": "王芳", "new_username": "wangfang", "new_email": "wang@unit.example"}
    client.post(f"/accounts/posts/{liaison.post.pk}/hand-over/", data | {"starts_on": "2026-06-08", "why": "Moved"})

    assert User.objects.get(username="wangfang").email == "wang@unit.example"


def test_workbook_brings_address_and_head(office, liaison):
    run = taken_in(office, "王芳,wangfang,ｗang@unit.example,liaison,县教育局,是", "李明,liming,,liaison,县教育局,")

    assert (run.rows_saved, problems(run)) == (2, [])
    posts = Post.objects.exclude(person__in=[office, liaison]).order_by("pk")
    assert list(posts.values_list("person__email", "is_head")) == [("wang@unit.example", True), ("", False)]


def test_workbook_changes_address_and_head_of_the_known_and_empty_cells_leave_them(office, liaison):
    row = f"{liaison.name},{liaison.username},{{}},liaison,县教育局,{{}}"

    saved = [
        taken_in(office, row.format(*cells)).rows_saved for cells in [("a@unit.example", "YES"), ("", ""), ("", "no")]
    ]

    assert saved == [1, 0, 1]
    liaison.refresh_from_db()
    assert (liaison.email, liaison.posts.get().is_head) == ("a@unit.example", False)


def test_workbook_with_odd_address_or_head_is_refused_at_the_cell(office, liaison):
    rows = [
        "王芳,wangfang,wang@,liaison,县教育局,",
        "李明,liming,,inspector,县教育局,是",
        "张三,zs,,liaison,县教育局,maybe",
    ]
    with translation.override("en"):
        run = taken_in(office, *rows)

    assert problems(run) == [("E-mail", "wang@"), ("Head of the unit", "是"), ("Head of the unit", "maybe")]
    assert User.objects.count() == 2


def test_export_names_address_and_head(client, office, liaison):
    Post.objects.filter(pk=liaison.post.pk).update(is_head=True)
    User.objects.filter(pk=liaison.pk).update(email="a@unit.example")
    with read_table(io.BytesIO(client.get("/accounts/people/export.xlsx").getvalue())) as table:
        line = next(list(cells) for _row, cells in table.rows if cells[1] == liaison.username)

    assert (line[3], line[-1]) == ("a@unit.example", "yes")


def test_page_of_a_unit_says_who_heads_it(client, office, liaison):
    assert "head of the unit" not in client.get(liaison.unit.get_absolute_url()).content.decode()

    Post.objects.filter(pk=liaison.post.pk).update(is_head=True)
    assert "head of the unit" in client.get(liaison.unit.get_absolute_url()).content.decode()
