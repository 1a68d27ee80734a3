import io
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.services.importing import import_people
from accounts.tests.factories import PASSWORD, UserFactory
from core import imports
from core.models import ImportRun
from core.workbooks import read_table
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
HEADINGS = "姓名,用户名,电话,角色,单位,职务"


@pytest.fixture
def county():
    county = CountyFactory()
    UnitFactory(name="县教育局", parent=county)
    return county


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=county)


def csv(*rows):
    return ContentFile("\n".join([HEADINGS, *rows]).encode(), "people.csv")


def taken_in(office, *rows, keep_good=False):
    run = imports.receive(csv(*rows), kind=ImportRun.Kind.PEOPLE, by=office)
    ImportRun.objects.filter(pk=run.pk).update(keep_good=keep_good, dry_run=False)
    slips = []
    return imports.carry_out(run, partial(import_people, slips=slips)), slips


def test_new_people_get_a_post_and_a_first_password(office):
    run, slips = taken_in(office, "王芳,wangfang,0571-88880000,liaison,县教育局,科员")

    person = User.objects.get(username="wangfang")
    post = person.posts.get()
    assert (run.rows_saved, person.name, person.must_change_password) == (1, "王芳", True)
    assert (post.role, post.unit.name, post.title) == ("liaison", "县教育局", "科员")
    assert [person.check_password(slip.password) for slip in slips] == [True]


def test_the_phone_number_is_the_user_name_where_none_is_given(office):
    taken_in(office, "王芳,,139 0000 0000,liaison,县教育局,")

    assert User.objects.get(name="王芳").username == "13900000000"


def test_the_same_workbook_again_changes_nothing(office):
    row = "王芳,wangfang,0571-88880000,liaison,县教育局,"
    taken_in(office, row)

    run, slips = taken_in(office, row)

    assert (run.rows_saved, run.rows_known, slips) == (0, 1, [])
    assert User.objects.get(username="wangfang").posts.count() == 1


def test_a_person_in_two_rows_is_one_person_with_two_posts(office, county):
    UnitFactory(name="县医院", parent=county)

    _run, slips = taken_in(office, "王芳,wang,,liaison,县教育局,", "王芳,wang,,liaison,县医院,")

    assert (len(slips), User.objects.get(username="wang").posts.count()) == (1, 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",wang,,liaison,县教育局,", "姓名"),
        ("王芳,,,liaison,县教育局,", "用户名"),
        ("王芳,wang fang,,liaison,县教育局,", "用户名"),
        ("王芳,wang,call me,liaison,县教育局,", "电话"),
        ("王芳,wang,,king,县教育局,", "角色"),
        ("王芳,wang,,admin,县教育局,", "角色"),
        ("王芳,wang,,liaison,外局,", "单位"),
        ("王芳,wang,,liaison,,", "单位"),
    ],
)
def test_a_bad_cell_is_named_and_nobody_is_made(office, row, code):
    with translation.override("zh-hans"):
        run, _slips = taken_in(office, "李强,liqiang,,liaison,县教育局,", row)

    assert [(problem["row"], problem["column"]) for problem in run.problems] == [(3, code)]
    assert not User.objects.filter(username__in=["liqiang", "wang"]).exists()


def test_a_user_name_of_somebody_else_is_refused(office, county):
    liaison = UserFactory(role="liaison", unit=county, username="wang", name="王芳")

    run, _slips = taken_in(office, "李强,wang,,leader,县教育局,")

    liaison.refresh_from_db()
    assert [problem["row"] for problem in run.problems] == [2]
    assert (liaison.name, liaison.posts.count()) == ("王芳", 1)


@pytest.mark.parametrize("role", ["admin", "superuser", "abroad"])
def test_people_whom_the_office_may_not_change_stay_as_they_are(office, county, role):
    person = UserFactory(username="wang", name="王芳", is_superuser=role == "superuser")
    if role == "admin":
        person.posts.create(role="admin", unit=county, valid_from="2026-01-01")
    if role == "abroad":
        person.posts.create(role="office", unit=CountyFactory(), valid_from="2026-01-01")

    run, _slips = taken_in(office, "王芳,wang,0571-88880000,liaison,县教育局,")

    person.refresh_from_db()
    assert ([problem["row"] for problem in run.problems], person.phone) == ([2], "")
    assert person.check_password(PASSWORD)


def test_the_pages_preview_save_and_show_the_slips_once(client, office):
    client.force_login(office)
    upload = {"file": csv("王芳,wang,,liaison,县教育局,")}

    preview = client.post(reverse("accounts:people_import"), upload, follow=True)
    assert (preview.context["facts"]["run"].rows_saved, User.objects.filter(username="wang").exists()) == (1, False)

    saved = client.post(preview.wsgi_request.path, {})
    assert User.objects.get(username="wang").check_password(saved.context["slips"][0].password)

    again = client.post(preview.wsgi_request.path, {}, follow=True)
    assert "slips" not in again.context
    assert User.objects.filter(username="wang").count() == 1


def test_the_workbook_of_slips_holds_the_passwords(client, office):
    client.force_login(office)
    answer = client.post(reverse("accounts:person_new"), {"name": "王芳", "username": "wang"})

    book = client.post(reverse("accounts:slip_workbook"), {"seal": answer.context["seal"]})

    with read_table(io.BytesIO(book.content)) as table:
        (row,) = [row for _number, row in table.rows]
    assert User.objects.get(username="wang").check_password(row[3])


def test_import_of_an_export_changes_nothing(client, office, county):
    taken_in(office, "王芳,wang,,liaison,县教育局,")
    client.force_login(office)
    book = client.get(reverse("accounts:people_export"))

    run = imports.receive(ContentFile(book.getvalue(), "people.xlsx"), kind=ImportRun.Kind.PEOPLE, by=office)
    run = imports.carry_out(run, partial(import_people, slips=[]))

    assert (run.problems, run.rows_saved, run.rows_known) == ([], 0, 2)
