"""Writing: one section at a time, with figures put in from a list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.editing import try_save
from core.errors import DomainError
from reports import rules
from reports.forms.summary import HeadsForm, NewSectionForm, OpenedForm, SectionForm, TokenForm
from reports.selectors import summary_page
from reports.selectors.comparing import difference
from reports.selectors.content import as_read, blocks_of, kept_figures, rows_of
from reports.selectors.drafting import ATTACHMENT, draft_section
from reports.selectors.drafting.desk import Desk
from reports.selectors.inserting import choices, offered
from reports.selectors.resolving import Resolver
from reports.services import summary as services
from reports.services.versions import SectionConflict, newest_of
from reports.views.summary import may_work
from units.models import Unit


def _editable(request, slug, paper):
    campaign, found = may_work(request, slug, paper)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    return campaign, found, newest_of(found)


def _section_or_404(version, key):
    section = version.section(key)
    if section is None:
        raise Http404
    return section


def section_edit(request, slug, paper, key):
    """Save, look at it first, or put in a figure: three buttons of one form."""
    campaign, found, newest = _editable(request, slug, paper)
    section = _section_or_404(newest, key)
    initial = {"opened": newest.number, "title": section["title"], "text": section["text"]}
    form = SectionForm(request.POST or None, initial=initial)
    picker = TokenForm(request.POST or None, figures=choices(), units=Unit.objects.visible_to(request.user))
    context = _section_facts(campaign, found, newest, section) | {"picker": picker}
    context["draft_key"] = _draft_key(request, found, key)
    if "insert" in request.POST:
        form = _inserted(request, form, picker)
    elif form.is_valid() and "preview" in request.POST:
        context["preview"] = _preview(campaign, found, section, form.cleaned_data["text"])
    elif form.is_valid():
        saved, context["conflict"], form = _save(request, found, key, form)
        if saved:
            messages.success(request, _("The section is saved."), extra_tags=context["draft_key"])
            return redirect(f"{found.get_absolute_url()}#{key}")
    status = 409 if context.get("conflict") else 200
    return render(request, "reports/summary_section.html", context | {"form": form}, status=status)


def _section_facts(campaign, found, newest, section):
    facts = {"campaign": campaign, "summary": found, "section": section, "newest": newest}
    return facts | {"offered": offered(newest), "is_attachment": _is_table(section)}


def _save(request, found, key, form):
    """The new version, or None with what stands in its way: both versions, or a refusal in the form."""
    try:
        return services.save_section(found, by=request.user, key=key, **form.cleaned_data), None, form
    except SectionConflict as clash:
        return None, *_both(form, clash)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None, None, form


def _draft_key(request, found, key):
    return f"summary-{request.user.pk}-{found.pk}-{key}"


def _is_table(section):
    return section["source"] == ATTACHMENT


def _inserted(request, form, picker):
    """The same form with the figure at the end of its text; where scripts run it goes to the cursor instead."""
    data = request.POST.copy()
    chosen = request.POST["insert"]
    if not chosen and picker.is_valid() and picker.token():
        chosen = str(picker.token())
    data["text"] = "".join([data.get("text", ""), chosen])
    again = SectionForm(data)
    again.is_valid()
    return again


def _preview(campaign, found, section, text):
    resolver = Resolver(campaign, found.language)
    figures = kept_figures(resolver, [{"text": text}])
    render_text = rows_of if _is_table(section) else blocks_of
    return {"lines": render_text(text, figures, found.language), "mistakes": list(resolver.mistakes.items())}


def _both(form, clash):
    """Both versions, and the form ready to be saved over the newer one once the person has merged them."""
    theirs = clash.section or {"title": "", "text": ""}
    data = form.data.copy()
    data["opened"] = clash.current.number
    again = SectionForm(data)
    again.is_valid()
    stretches = difference(theirs["text"], form.cleaned_data["text"])
    return {"version": clash.current, "theirs": theirs, "gone": clash.section is None, "stretches": stretches}, again


def section_new(request, slug, paper):
    campaign, found, _newest = _editable(request, slug, paper)
    form = NewSectionForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.add_section(found, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The section is added."))
        return redirect(found)
    return render(request, "reports/summary_section_new.html", {"campaign": campaign, "summary": found, "form": form})


def section_redraft(request, slug, paper, key):
    """Shows what would go and what would come before it is done."""
    campaign, found, newest = _editable(request, slug, paper)
    section = _section_or_404(newest, key)
    form = OpenedForm(request.POST or None, initial={"opened": newest.number})
    if form.is_valid():
        services.redraft_section(found, by=request.user, key=key, **form.cleaned_data)
        messages.success(request, _("The section is drafted anew; its former words are in the version before."))
        return redirect(f"{found.get_absolute_url()}#{key}")
    desk = Desk(campaign, found.language, found.span)
    fresh = draft_section(desk, section["source"]) if section["source"] else ""
    context = {"campaign": campaign, "summary": found, "section": section, "form": form, "fresh": fresh}
    context["is_same"] = fresh == section["text"]
    said = as_read(fresh, kept_figures(desk.resolver, [{"text": fresh}]), found.language)
    context["stretches"] = difference(as_read(section["text"], newest.figures, found.language), said)
    return render(request, "reports/summary_redraft.html", context)


def section_remove(request, slug, paper, key):
    campaign, found, newest = _editable(request, slug, paper)
    section = _section_or_404(newest, key)
    form = OpenedForm(request.POST or None, initial={"opened": newest.number})
    if form.is_valid():
        services.remove_section(found, by=request.user, key=key, **form.cleaned_data)
        messages.success(request, _("The section is removed; the version before still has it."))
        return redirect(found)
    context = {"campaign": campaign, "summary": found, "section": section, "form": form}
    return render(request, "reports/summary_section_remove.html", context)


@require_POST
def section_move(request, slug, paper, key):
    _campaign, found, newest = _editable(request, slug, paper)
    _section_or_404(newest, key)
    services.move_section(found, by=request.user, key=key, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect(f"{found.get_absolute_url()}#{key}")


@require_POST
def section_editing(request, slug, paper, key):
    """The heartbeat of an open form; answers who else has one open."""
    _campaign, found, _newest = _editable(request, slug, paper)
    other = summary_page.editing_now(found, user=request.user, now=timezone.now())
    services.note_editing(found, by=request.user, key=key)
    return render(request, "reports/summary_editing_now.html", {"editing": other})


@require_POST
def summary_refresh(request, slug, paper):
    _campaign, found, newest = _editable(request, slug, paper)
    version, number = services.refresh_figures(found, by=request.user)
    if version.number == newest.number:
        messages.info(request, _("Every figure is as the records have it; there is nothing to refresh."))
        return redirect(found)
    messages.success(
        request, _("Figures refreshed: %(number)s changed. The words are as they were.") % {"number": number}
    )
    if not number:
        return redirect(found)
    return redirect(f"{reverse('reports:summary_compare', args=[slug])}?a={newest.number}&b={version.number}")


def summary_heads(request, slug, paper):
    campaign, found, _newest = _editable(request, slug, paper)
    form = HeadsForm(request.POST or None, instance=found)
    if found.is_bulletin:
        del form.fields["mark"]  # its number has none
    saved, _conflict = try_save(form, lambda: services.update_heads(found, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("Title and heads are saved."))
        return redirect(found)
    return render(request, "reports/summary_heads.html", {"campaign": campaign, "summary": found, "form": form})
