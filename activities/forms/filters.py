"""The filters of activities as typed into a page or an address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities.models import Activity
from activities.selectors.filtering import ActivityFilters
from activities.selectors.offers import INDENT, in_tree_order
from campaigns.models import ActivityKind, Assignment, Campaign, Entry, Indicator, Linkage, PlanItem
from core.filter_fields import by_code
from core.kept import Kept
from core.offers import Offers
from core.widgets import is_key
from units.forms.part import UnitBelowDaysForm
from units.models import Unit

NO_PLAN_ITEM = "none"


class PlanItemField(forms.CharField):
    """The number of a plan item, or `none` for activities without one; gives the item or `none`."""

    widget = forms.Select
    choices = [(NO_PLAN_ITEM, _("Without a plan item"))]

    def of(self, campaign: Campaign, kept: Kept) -> None:
        self.campaign, self.kept = campaign, kept
        self.widget.choices = CallableChoiceIterator(self._offered)

    def _offered(self):
        items = self.kept.get(("plan items offered", self.campaign.pk), lambda: _indented(self.campaign))
        return [("", _("Any")), *self.choices, *items]

    def clean(self, value):
        typed = super().clean(value)
        if typed in ("", NO_PLAN_ITEM):
            return typed or None
        item = self.campaign.plan_items.filter(pk=int(typed)).first() if is_key(typed) else None
        if item is None:
            raise ValidationError(_("The plan has no such item."))
        return item


def _indented(campaign: Campaign) -> list[tuple[int, str]]:
    return [(item.pk, f"{INDENT * depth}{item.title}") for item, depth in in_tree_order(campaign)]


class ActivityFilterForm(UnitBelowDaysForm):
    """Names as in the address: unit, below, from, to, kind, linkage, entry, plan_item, assignment, state, indicator, photos, q."""

    q = forms.CharField(
        label=_("Text"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Title, place, narrative")}),
    )
    kind = by_code(ActivityKind, _("Kind"))
    linkage = by_code(Linkage, _("Linkage"))
    entry = by_code(Entry, _("Entry"))
    plan_item = PlanItemField(label=_("Plan item"), max_length=20)
    assignment = forms.ModelChoiceField(Assignment.objects.none(), label=_("Assignment"), empty_label=_("Any"))
    state = forms.MultipleChoiceField(
        choices=Activity.State.choices, label=_("State"), widget=forms.CheckboxSelectMultiple
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), to_field_name="code", label=_("With a figure for"), empty_label=_("Any")
    )
    photos = forms.ChoiceField(
        choices=[("", _("Any")), ("yes", _("With photos")), ("no", _("Without photos"))], label=_("Photos")
    )

    def __init__(self, *args, campaign: Campaign, user: User, **kwargs):
        # Whether totals know a unit is told by its place.
        super().__init__(*args, units=Unit.objects.visible_to(user).select_related("place"), **kwargs)
        self.fields["plan_item"].of(campaign, user.kept)
        self.fields["assignment"].queryset = Assignment.objects.visible_to(user).filter(campaign=campaign)
        offers = Offers(ActivityKind, Linkage, Entry, Indicator, kept=user.kept)
        for name, model in (("kind", ActivityKind), ("linkage", Linkage), ("entry", Entry)):
            self.fields[name].widget.choices = offers.of(model)
        self.fields["indicator"].widget.choices = offers.of(Indicator, ("", _("Any")))

    def filters(self) -> ActivityFilters:
        """The filters of a valid form; of an invalid one those that could be read."""
        data = self.cleaned_data
        plan_item = data.get("plan_item")
        return ActivityFilters(
            unit=data.get("unit"),
            unit_itself=data.get("below") == "no",
            day_from=data.get("from"),
            day_to=data.get("to"),
            kinds=tuple(data.get("kind") or ()),
            linkages=tuple(data.get("linkage") or ()),
            entries=tuple(data.get("entry") or ()),
            plan_item=plan_item if isinstance(plan_item, PlanItem) else None,
            no_plan_item=plan_item == NO_PLAN_ITEM,
            assignment=data.get("assignment"),
            states=tuple(data.get("state") or ()),
            indicator=data.get("indicator"),
            has_photos={"yes": True, "no": False}.get(data.get("photos") or ""),
            text=data.get("q") or "",
        )
