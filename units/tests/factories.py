"""Units for tests. What matters to a test is written in the test."""

import factory

from units.models import Industry, Unit, UnitKind
from units.services.register import place_unit


class UnitKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitKind
        django_get_or_create = ["code"]

    code = "department"
    name_zh = factory.LazyAttribute(
        lambda kind: {"department": "部门", "county": "县", "town": "乡镇"}.get(kind.code, kind.code)
    )
    name_en = factory.LazyAttribute(lambda kind: kind.code.title())
    is_area = factory.LazyAttribute(lambda kind: kind.code in ("city", "county"))


class IndustryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Industry
        django_get_or_create = ["code"]

    code = "coal_mine"
    name_zh = factory.LazyAttribute(lambda industry: f"{industry.code}行业")
    name_en = factory.LazyAttribute(lambda industry: industry.code.replace("_", " ").capitalize())


class UnitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda n: f"第{n}单位")
    kind = factory.SubFactory(UnitKindFactory)
    parent = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return place_unit(model_class(*args, **kwargs))


class CountyFactory(UnitFactory):
    name = factory.Sequence(lambda n: f"第{n}县")
    kind = factory.SubFactory(UnitKindFactory, code="county")
