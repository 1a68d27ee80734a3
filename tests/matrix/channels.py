from tests.world import Row


def rows(world):
    return [
        Row("notifications:channels", answers={"*": 200}),
        Row("notifications:channels", answers={"*": 302}, method="post"),
    ]
