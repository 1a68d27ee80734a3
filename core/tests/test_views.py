import pytest
from django.test import RequestFactory

from core import views


@pytest.mark.parametrize(
    "answer, status",
    [
        (views.bad_request, 400),
        (views.csrf_failure, 403),
        (views.too_large, 413),
        (views.too_many, 429),
        (views.server_error, 500),
        (views.unavailable, 503),
    ],
)
def test_error_page_needs_no_database_and_no_person(answer, status, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = answer(RequestFactory().get("/"))

    assert response.status_code == status


def test_error_page_escapes_its_message():
    response = views.too_large(RequestFactory().get("/"), "<script>")

    assert "<script>" not in response.content.decode()


def test_nul_byte_in_a_json_address_is_answered_in_json(client):
    response = client.get("/campaigns/2026/figures.json?unit=%00&from=2026-06-01")

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["unit"]


@pytest.mark.parametrize(
    "language, headline", [("en", "The portal could not read that request"), ("zh-hans", "系统无法识别该请求")]
)
def test_answer_to_a_nul_byte_speaks_the_language_of_the_browser(client, language, headline):
    response = client.get("/accounts/login/?next=%00", headers={"accept-language": language})

    assert (response.status_code, headline in response.content.decode()) == (400, True)
