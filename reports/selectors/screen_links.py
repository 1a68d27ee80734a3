"""Which screen a secret address opens."""

from hashlib import sha256

from reports.models import ScreenLink


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def link_of_token(token: str) -> ScreenLink | None:
    """None for an unknown, renewed or ended address."""
    links = ScreenLink.objects.select_related("campaign__area", "campaign__entry_set")
    return links.filter(token_hash=hash_of(token)).first()
