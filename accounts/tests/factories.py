"""People for tests: `UserFactory(role="liaison", unit=unit)` holds that post since 2026-01-01."""

from datetime import date

import factory

from accounts.models import Post, User
from units.tests.factories import CountyFactory, UnitFactory

PASSWORD = "correct-horse-battery"


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    role = "liaison"
    unit = factory.SubFactory(UnitFactory)
    valid_from = date(2026, 1, 1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"第{n}人")
    language = "en"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def role(self, create, role, **kwargs):
        """Give a post; `unit` defaults to a new unit under a new county."""
        unit = self.__dict__.pop("_post_unit", None)
        if role:
            PostFactory(person=self, role=role, unit=unit or UnitFactory(parent=CountyFactory()))

    @classmethod
    def _create(cls, model_class, *args, unit=None, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        user._post_unit = unit
        return user
