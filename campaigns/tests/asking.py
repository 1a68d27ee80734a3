"""How much a page asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
