"""Who keeps group robots, and that address and secret never come out again."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from core.sealing import unseal
from notifications.models import Delivery, OutboundHost, Robot
from notifications.services import robots as services
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11111111-2222"
SECRET = "SECdoNotShowThis"


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(name="Officer", role="office", unit=UnitFactory(parent=county))


@pytest.fixture
def admin(county):
    return UserFactory(role="admin", unit=UnitFactory(parent=county))


@pytest.fixture
def robot(office, county):
    return add(office, county)


def add(person, unit, **facts):
    known = {"kind": "wecom", "name": "Group", "language": "en", "address": ADDRESS, "secret": SECRET}
    return services.add_robot(by=person, unit=unit, **known | facts)


def update(robot, person, **facts):
    known = {"version": robot.version, "name": robot.name, "unit": robot.unit, "language": robot.language}
    return services.update_robot(robot, by=person, **known | facts)


def opened(robot):
    row = Robot.objects.get(pk=robot.pk)
    return unseal(row.sealed_address), unseal(row.sealed_secret) if row.sealed_secret else ""


def test_address_and_secret_are_kept_sealed(robot):
    row = Robot.objects.get()

    assert opened(robot) == (ADDRESS, SECRET)
    assert ADDRESS.encode() not in bytes(row.sealed_address)
    assert SECRET.encode() not in bytes(row.sealed_secret)


def test_what_is_left_empty_stays(robot, office):
    update(robot, office, name="New name")

    assert (Robot.objects.get().name, opened(robot)) == ("New name", (ADDRESS, SECRET))


def test_a_new_address_leaves_a_trace_but_not_itself(robot, office):
    with translation.override("en"):
        update(robot, office, address=f"{ADDRESS}-new", forget_secret=True)

    assert opened(robot) == (f"{ADDRESS}-new", "")
    newest = history_of(robot)[0]
    assert (newest.by, newest.why) == ("Officer", "A new address or secret was entered.")
    fields = {field.name for field in apps.get_model("notifications", "RobotEvent")._meta.get_fields()}
    assert not {"sealed_address", "sealed_secret"} & fields


def test_somebody_elses_change_is_not_overwritten(robot, office):
    update(robot, office)

    with pytest.raises(EditConflict):
        update(robot, office, version=1)


def test_a_group_has_a_robot_once(robot, office, county):
    with pytest.raises(DomainError):
        add(office, county)
    with pytest.raises(IntegrityError), transaction.atomic():
        Robot.objects.create(kind="feishu", name=robot.name, unit=county, sealed_address=b"x")


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_others_keep_no_robots(county, role):
    with pytest.raises(PermissionDenied):
        add(UserFactory(role=role, unit=UnitFactory(parent=county)), county)

    assert not Robot.objects.exists()


def test_nobody_keeps_robots_of_another_county(robot, office):
    abroad = CountyFactory()

    with pytest.raises(PermissionDenied):
        update(robot, office, unit=abroad)
    with pytest.raises(PermissionDenied):
        services.switch_robot(robot, by=UserFactory(role="office", unit=abroad), is_active=False)

    assert (Robot.objects.get().unit, Robot.objects.get().is_active) == (robot.unit, True)


def test_switching_leaves_its_history(robot, admin):
    services.switch_robot(robot, by=admin, is_active=False)

    assert not Robot.objects.get().is_active
    assert history_of(robot)[0].by == admin.name


def test_a_robot_that_was_used_is_not_removed(robot, office):
    services.send_trial(robot, by=office)

    with pytest.raises(DomainError):
        services.remove_robot(robot, by=office)

    assert Robot.objects.exists()


def test_a_robot_that_was_never_used_goes(robot, office):
    services.remove_robot(robot, by=office)

    assert not Robot.objects.exists()


def test_one_trial_message_waits_at_a_time(robot, office):
    services.send_trial(robot, by=office)

    with pytest.raises(DomainError):
        services.send_trial(robot, by=office)

    assert Delivery.objects.count() == 1


def test_only_the_administrator_opens_other_servers(office, admin):
    with pytest.raises(PermissionDenied):
        services.add_host(by=office, host="chat.example.org", kind="wecom")
    row = services.add_host(by=admin, host="Chat.example.org", kind="wecom")
    with pytest.raises(DomainError):
        services.add_host(by=admin, host="chat.example.org", kind="wecom")
    with pytest.raises(PermissionDenied):
        services.remove_host(row, by=office, why="Mine")

    assert [(host.host, host.kind) for host in OutboundHost.objects.all()] == [("chat.example.org", "wecom")]
    services.remove_host(row, by=admin, why="Gone")
    assert not OutboundHost.objects.exists()


def browser(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def form(county, **facts):
    known = {"kind": "wecom", "name": "Group", "unit": county.pk, "language": "en", "address": ADDRESS}
    return known | facts


def test_the_page_adds_a_robot(office, county):
    browser(office).post(reverse("notifications:robot_new"), form(county))

    assert (Robot.objects.get().name, opened(Robot.objects.get())) == ("Group", (ADDRESS, ""))


@pytest.mark.parametrize(
    "facts",
    [
        {"address": "http://127.0.0.1/cgi-bin/webhook/send?key=11111111"},
        {"address": "https://chat.example.org/cgi-bin/webhook/send?key=11111111"},
        {"kind": "feishu"},
        {"unit": "999999"},
        {"name": ""},
    ],
)
def test_a_bad_entry_is_told_at_the_field_and_shows_no_secret(office, county, facts):
    answer = browser(office).post(reverse("notifications:robot_new"), form(county, secret=SECRET, **facts))

    assert (answer.status_code, Robot.objects.count()) == (200, 0)
    assert answer.context["form"].errors
    assert SECRET not in answer.text
    assert "11111111" not in answer.text


def test_a_listed_server_is_taken(office, county):
    OutboundHost.objects.create(host="chat.example.org", kind="wecom")
    address = "https://chat.example.org/cgi-bin/webhook/send?key=11111111"

    browser(office).post(reverse("notifications:robot_new"), form(county, address=address))

    assert opened(Robot.objects.get())[0] == address


def test_no_page_shows_address_or_secret_again(robot, office, admin):
    services.send_trial(robot, by=office)
    row = Delivery.objects.get()
    addresses = [reverse("notifications:robots"), reverse("notifications:robot_edit", args=[robot.pk])]
    addresses += [reverse("notifications:deliveries"), reverse("notifications:delivery", args=[row.pk])]

    for person in (office, admin):
        for address in addresses:
            text = browser(person).get(address).text
            assert "11111111" not in text
            assert SECRET not in text


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "a b", "https://chat.example.org", "oapi.dingtalk.com"]
)
def test_odd_servers_are_refused(admin, host):
    answer = browser(admin).post(reverse("notifications:host_new"), {"kind": "wecom", "host": host})

    assert (answer.status_code, OutboundHost.objects.count()) == (200, 0)


def test_the_list_asks_as_often_for_one_as_for_twenty(robot, office, county, django_assert_num_queries):
    client, url = browser(office), reverse("notifications:robots")
    client.get(url)
    with django_assert_num_queries(6) as asked:
        client.get(url)
    for number in range(19):
        add(office, county, name=f"Group {number}")

    with django_assert_num_queries(len(asked)):
        client.get(url)


def test_a_sealed_field_says_that_it_came_back_empty(client, office):
    client.force_login(office)

    page = client.post(reverse("notifications:robot_new"), {"kind": "wecom", "language": "en", "address": ADDRESS})

    words = "Enter it again: what is kept sealed is not sent back to this page."
    assert page.context["form"].errors["address"] == [words]
    assert ADDRESS not in page.content.decode()
