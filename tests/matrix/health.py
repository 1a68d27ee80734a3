from tests.world import Row


def rows(world):
    # For whatever watches the portal: it signs in nowhere.
    return [Row(name, answers={"public": 200, "*": 200}) for name in ("healthz", "readyz")]
