"""The plan tree: one page, each item a page, edited in place where scripts run."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from campaigns import rules
from campaigns.forms.plan import PlanItemForm
from campaigns.models import PlanItem, PlanItemKind
from campaigns.selectors import campaign_or_404
from campaigns.selectors.plan import assignments_of, declared_formula, items_below, plan_of, plan_sentence, plan_tree
from campaigns.services.plan import add_plan_item, delete_plan_item, move_plan_item, order_plan_items, update_plan_item
from campaigns.views.editing import editable_or_403
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of
from core.text import keys
from core.views import order_answer
from units.models import Unit


def plan(request, slug):
    campaign = campaign_or_404(request.user, slug)
    template = "campaigns/plan_tree.html" if request.htmx else "campaigns/plan.html"
    return render(request, template, _plan_context(request, campaign))


def _plan_context(request, campaign):
    tree = plan_of(campaign, user=request.user, now=timezone.now())
    return {
        "campaign": campaign,
        "plan": tree,
        "sentence": plan_sentence(tree.counts),
        "formula": declared_formula(tree.counts),
        "today": timezone.localdate(),
        "may_edit": rules.may_edit(request.user, campaign),
    }


def plan_item(request, slug, pk):
    campaign = campaign_or_404(request.user, slug)
    items = PlanItem.objects.visible_to(request.user).select_related("kind", "lead", "parent__kind")
    item = get_object_or_404(items, campaign=campaign, pk=pk)
    now = timezone.now()
    lines = assignments_of(item, user=request.user, now=now)
    context = {
        "campaign": campaign,
        "item": item,
        "children": item.children.select_related("kind"),
        "co_operating": item.co_operating.all(),
        "lines": lines,
        "now": now,
        "today": timezone.localdate(),
        "may_edit": rules.may_edit(request.user, campaign),
        "changes": history_of(item, limit=50),
    }
    return render(request, "campaigns/plan_item.html", context)


def plan_item_new(request, slug):
    """`?parent=` and `?kind=`, `?number=` come from the row or the empty slot that was clicked."""
    campaign = editable_or_403(request, slug)
    asked = {name: request.GET[name] for name in ("parent", "kind", "number") if request.GET.get(name, "").isdecimal()}
    form = _form(request, campaign, PlanItem(campaign=campaign), initial=asked)
    saved, _conflict = try_save(form, lambda: add_plan_item(campaign, by=request.user, **form.facts()))
    return _answer(request, campaign, form, saved, place="-".join(["new", *asked.values()]))


def plan_item_edit(request, slug, pk):
    campaign = editable_or_403(request, slug)
    item = get_object_or_404(PlanItem.objects.visible_to(request.user), campaign=campaign, pk=pk)
    form = _form(request, campaign, item)
    saved, conflict = try_save(form, lambda: update_plan_item(item, by=request.user, **form.facts()))
    return _answer(request, campaign, form, saved, conflict=conflict, item=item, place=pk)


def plan_item_delete(request, slug, pk):
    campaign = editable_or_403(request, slug)
    item = get_object_or_404(PlanItem.objects.visible_to(request.user), campaign=campaign, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            delete_plan_item(item, by=request.user, why=form.cleaned_data["why"])
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The item is deleted."))
            return redirect("campaigns:plan", slug)
    return render(request, "campaigns/plan_item_delete.html", {"campaign": campaign, "item": item, "form": form})


@require_POST
def plan_order(request, slug, parent):
    """The children of one item (0: of the plan itself) in their new order, from dragging or the keyboard."""
    campaign = editable_or_403(request, slug)
    rows = PlanItem.objects.visible_to(request.user)
    above = get_object_or_404(rows, campaign=campaign, pk=parent) if parent else None
    ids = keys(request.POST.getlist("order"))
    return order_answer(lambda: order_plan_items(campaign, by=request.user, parent=above, ids=ids))


@require_POST
def plan_item_move(request, slug, pk):
    """One place up or down; the way without scripts."""
    campaign = editable_or_403(request, slug)
    item = get_object_or_404(PlanItem.objects.visible_to(request.user), campaign=campaign, pk=pk)
    move_plan_item(item, by=request.user, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect("campaigns:plan", slug)


def _form(request, campaign, item, initial=None):
    below = items_below(item) | {item.pk} if item.pk else set()
    lines = [node for root in plan_tree(campaign) for node in root.walk()]
    kinds = PlanItemKind.objects.in_use()
    return PlanItemForm(
        request.POST or None,
        instance=item,
        initial=initial,
        nodes=[node for node in lines if node.item.pk not in below],
        units=Unit.objects.visible_to(request.user),
        kinds=kinds | PlanItemKind.objects.filter(pk=item.kind_id),
    )


def _answer(request, campaign, form, saved, *, place, conflict=None, item=None):
    if saved and request.htmx:
        return render(request, "campaigns/plan_tree.html", _plan_context(request, campaign))
    if saved:
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect("campaigns:plan", campaign.slug)
    context = {"campaign": campaign, "form": form, "item": item, "conflict": conflict, "place": place}
    if not request.htmx:
        return render(request, "campaigns/plan_item_form.html", context, status=409 if conflict else 200)
    answer = render(request, "campaigns/plan_item_inline.html", context)
    return reswap(retarget(answer, f"#form-{place}"), "outerHTML") if request.method == "POST" else answer
