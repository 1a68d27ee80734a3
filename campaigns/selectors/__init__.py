from campaigns.selectors.campaign import campaign_in_hand, campaign_or_404, current_campaign

__all__ = ["campaign_in_hand", "campaign_or_404", "current_campaign"]
