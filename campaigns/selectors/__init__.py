from campaigns.selectors.campaign import campaign_or_404, current_campaign

__all__ = ["campaign_or_404", "current_campaign"]
