from django.core.files.base import ContentFile

from core.models import ImportRun
from tests.world import Row

ALL = {"*": 200}


KEEPERS = {"office": 200, "admin": 200, "foreign_office": 200, "*": 403}
KEEPERS_HERE = KEEPERS | {"foreign_office": 404}


def rows(world):
    return [*sign_in(), *own(), *people(world), *posts(world), *workbooks(world)]


def people(world):
    liaison, admin = world.people["liaison"].pk, world.people["admin"].pk
    return [
        Row("accounts:people", answers=KEEPERS),
        Row("accounts:people_search", answers=KEEPERS),
        Row("accounts:without_liaison", answers=KEEPERS),
        Row("accounts:person_new", answers=KEEPERS),
        Row("accounts:person", (liaison,), KEEPERS_HERE),
        Row("accounts:person_edit", (liaison,), KEEPERS_HERE),
        Row("accounts:person_edit", (admin,), KEEPERS_HERE | {"office": 403}),
        Row("accounts:person_disable", (liaison,), KEEPERS_HERE),
        Row("accounts:person_enable", (liaison,), KEEPERS_HERE),
        Row("accounts:person_reset", (liaison,), KEEPERS_HERE),
        Row("accounts:person_reset", (admin,), KEEPERS_HERE | {"office": 403}),
    ]


def posts(world):
    liaison, admin = world.people["liaison"], world.people["admin"]
    return [
        Row("accounts:post_new", (liaison.pk,), KEEPERS_HERE),
        Row("accounts:post_edit", (liaison.post.pk,), KEEPERS_HERE),
        Row("accounts:post_edit", (admin.post.pk,), KEEPERS_HERE | {"office": 403}),
        Row("accounts:post_end", (liaison.post.pk,), KEEPERS_HERE),
        Row("accounts:post_end", (admin.post.pk,), KEEPERS_HERE | {"office": 403}),
        Row("accounts:post_hand_over", (liaison.post.pk,), KEEPERS_HERE),
    ]


def workbooks(world):
    file = ContentFile("姓名,角色,单位\n王芳,国王,县教育局\n".encode(), "people.csv")
    run = ImportRun.objects.create(
        kind="people", file=file, file_name="people.csv", sha256="0", by=world.people["office"]
    )
    own = {"office": 200, "admin": 404, "foreign_office": 404, "*": 403}
    return [
        Row(
            "accounts:slip_workbook",
            answers={**KEEPERS, "office": 404, "admin": 404, "foreign_office": 404},
            method="post",
        ),
        Row("accounts:people_template", answers=KEEPERS),
        Row("accounts:people_export", answers=KEEPERS),
        Row("accounts:people_import", answers=KEEPERS),
        Row("accounts:people_import_run", (run.pk,), own),
        Row("accounts:people_import_problems", (run.pk,), own),
    ]


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
