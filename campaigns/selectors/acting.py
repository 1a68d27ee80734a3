"""In whose name a command acts."""

from django.utils import timezone

from accounts.models import Post, Role, User
from campaigns.models import Campaign


def acting_person(campaign: Campaign, username: str | None = None) -> User | None:
    """The named person, else the first office (then administrator) of the campaign's area, acting in that post."""
    posts = Post.objects.held_on(timezone.localdate()).filter(
        role__in=[Role.OFFICE, Role.ADMIN], unit__path__startswith=campaign.area.path, person__is_active=True
    )
    if username:
        posts = posts.filter(person__username=username)
    for post in posts.select_related("person").order_by("-role", "id"):
        post.person.chosen_post_id = post.pk
        if post.person.reach == campaign.area.path:
            return post.person
    return None
