"""The tables of a kind of totals; each app that counts its records gives them names."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

# Stands for a fact that is kept without days, and for the sum of all days of one that has them.
NO_DAY, FIRST_DAY = date(1, 1, 1), date(1, 1, 2)
FACT = ("campaign", "facet", "key", "state", "day")
SUMS = ("number", "amount", "inexact")
# What stands under NO_DAY, and what on some days, lies together.
KEY = ("campaign", "node", "facet", "day", "key", "state")


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

    pk = models.CompositePrimaryKey(*KEY)
    node = models.BigIntegerField()

    class Meta:
        abstract = True


class Now(Fact):
    """A view: what is folded and what is not, so that one statement reads the exact sum.

    A fact of days has its sum under NO_DAY besides: who adds up days leaves that out (`core.totals.reading.span`).
    """

    pk = models.CompositePrimaryKey(*KEY)
    node = models.BigIntegerField()

    class Meta:
        abstract = True
        managed = False
