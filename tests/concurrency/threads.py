"""Real threads with their own connections and transactions."""

import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from core.errors import DomainError


def all_at_once(*acts: Callable) -> list:
    """Run the acts at the same time; gives what each returned, or how it was refused, in their order."""
    gate = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            gate.wait()
            answers[number] = act()
        except (DomainError, DatabaseError) as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
