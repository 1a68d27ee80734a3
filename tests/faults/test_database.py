"""A database made with another locale is refused with a sentence, before anything is written to it."""

import pytest
from django.db import connection, connections
from django.utils import translation

from safetymonth.database import check_database, stop_if_unfit, unfit


@pytest.fixture
def other_locale(transactional_db):
    """The connection leads to a database of plain C until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE plain_c TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "plain_c"
    with translation.override("en"):
        yield "plain_c"
    connection.close()
    connection.settings_dict["NAME"] = own
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE plain_c")


@pytest.mark.django_db
def test_database_of_code_points_fits():
    assert (unfit(), check_database(None, ["default"])) == (None, [])


def test_database_with_another_locale_is_refused_and_told_how_to_make_it(other_locale):
    messages = [(each.id, each.msg) for each in check_database(None, list(connections))]

    assert [each[0] for each in messages] == ["safetymonth.E001"]
    assert "“plain_c” was not made with UTF-8 and the locale C.UTF-8" in messages[0][1]
    with pytest.raises(SystemExit, match="createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8"):
        stop_if_unfit()
