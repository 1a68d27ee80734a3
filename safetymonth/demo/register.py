"""The made-up county's units and the people who hold posts in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.contrib.auth.hashers import make_password

from accounts.models import Post, Role, User
from safetymonth.demo.words import Words, data
from units.models import Industry, Unit, UnitKind
from units.services.register import place_unit

PASSWORD = "safety-month"
SINCE = date(2025, 3, 1)
# The demo shows what a unit without a liaison looks like.
WITHOUT_LIAISON = {"河口镇"}
ACCOUNTS = {
    "office": "县安委办",
    "liaison": "县消防救援大队",
    "leader": "青岚县",
    "inspector": "县司法局",
    "admin": "县安委办",
}


@dataclass
class County:
    """`units` and `people` by their Chinese names and user names, whatever language they carry."""

    area: Unit
    units: dict[str, Unit]
    people: dict[str, User]

    def liaison_of(self, unit: Unit) -> User:
        """Who logs for a unit; the office does for one that has nobody."""
        post = next((post for post in self._liaisons if post.unit_id == unit.pk), None)
        return post.person if post else self.people["office"]

    @property
    def _liaisons(self) -> list[Post]:
        if not hasattr(self, "_posts"):
            self._posts = list(Post.objects.filter(role=Role.LIAISON, is_head=False).select_related("person"))
        return self._posts


def build_county(words: Words) -> County:
    rows, texts = data("county"), data("texts")
    kinds = {kind.code: kind for kind in UnitKind.objects.all()}
    industries = {industry.code: industry for industry in Industry.objects.all()}
    head = rows["county"]
    area = place_unit(Unit(name=words(head), kind=kinds["county"], division_code=head["division_code"]))
    units = {head["zh"]: area}
    for kind, zh, en, *parent in rows["units"]:
        superior = units[parent[0]] if parent else area
        name = zh if words.key == "zh" else en
        industry, level = rows["inspected"].get(zh, (None, ""))
        unit = Unit(name=name, kind=kinds[kind], parent=superior, contact_name=words(texts["contact"]))
        unit.industry, unit.risk_level = industries[industry] if industry else None, level
        units[zh] = place_unit(unit)
    return County(area, units, _people(units, words))


def _people(units: dict[str, Unit], words: Words) -> dict[str, User]:
    texts, password = data("texts"), make_password(PASSWORD)
    posts = []
    for username, place in ACCOUNTS.items():
        facts = texts["people"][username]
        person = User(username=username, name=words(facts), password=password, language=words.language)
        posts.append(Post(person=person, role=username, unit=units[place], title=words(facts, "title_")))
    names = _names(words)
    taken = set(ACCOUNTS.values()) | WITHOUT_LIAISON
    for number, zh in enumerate((zh for zh in units if zh not in taken or zh == "县司法局"), start=1):
        person = User(username=f"liaison{number}", name=next(names), password=password, language=words.language)
        posts.append(Post(person=person, role=Role.LIAISON, unit=units[zh], title=words(texts["liaison_title"])))
    for number, (zh, title) in enumerate(texts["heads"].items(), start=1):
        person = User(username=f"head{number}", name=next(names), password=password, language=words.language)
        posts.append(Post(person=person, role=Role.LIAISON, is_head=True, unit=units[zh], title=words(title)))
    return _appointed(posts)


def _names(words: Words) -> Iterator[str]:
    between = "" if words.key == "zh" else " "
    for given, surname in product(words(data("texts")["given"]), words(data("texts")["surnames"])):
        yield f"{surname}{between}{given}"


def _appointed(posts: list[Post]) -> dict[str, User]:
    people = [post.person for post in posts]
    User.objects.bulk_create(people)
    for post in posts:
        post.person_id, post.valid_from = post.person.pk, SINCE
    Post.objects.bulk_create(posts)
    return {person.username: person for person in people}
