"""Addresses below /campaigns/<slug>/ that belong to apps beneath this one."""

from campaigns.selectors import campaign_or_404


class CampaignAddressMiddleware:
    """The register knows no campaigns: whoever may not see the one in the address gets 404 here."""

    NAMESPACES = {"units"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.namespace in self.NAMESPACES and "slug" in kwargs and request.user.is_authenticated:
            campaign_or_404(request.user, kwargs["slug"])
