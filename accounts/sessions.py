"""Sessions in the database that can be listed and ended by person (settings, SESSION_ENGINE)."""

from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from accounts.models import SESSIONS_OPEN, Session, User

SIGNED_IN_AT, BROWSER, WAS_IDLE = "signed_in_at", "browser", "was_idle"
# A look at each page is not worth a write.
NOTED_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    last_seen_at = None
    # Whose it is by the table; that they may go on is for `accounts.middleware` to find out.
    person: User | None = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        row = SESSIONS_OPEN.first(self.session_key, timezone.now())
        if row is None:
            self._session_key = None
            return None
        self.last_seen_at, self.person = row.last_seen_at, row.user
        return row

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row

    def note_use(self):
        """Remember that the session is in use, once a minute at most."""
        now = timezone.now()
        if self.last_seen_at and now - self.last_seen_at > NOTED_EVERY:
            self.model.objects.filter(pk=self.session_key).update(last_seen_at=now)
            self.last_seen_at = now
