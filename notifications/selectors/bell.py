"""What the bell on every page counts."""

from django.db import connection

from accounts.models import User

# The same as `visible_to` and `unread` of Notification, without the pages' building a query anew.
UNREAD = """
    SELECT count(*) FROM notifications_notification WHERE read_at IS NULL AND post_id = ANY(ARRAY(
        SELECT id FROM accounts_post WHERE id = ANY(%s) OR line_id = ANY(%s)
    ))
"""


def unread_count(user: User) -> int:
    if not user.is_authenticated or not user.posts_today:
        return 0
    lines = [post.line_id for post in user.posts_today if post.line_id]
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [[*(post.pk for post in user.posts_today), *lines], lines])
        return cursor.fetchone()[0]
