from tests.world import Row

ALL = {"*": 200}


def rows(world):
    return [*sign_in(), *own()]


def sign_in():
    return [
        Row("accounts:login", answers={"public": 200, "*": 302}),
        Row("accounts:logout", answers={"*": 302}, method="post"),
        Row("accounts:set_language", answers={"public": 400, "*": 400}, method="post", data={"language": "tlh"}),
        Row("accounts:switch_post", answers={"*": 404}, method="post", data={"post": "0"}),
        Row("accounts:no_post", answers=ALL),
        Row("accounts:password_change", answers=ALL),
    ]


def own():
    return [
        Row("accounts:profile", answers=ALL),
        Row("accounts:profile_edit", answers=ALL),
        Row("accounts:end_sessions", answers={"*": 302}, method="post"),
    ]
