"""Leaders' instructions on the page of any record."""

from django import template

from campaigns.instructed import finders
from campaigns.rules import may_instruct
from campaigns.selectors.instructions import instructions_on

register = template.Library()


@register.inclusion_tag("campaigns/parts/instruct_button.html", takes_context=True)
def instruct_button(context, kind, pk, campaign=None):
    """For leaders only; `kind` and `pk` make the subject ("hazard", 7). Without a campaign, the one in hand."""
    user = context["request"].user
    campaign = campaign or context.get("current_campaign") or None
    if campaign is None or kind not in finders() or not may_instruct(user, campaign):
        return {"slug": None}
    return {"slug": campaign.slug, "subject": f"{kind}-{pk}"}


@register.inclusion_tag("campaigns/parts/instructions_on.html", takes_context=True)
def instructions_about(context, kind, pk):
    return {"instructions": instructions_on(f"{kind}-{pk}", user=context["request"].user)}
