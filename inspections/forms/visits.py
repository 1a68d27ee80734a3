"""A visit on the phone: start, answer, find, finish."""

from datetime import timedelta

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.drawn_fields import SignatureField
from core.file_fields import CleanPhotosField
from core.forms import (
    DateField,
    OnceKeyField,
    PickerField,
    PortalForm,
    VersionField,
)
from core.photos import MOST_BYTES
from core.widgets import ButtonChoices
from inspections.models import Checklist, ChecklistItem, Hazard, HazardCategory, Round, Team, Visit, VisitAnswer
from inspections.services.answers import Finding
from inspections.services.filing import HazardFacts
from inspections.services.visit_photos import MOST_PHOTOS
from inspections.services.visits import Account, VisitFacts

A_YEAR = timedelta(days=366)


class StartVisitForm(PortalForm):
    """`units`, `teams`, `checklists`, `rounds` are those that the person may go to, with, by and for."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Visit.Kind.choices, initial=Visit.Kind.INSPECTION, widget=ButtonChoices
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, empty_label=_("On my own"))
    checklist = forms.ModelChoiceField(
        Checklist.objects.none(), label=_("Checklist"), required=False, empty_label=_("Without a checklist")
    )
    round = forms.ModelChoiceField(
        Round.objects.none(), label=_("Round"), required=False, empty_label=_("Belongs to no round")
    )
    visited_on = DateField(label=_("Day"), initial=timezone.localdate)
    is_unannounced = forms.BooleanField(label=_("Unannounced"), required=False)
    once_key = OnceKeyField()

    def __init__(self, *args, units, search_url, teams, checklists, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = PickerField(
            units, search_url=search_url, label=_("Unit"), placeholder=_("Name or pinyin initials")
        )
        self.order_fields(["unit"])
        for name, rows in (("team", teams), ("checklist", checklists), ("round", rounds)):
            self.fields[name].queryset = rows

    def clean_visited_on(self):
        return day_of_visit(self.cleaned_data["visited_on"])

    def facts(self):
        names = ("unit", "visited_on", "kind", "team", "round", "checklist", "is_unannounced")
        return VisitFacts(**{name: self.cleaned_data[name] for name in names})


def day_of_visit(day):
    today = timezone.localdate()
    if not today - A_YEAR < day <= today:
        raise forms.ValidationError(_("The day of a visit lies within the last year and not ahead."))
    return day


class AnswerForm(PortalForm):
    item = forms.ModelChoiceField(ChecklistItem.objects.none())
    answer = forms.ChoiceField(choices=VisitAnswer.Answer.choices)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items_of(visit)


class ItemPhotosForm(PortalForm):
    item = forms.ModelChoiceField(ChecklistItem.objects.none(), required=False)
    photos = CleanPhotosField(most=MOST_PHOTOS, max_bytes=MOST_BYTES, label=_("Photos"))

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items_of(visit)


class FindingForm(PortalForm):
    """What is wrong; for an ordinary hazard also who mends it by when, for a major one the clause."""

    item = forms.ModelChoiceField(ChecklistItem.objects.none(), required=False, widget=forms.HiddenInput)
    description = forms.CharField(
        label=_("What is the problem?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = forms.CharField(label=_("Where exactly"), max_length=160, required=False)
    grade = forms.ChoiceField(
        label=_("Grade"), choices=Hazard.Grade.choices, initial=Hazard.Grade.ORDINARY, widget=ButtonChoices
    )
    clause = forms.CharField(
        label=_("Clause"), max_length=200, required=False, help_text=_("A major hazard needs the clause it rests on.")
    )
    responsible = forms.CharField(label=_("Who mends it"), max_length=80, required=False)
    due_on = DateField(label=_("By when"), required=False)
    measures = forms.CharField(
        label=_("What is to be done"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    category = forms.ModelChoiceField(
        HazardCategory.objects.in_use(), label=_("Category"), required=False, empty_label=_("Not sorted")
    )
    violation = forms.ChoiceField(
        label=_("One of the three violations?"),
        choices=[("", _("No")), *Hazard.Violation.choices],
        required=False,
        widget=ButtonChoices,
    )
    once_key = OnceKeyField()

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.fields["item"].queryset = items_of(visit)

    def layout(self):
        pair = Div("responsible", "due_on", css_class="field-row")
        return (
            "item",
            "once_key",
            "description",
            "place",
            "grade",
            "clause",
            pair,
            "measures",
            "category",
            "violation",
        )

    def clean(self):
        data = super().clean()
        if data.get("grade") == Hazard.Grade.MAJOR:
            self._demand("clause", _("Name the clause that makes it a major hazard."))
        elif data.get("grade") == Hazard.Grade.ORDINARY:
            self._demand("responsible", _("Name who mends it."))
            self._demand("due_on", _("Say by when it has to be mended."))
            if data.get("due_on") and data["due_on"] < self.visit.visited_on:
                self.add_error("due_on", _("The deadline lies before the visit."))
        return data

    def _demand(self, name, words):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def finding(self):
        data = self.cleaned_data
        about = {name: data[name] for name in ("description", "place", "category", "violation")}
        facts = HazardFacts(unit=self.visit.unit, **about)
        return Finding(facts, **{name: data[name] for name in ("grade", "clause", "responsible", "due_on", "measures")})

    def where(self):
        return {"key": self.cleaned_data["once_key"], "item": self.cleaned_data["item"]}


class AccountForm(PortalForm):
    visited_on = DateField(label=_("Day"))
    is_unannounced = forms.BooleanField(label=_("Unannounced"), required=False)
    met_by = forms.CharField(label=_("Received by"), max_length=120, required=False)
    looked_at = forms.CharField(
        label=_("What was looked at"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    impression = forms.CharField(
        label=_("Impression"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = VersionField()

    def clean_visited_on(self):
        return day_of_visit(self.cleaned_data["visited_on"])

    def account(self):
        return Account(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class ProblemForm(PortalForm):
    """A problem of a member unit and by when it is to be mended."""

    text = forms.CharField(label=_("Problem"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = DateField(label=_("To be mended by"))

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = visit

    def clean_due_on(self):
        if self.cleaned_data["due_on"] < self.visit.visited_on:
            raise forms.ValidationError(_("The deadline lies before the visit."))
        return self.cleaned_data["due_on"]


class FinishForm(PortalForm):
    """The side inspected signs, or it is said why not."""

    signer = forms.CharField(label=_("Name and post of who signs"), max_length=80, required=False)
    signature = SignatureField(label=_("Signature"), required=False)
    unsigned_why = forms.CharField(
        label=_("Not signed because"),
        max_length=200,
        required=False,
        help_text=_("For instance: refused to sign, nobody in charge was there."),
    )

    def clean(self):
        data = super().clean()
        if "signature" in self.errors or "unsigned_why" in self.errors:
            return data
        if data.get("signature") and not data.get("signer"):
            self.add_error("signer", _("Write down who signed."))
        if not data.get("signature") and not data.get("unsigned_why"):
            self.add_error("signature", _("Let the inspected side sign, or say below why it doesn't."))
        return data


def items_of(visit):
    return ChecklistItem.objects.filter(version=visit.checklist_version_id)
