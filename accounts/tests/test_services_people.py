import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from accounts.services import people
from accounts.tests.factories import PASSWORD, PostFactory, UserFactory
from core.errors import DomainError
from core.history import history_of
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(role="office", unit=UnitFactory(parent=county))


@pytest.fixture
def admin(county):
    return UserFactory(role="admin", unit=county)


@pytest.fixture
def liaison(county):
    return UserFactory(role="liaison", unit=UnitFactory(parent=county))


def test_a_new_person_signs_in_with_the_first_password_and_must_replace_it(office):
    person, password = people.create_person(by=office, name="王芳", username="wangfang")

    person.refresh_from_db()
    assert (person.check_password(password), person.must_change_password) == (True, True)
    assert [(entry.label, entry.by) for entry in history_of(person)] == [("insert", office.name)]


def test_first_passwords_are_long_enough_and_never_alike():
    made = {people.one_time_password() for _ in range(200)}

    assert (len(made), {len(each) for each in made}) == (200, {14})


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_others_may_not_make_people(county, role):
    with pytest.raises(PermissionDenied):
        people.create_person(by=UserFactory(role=role, unit=county), name="王芳", username="wangfang")

    assert not User.objects.filter(username="wangfang").exists()


def test_disabling_signs_the_person_out_everywhere(client, office, liaison):
    client.force_login(liaison)

    people.disable_person(liaison, by=office, why="Has left")

    assert client.get("/inbox/").status_code == 302
    assert client.post("/accounts/login/", {"username": liaison.username, "password": PASSWORD}).status_code == 200
    assert history_of(liaison)[0].why == "Has left"


def test_a_disabled_person_is_enabled_with_the_old_password_but_not_the_old_session(client, office, liaison):
    client.force_login(liaison)
    people.disable_person(liaison, by=office, why="Has left")
    people.enable_person(liaison, by=office, why="Is back")

    liaison.refresh_from_db()
    assert (liaison.is_active, liaison.check_password(PASSWORD)) == (True, True)
    assert client.get("/inbox/").status_code == 302


def test_nobody_disables_themselves(office):
    with pytest.raises(DomainError):
        people.disable_person(office, by=office, why="Tired")

    office.refresh_from_db()
    assert office.is_active


def test_a_reset_replaces_the_password_and_signs_out(client, office, liaison):
    client.force_login(liaison)

    password = people.reset_password(liaison, by=office, why="Forgotten")

    liaison.refresh_from_db()
    assert (liaison.check_password(password), liaison.must_change_password) == (True, True)
    assert client.get("/inbox/").status_code == 302


def test_the_office_leaves_administrators_alone(office, admin):
    with pytest.raises(PermissionDenied):
        people.reset_password(admin, by=office, why="Let me in")

    admin.refresh_from_db()
    assert admin.check_password(PASSWORD)


def test_the_office_leaves_people_alone_who_hold_a_post_elsewhere(office, liaison):
    PostFactory(person=liaison, role="office", unit=CountyFactory())

    with pytest.raises(PermissionDenied):
        people.reset_password(liaison, by=office, why="Let me in")


@pytest.mark.parametrize("fixture", ["office", "admin"])
def test_nobody_but_the_shell_manages_a_superuser(request, fixture):
    root = User.objects.create_superuser("root", PASSWORD, name="Root")

    with pytest.raises(PermissionDenied):
        people.reset_password(root, by=request.getfixturevalue(fixture), why="Let me in")

    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_the_page_shows_the_first_password_once_and_seals_it_for_the_workbook(client, office, liaison):
    client.force_login(office)

    answer = client.post(reverse("accounts:person_reset", args=[liaison.pk]), {"why": "Forgotten"})

    (slip,) = answer.context["slips"]
    liaison.refresh_from_db()
    assert liaison.check_password(slip.password)
    assert "no-store" in answer["Cache-Control"]
    seal = answer.context["seal"]
    assert client.post(reverse("accounts:slip_workbook"), {"seal": seal}).status_code == 200
    assert client.post(reverse("accounts:slip_workbook"), {"seal": seal + "x"}).status_code == 404


def test_extra_fields_of_the_form_change_no_rights(client, office, liaison):
    client.force_login(office)
    data = {"name": "王芳", "username": "wangfang", "is_staff": "on", "is_superuser": "on", "is_active": ""}

    client.post(reverse("accounts:person_edit", args=[liaison.pk]), data)

    liaison.refresh_from_db()
    assert (liaison.username, liaison.is_staff, liaison.is_superuser, liaison.is_active) == (
        "wangfang",
        False,
        False,
        True,
    )


def test_a_user_name_that_differs_by_capitals_only_is_refused(client, office, liaison):
    client.force_login(office)

    answer = client.post(reverse("accounts:person_new"), {"name": "王芳", "username": liaison.username.upper()})

    assert list(answer.context["form"].errors) == ["username"]


def test_the_list_is_narrowed_by_role_unit_state_and_text(client, office, liaison, admin):
    client.force_login(office)
    lonely, gone = UserFactory(), UserFactory(is_active=False)

    def found(**query):
        return {person.pk for person in client.get(reverse("accounts:people"), query).context["page_obj"]}

    assert found() == {office.pk, liaison.pk, admin.pk, lonely.pk}
    assert found(role="liaison") == {liaison.pk}
    assert found(below=liaison.unit.pk) == {liaison.pk}
    assert found(state="without_post") == {lonely.pk}
    assert found(state="disabled") == {gone.pk}
    assert found(q=liaison.username) == {liaison.pk}


def test_the_list_takes_the_same_queries_for_one_and_for_twenty(client, office, county, django_assert_num_queries):
    client.force_login(office)

    def queries():
        with django_assert_num_queries(100, exact=False) as counted:
            client.get(reverse("accounts:people"))
        return len(counted)

    few = queries()
    for _ in range(19):
        UserFactory(role="liaison", unit=UnitFactory(parent=county))

    assert queries() == few


def test_a_person_with_two_posts_is_listed_once(client, office):
    PostFactory(person=office, unit=office.unit)
    client.force_login(office)

    assert list(client.get(reverse("accounts:people")).context["page_obj"]) == [office]


def test_a_user_name_taken_in_the_meantime_is_refused_in_words(office):
    UserFactory(username="wang")

    with pytest.raises(DomainError):
        people.create_person(by=office, name="王芳", username="wang")


def test_units_without_a_liaison_are_listed(client, office, liaison, county):
    client.force_login(office)
    idle = UnitFactory(parent=county)

    answer = client.get(reverse("accounts:without_liaison"))

    assert set(answer.context["page_obj"]) == {idle, office.unit}
