"""The made-up county's units and the people who hold posts in them."""

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
            self._posts = list(Post.objects.filter(role=Role.LIAISON).select_related("person"))
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
    people, posts = [], []
    for username, place in ACCOUNTS.items():
        facts = texts["people"][username]
        person = User(username=username, name=words(facts), password=password)
        people.append(person)
        posts.append((person, username, units[place], words(facts, "title_")))
    names = product(words(texts["given"]), words(texts["surnames"]))
    taken = set(ACCOUNTS.values()) | WITHOUT_LIAISON
    for number, zh in enumerate((zh for zh in units if zh not in taken or zh == "县司法局"), start=1):
        given, surname = next(names)
        name = f"{surname}{given}" if words.key == "zh" else f"{surname} {given}"
        person = User(username=f"liaison{number}", name=name, password=password)
        people.append(person)
        posts.append((person, Role.LIAISON, units[zh], words(texts["liaison_title"])))
    User.objects.bulk_create(people)
    Post.objects.bulk_create(
        Post(person=person, role=role, unit=unit, title=title, valid_from=SINCE) for person, role, unit, title in posts
    )
    return {person.username: person for person in people}
