"""A choice among few rows."""

from django import forms
from django.forms.models import ModelChoiceIterator


class ChoicesAtOnce(ModelChoiceIterator):
    """In one query; Django's own opens a cursor in the database, reads and closes it."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


class ShortChoiceField(forms.ModelChoiceField):
    iterator = ChoicesAtOnce
