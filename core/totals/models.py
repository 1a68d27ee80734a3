"""The tables of a kind of totals; each app that counts its records gives them names."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

# Stands for a fact that is kept without days.
NO_DAY = date(1, 1, 1)
FACT = ("campaign", "facet", "key", "state", "day")
SUMS = ("number", "amount", "inexact")


class Counted(models.Model):
    """What a record was last counted as, so that a change can take exactly that away again.

    `nodes` are the units at which it stands: every unit above who took part, and itself if units lie below it.
    """

    id = models.BigIntegerField(primary_key=True)
    campaign = models.BigIntegerField()
    nodes = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True


class Fact(models.Model):
    """`number` records in `state` on `day` under `key` of `facet`; `amount` their sum, `inexact` of how many it isn't exact."""

    campaign = models.BigIntegerField()
    facet = models.CharField(max_length=12)
    key = models.BigIntegerField()
    state = models.CharField(max_length=12)
    day = models.DateField()
    number = models.BigIntegerField()
    amount = models.BigIntegerField()
    inexact = models.BigIntegerField()

    class Meta:
        abstract = True


class Delta(Fact):
    """Signed rows, only ever appended; folding takes them away."""

    id = models.BigAutoField(primary_key=True)
    nodes = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True


class Total(Fact):
    """What is folded; never read alone."""

    pk = models.CompositePrimaryKey("campaign", "node", "facet", "key", "state", "day")
    node = models.BigIntegerField()

    class Meta:
        abstract = True


class Now(Fact):
    """A view: what is folded and what is not, so that one statement reads the exact sum."""

    pk = models.CompositePrimaryKey("campaign", "node", "facet", "key", "state", "day")
    node = models.BigIntegerField()

    class Meta:
        abstract = True
        managed = False
