"""The filters of the ledger as typed into a page or an address."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.models import Campaign
from core.filter_fields import TickField, by_code
from core.forms import refuse_backward
from core.offers import Offers
from inspections import rules
from inspections.models import Hazard, HazardCategory, HazardSource, Round, Visit
from inspections.selectors.filtering import HazardFilters
from units.forms.fields import UnitField
from units.forms.part import UnitBelowDaysForm, day_field
from units.models import Unit

CLAIMS = ("overdue", "waiting", "reporter_not_told", "exposed", "listed")


class HazardFilterForm(UnitBelowDaysForm):
    """Names as in the address: q, unit, below, supervising, source, category, grade, state, from, to, due_from, due_to,
    overdue, waiting, reporter_not_told, exposed, listed, mine, round, visit.

    What would tell where a hazard came from is asked by the office and the leader alone.
    """

    q = forms.CharField(
        label=_("Text"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Number, hazard, place or unit")}),
    )
    supervising = UnitField(label=_("Supervising department"))
    category = by_code(HazardCategory, _("Category"))
    grade = forms.MultipleChoiceField(
        choices=Hazard.Grade.choices, label=_("Grade"), widget=forms.CheckboxSelectMultiple
    )
    state = forms.MultipleChoiceField(
        choices=Hazard.State.choices, label=_("State"), widget=forms.CheckboxSelectMultiple
    )
    source = by_code(HazardSource, _("Source"))
    due_from = day_field(_("Due from"))
    due_to = day_field(_("Due to"))
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=_("Any"))
    visit = forms.ModelChoiceField(Visit.objects.none(), label=_("Visit"), widget=forms.HiddenInput)
    overdue = TickField(label=_("Overdue"))
    waiting = TickField(label=_("Waiting for re-inspection"))
    reporter_not_told = TickField(label=_("Reporter not told"))
    exposed = TickField(label=_("Exposed"))
    listed = TickField(label=_("Listed for supervision"))
    mine = TickField(label=_("Mine"))

    def __init__(self, *args, campaign: Campaign, user: User, units: QuerySet[Unit], **kwargs):
        # Whether totals know a unit is told by its place.
        super().__init__(*args, units=units.select_related("place"), **kwargs)
        self.user = user
        self.fields["from"].label, self.fields["to"].label = _("Reported from"), _("Reported to")
        self.fields["supervising"].queryset = units
        for name, model in (("round", Round), ("visit", Visit)):
            self.fields[name].queryset = model.objects.visible_to(user).filter(campaign=campaign)
        offers = Offers(HazardCategory, HazardSource, kept=user.kept)
        for name, model in (("category", HazardCategory), ("source", HazardSource)):
            self.fields[name].widget.choices = offers.of(model)
        if not rules.may_see_sources(user):
            del self.fields["source"], self.fields["reporter_not_told"]

    def clean(self):
        data = super().clean()
        refuse_backward(self, "due_from", "due_to")
        return data

    def filters(self) -> HazardFilters:
        """The filters of a valid form; of an invalid one those that could be read."""
        data = self.cleaned_data
        return HazardFilters(
            unit=data.get("unit"),
            unit_itself=data.get("below") == "no",
            supervising=data.get("supervising"),
            sources=tuple(data.get("source") or ()),
            categories=tuple(data.get("category") or ()),
            grades=tuple(data.get("grade") or ()),
            states=tuple(data.get("state") or ()),
            day_from=data.get("from"),
            day_to=data.get("to"),
            due_from=data.get("due_from"),
            due_to=data.get("due_to"),
            round=data.get("round"),
            visit=data.get("visit"),
            mine=self.user if data.get("mine") else None,
            text=data.get("q") or "",
            **{name: bool(data.get(name)) for name in CLAIMS},
        )
