"""Role × address: each address is asked as each role; an address without a row fails."""

import importlib
import pkgutil

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import get_resolver, reverse

import tests.matrix
from tests.world import ROLES, build_world

# Django's own pages: the administrator's last resort, behind its own sign-in.
FOREIGN_NAMESPACES = {"admin"}


@pytest.fixture(scope="module", autouse=True)
def _plain_refusals():
    """For the module, since every change of addresses reads all of them anew."""
    with override_settings(ROOT_URLCONF="tests.plain_refusals"):
        yield


def areas():
    return [module.name for module in pkgutil.iter_modules(tests.matrix.__path__)]


def addresses(patterns=None, namespace=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(filter(None, [namespace, pattern.namespace]))
            if inner.split(":")[0] not in FOREIGN_NAMESPACES:
                yield from addresses(pattern.url_patterns, inner)
        else:
            yield ":".join(filter(None, [namespace, pattern.name]))


def rows_of(area, world):
    return importlib.import_module(f"tests.matrix.{area}").rows(world)


class Visitors:
    """A browser for each role, signed in again whenever an address has ended its session."""

    def __init__(self, world):
        self.people = world.people
        self.clients = {role: Client() for role in ROLES}

    def ask(self, role, row):
        client = self.clients[role]
        if role == "public":
            client.cookies.clear()
        elif not (cookie := client.cookies.get(settings.SESSION_COOKIE_NAME)) or not cookie.value:
            client.force_login(self.people[role])
        answer = getattr(client, row.method)(reverse(row.name, args=row.args), row.data)
        if answer.streaming:
            answer.getvalue()  # a file that is sent is closed at its end
        return answer


@pytest.mark.django_db
@pytest.mark.parametrize("area", areas())
def test_each_role_gets_the_answer_of_the_matrix(area):
    world = build_world()
    visitors = Visitors(world)

    for row in rows_of(area, world):
        found = {role: visitors.ask(role, row).status_code for role in ROLES}
        assert (row.name, found) == (row.name, {role: row.expected(role) for role in ROLES})


@pytest.mark.django_db
def test_every_address_has_a_row():
    world = build_world()
    known = {row.name for area in areas() for row in rows_of(area, world)}

    assert sorted(set(addresses()) - known) == []
