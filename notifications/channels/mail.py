"""E-mail: one message to one person, and what became of it.

The reply codes are those of RFC 5321 (4.2.1: 4xx may pass later, 5xx won't), the mark against automatic answers is
that of RFC 3834. A repetition carries the same Message-ID, by which mail programs know it as the same message.
"""

import smtplib
from email.utils import formataddr
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.languages import active_language
from core.links import mail_domain
from notifications.channels.outcomes import Outcome, Result

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def message_id(key: str) -> str:
    """The same for each attempt of one delivery, and another than that of any other portal of this name."""
    return f"<{salted_hmac(__name__, key, algorithm='sha256').hexdigest()[:40]}@{mail_domain(settings.SITE_URL)}>"


def build(to: str, *, key: str, subject: str, text: str, html: str) -> EmailMultiAlternatives:
    """In the language that is active. `key` names the delivery."""
    headers = {
        "Message-ID": message_id(key),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": active_language(),
    }
    sender = formataddr((_("Safety Month"), settings.EMAIL_FROM))
    message = EmailMultiAlternatives(_one_line(subject), text, sender, [_one_line(to)], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def _one_line(text: str) -> str:
    """No name of a unit may begin a header of its own (ASVS 1.3.11)."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


class Backend(EmailBackend):
    """Django's way to SMTP, that also knows whether the text of a message was begun."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SealedLine if self.use_ssl else _Line


class _Line(smtplib.SMTP):
    """`data` is where a broken line turns from "nothing went out" into "unclear"."""

    has_begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.has_begun = True
        return super().data(msg)


class _SealedLine(_Line, smtplib.SMTP_SSL):
    pass


class Connection:
    """An open way to the mail server for many messages; opened with the first, and again when it broke."""

    def __init__(self) -> None:
        is_smtp = settings.EMAIL_BACKEND == SMTP
        self._backend: Any = get_connection(f"{__name__}.Backend" if is_smtp else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def send(self, message: EmailMultiAlternatives) -> Outcome:
        """Never raises for what the server or the line does."""
        if not message.recipients():
            return Outcome(Result.FAILED, _("This person has no e-mail address."))
        was_open = bool(getattr(self._backend, "connection", None))
        try:
            try:
                self._hand_over(message)
            except (smtplib.SMTPServerDisconnected, ConnectionError) as error:
                # A server may close a line that was idle for a while: that is no word on this message.
                if not was_open or self._has_begun or _took_too_long(error):
                    raise
                self._drop()
                self._hand_over(message)
        except (OSError, smtplib.SMTPException) as error:
            outcome = outcome_of(error, has_begun=self._has_begun)
            if outcome.is_down or outcome.result is Result.UNCLEAR:
                self._drop()
            return outcome
        return Outcome(Result.SENT)

    def close(self) -> None:
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _hand_over(self, message: EmailMultiAlternatives) -> None:
        self._backend.open()
        if line := getattr(self._backend, "connection", None):
            line.has_begun = False
        self._backend.send_messages([message])

    @property
    def _has_begun(self) -> bool:
        return getattr(getattr(self._backend, "connection", None), "has_begun", False)

    def _drop(self) -> None:
        """Without the good-bye, for which a dead line would let us wait."""
        if line := getattr(self._backend, "connection", None):
            line.close()
            self._backend.connection = None


def open_connection() -> Connection:
    return Connection()


def outcome_of(error: Exception, *, has_begun: bool) -> Outcome:
    """What a failure means for the message; `has_begun`: its text was on the way already."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _refused(code, words)
    if isinstance(error, smtplib.SMTPDataError):
        return _refused(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPResponseException):
        # Of the sender, of signing in: our own set-up is wrong, and so it would be for every message.
        return Outcome(Result.LATER, _said(error), is_down=True)
    if has_begun:
        return Outcome(Result.UNCLEAR, _("The line broke while the message was handed over: %s") % _said(error))
    return Outcome(Result.LATER, _said(error), is_down=True)


def _refused(code: int, words: bytes | str) -> Outcome:
    """421 is the server closing the line, not a word on the recipient."""
    result = Result.FAILED if 500 <= code < 600 else Result.LATER
    return Outcome(result, f"{code} {_text(words)}".strip(), is_down=code == 421)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}".strip()
    if _took_too_long(error):
        return _("The mail server took too long.")
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _took_too_long(error: Exception) -> bool:
    """smtplib tells a silence during the talk as a closed line."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return _one_line(text)[:250]
